#include "transport/local_addresses.hpp"

#include <ifaddrs.h>
#include <net/if.h>

#include <algorithm>
#include <utility>

#include "transport/socket_address.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::chrono::seconds kMaxAge{10};

// Interfaces of one host can have the same link-local address, and a SIP URI names no interface.
IpAddress without_scope(const IpAddress& address) noexcept {
  return address.is_v4() ? address : IpAddress::v6(address.bytes());
}

std::vector<IpAddress> read_interfaces() {
  std::vector<IpAddress> addresses;
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return addresses;
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner(list, &::freeifaddrs);
  for (const auto* entry = list; entry != nullptr; entry = entry->ifa_next) {
    if (entry->ifa_addr == nullptr || (entry->ifa_flags & IFF_UP) == 0) continue;
    if (const auto endpoint = to_endpoint(*entry->ifa_addr)) addresses.push_back(endpoint->address);
  }
  return addresses;
}

}  // namespace

LocalAddresses::LocalAddresses() : LocalAddresses(read_interfaces, kMaxAge) {}

LocalAddresses::LocalAddresses(Read read, std::chrono::milliseconds max_age)
    : read_(std::move(read)), max_age_(max_age) {
  refresh();
}

bool LocalAddresses::contains(const IpAddress& address) noexcept {
  if (address.is_loopback()) return true;
  const SteadyTime read_at{SteadyTime::duration{read_at_.load(std::memory_order_relaxed)}};
  if (std::chrono::steady_clock::now() - read_at >= max_age_) refresh();
  const auto* set = current_.load(std::memory_order_acquire);
  return set != nullptr && std::binary_search(set->begin(), set->end(), without_scope(address));
}

void LocalAddresses::refresh() noexcept try {
  const std::unique_lock lock(refreshing_, std::try_to_lock);
  if (!lock) return;  // another thread is at it; until then what is known will do
  read_at_.store(std::chrono::steady_clock::now().time_since_epoch().count(), std::memory_order_relaxed);
  auto addresses = read_();
  for (auto& address : addresses) address = without_scope(address);
  std::sort(addresses.begin(), addresses.end());
  addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
  auto known = std::find_if(sets_.begin(), sets_.end(), [&addresses](const auto& set) { return *set == addresses; });
  if (known == sets_.end()) known = sets_.insert(known, std::make_unique<const Set>(std::move(addresses)));
  current_.store(known->get(), std::memory_order_release);
} catch (const std::exception&) {  // out of memory: what is known stays
}

}  // namespace zvoni::kernel
