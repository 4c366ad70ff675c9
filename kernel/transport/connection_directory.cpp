#include "transport/connection_directory.hpp"

#include <algorithm>

namespace zvoni::kernel {

ConnectionDirectory::ConnectionDirectory(const TransportLimits& limits) noexcept
    : limit_(limits.connections), limit_per_address_(limits.connections_per_address) {}

ConnectionDirectory::Stripe& ConnectionDirectory::stripe_of(const IpAddress& address) noexcept {
  return stripes_[AddressHash{}(address) % stripes_.size()];
}

const ConnectionDirectory::Stripe& ConnectionDirectory::stripe_of(const IpAddress& address) const noexcept {
  return stripes_[AddressHash{}(address) % stripes_.size()];
}

bool ConnectionDirectory::enter(const Endpoint& remote, std::uint64_t connection) {
  auto& stripe = stripe_of(remote.address);
  const std::lock_guard lock(stripe.mutex);
  return enter(stripe, remote, connection);
}

ConnectionDirectory::Claim ConnectionDirectory::claim(const Endpoint& remote, std::uint64_t connection) {
  auto& stripe = stripe_of(remote.address);
  const std::lock_guard lock(stripe.mutex);
  if (const auto existing = find(stripe, remote)) return {Admission::existing, existing};
  if (!enter(stripe, remote, connection)) return {};
  return {Admission::admitted, connection};
}

bool ConnectionDirectory::enter(Stripe& stripe, const Endpoint& remote, std::uint64_t connection) {
  const auto found = stripe.peers.find(remote.address);
  const auto of_peer = found == stripe.peers.end() ? 0 : found->second.connections;
  if (of_peer >= limit_per_address_) return false;
  if (count_.fetch_add(1, std::memory_order_relaxed) >= limit_) {
    count_.fetch_sub(1, std::memory_order_relaxed);
    return false;
  }
  auto& peer = stripe.peers[remote.address];
  ++peer.connections;
  peer.open.emplace_back(remote.port, connection);
  return true;
}

std::uint64_t ConnectionDirectory::find(const Endpoint& remote) const {
  const auto& stripe = stripe_of(remote.address);
  const std::lock_guard lock(stripe.mutex);
  return find(stripe, remote);
}

std::uint64_t ConnectionDirectory::find(const Stripe& stripe, const Endpoint& remote) noexcept {
  const auto peer = stripe.peers.find(remote.address);
  if (peer == stripe.peers.end()) return 0;
  const auto& open = peer->second.open;
  const auto newest =
      std::find_if(open.rbegin(), open.rend(), [&remote](const auto& entry) { return entry.first == remote.port; });
  return newest == open.rend() ? 0 : newest->second;
}

void ConnectionDirectory::hide(const Endpoint& remote, std::uint64_t connection) {
  auto& stripe = stripe_of(remote.address);
  const std::lock_guard lock(stripe.mutex);
  const auto peer = stripe.peers.find(remote.address);
  if (peer == stripe.peers.end()) return;
  std::erase_if(peer->second.open, [connection](const auto& entry) { return entry.second == connection; });
}

void ConnectionDirectory::leave(const Endpoint& remote, std::uint64_t connection) {
  hide(remote, connection);
  auto& stripe = stripe_of(remote.address);
  const std::lock_guard lock(stripe.mutex);
  const auto peer = stripe.peers.find(remote.address);
  if (peer == stripe.peers.end()) return;
  if (--peer->second.connections == 0) stripe.peers.erase(peer);
  count_.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace zvoni::kernel
