// Finds the aor that a contact belongs to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <zvoni/uri.hpp>

namespace zvoni::registrar {

/// A hash that strangers cannot foresee (Host::keyed_hash).
using Hash = std::function<std::uint64_t(std::string_view)>;

/// Contacts by user, host and port: URIs that are equivalent (RFC 3261, 19.1.4) have the same key, others may have it
/// too. Holds hashes only, so what it finds must be looked at. From any thread.
class ContactIndex {
 public:
  explicit ContactIndex(Hash hash) : hash_(std::move(hash)) {}

  [[nodiscard]] std::uint64_t key_of(const Uri& contact) const;
  /// Notes that an aor has a binding with this key. One key leads to kMaxAors at the most; who comes later takes the
  /// place of another, so that nobody can make it long by registering one contact for many.
  void put(std::uint64_t key, std::uint64_t aor_hash);
  void remove(std::uint64_t key, std::uint64_t aor_hash);
  [[nodiscard]] std::vector<std::uint64_t> find(std::uint64_t key) const;

 private:
  static constexpr std::size_t kMaxAors = 8;
  static constexpr std::size_t kShards = 64;
  struct Identity {
    std::size_t operator()(std::uint64_t hash) const noexcept { return hash; }
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_multimap<std::uint64_t, std::uint64_t, Identity> aors;
  };
  // The table inside a shard uses the low bits.
  [[nodiscard]] Shard& shard_of(std::uint64_t key) { return shards_[(key >> 32) % kShards]; }
  [[nodiscard]] const Shard& shard_of(std::uint64_t key) const { return shards_[(key >> 32) % kShards]; }

  Hash hash_;
  std::array<Shard, kShards> shards_;
};

}  // namespace zvoni::registrar
