#include "contact_index.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include <zvoni/endpoint.hpp>
#include <zvoni/text.hpp>

namespace zvoni::registrar {

std::uint64_t ContactIndex::key_of(const Uri& contact) const {
  if (!contact.is_sip()) return hash_(contact.text);
  const auto address = IpAddress::parse(contact.host);
  std::string key = unescape(contact.user);
  key += '@';
  key += address ? address->to_string() : to_lower(contact.host);
  // No port is not the same as 5060 (19.1.4).
  if (contact.port) key += ':' + std::to_string(*contact.port);
  return hash_(key);
}

void ContactIndex::put(std::uint64_t key, std::uint64_t aor_hash) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto [first, last] = shard.aors.equal_range(key);
  if (std::any_of(first, last, [&](const auto& entry) { return entry.second == aor_hash; })) return;
  if (static_cast<std::size_t>(std::distance(first, last)) >= kMaxAors) {
    first->second = aor_hash;
  } else {
    shard.aors.emplace(key, aor_hash);
  }
}

void ContactIndex::remove(std::uint64_t key, std::uint64_t aor_hash) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto [first, last] = shard.aors.equal_range(key);
  const auto entry = std::find_if(first, last, [&](const auto& candidate) { return candidate.second == aor_hash; });
  if (entry != last) shard.aors.erase(entry);
}

std::vector<std::uint64_t> ContactIndex::find(std::uint64_t key) const {
  const Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto [first, last] = shard.aors.equal_range(key);
  std::vector<std::uint64_t> hashes;
  std::transform(first, last, std::back_inserter(hashes), [](const auto& entry) { return entry.second; });
  return hashes;
}

}  // namespace zvoni::registrar
