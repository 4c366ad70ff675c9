#include "transport/socket_network.hpp"

#include <algorithm>
#include <utility>

namespace zvoni::kernel {
namespace {

bool serves(const ListenAddress& listener, const Flow& flow) noexcept {
  return listener.transport == flow.transport && listener.endpoint.address.is_v4() == flow.remote.address.is_v4();
}

bool can_be_reached(const Endpoint& remote) noexcept { return remote.port != 0 && !remote.address.is_wildcard(); }

// How well a listener fits a peer that the system reaches from `source`; 0: not at all.
int fitness(const ListenAddress& listener, const IpAddress& source, const Flow& flow) noexcept {
  const auto& address = listener.endpoint.address;
  const int same_port = listener.endpoint.port == flow.local.port ? 1 : 0;
  if (address == source) return 5 + same_port;
  if (address.is_wildcard()) return 3 + same_port;
  // Bound to another address: peers may still be reached from it, but nobody outside from a loopback address.
  return address.is_loopback() && !source.is_loopback() ? 0 : 1 + same_port;
}

}  // namespace

SocketNetwork::SocketNetwork(SharedTransport& shared, boost::asio::io_context& io, unsigned worker)
    : shared_(shared),
      context_{io, *this, shared.limits, shared.metrics, shared.log, nullptr, {}, {}, {}},
      streams_(context_, worker, shared.streams, shared.directory) {
  shared.streams.push_back(&streams_);
}

void SocketNetwork::listen(const ListenAddress& address, FileDescriptor socket) {
  listening_.push_back(address);
  if (address.transport == Transport::udp) {
    udp_.emplace_back(context_, address, std::move(socket));
  } else {
    streams_.listen(address, std::move(socket));
  }
}

void SocketNetwork::start_receiving(Receiver& receiver) {
  context_.receiver = &receiver;
  for (auto& listener : udp_) listener.start_receiving();
  streams_.start_receiving();
}

void SocketNetwork::stop_receiving() {
  for (auto& listener : udp_) listener.stop_receiving();
  streams_.stop_receiving();
}

bool SocketNetwork::idle() const {
  return streams_.idle() && std::all_of(udp_.begin(), udp_.end(), [](const auto& listener) { return listener.idle(); });
}

void SocketNetwork::close_all() { streams_.close_all(); }

bool SocketNetwork::route(Flow& flow) {
  if (!can_be_reached(flow.remote)) return false;
  if (!is_own_local(flow) && !choose_local(flow)) return false;
  if (is_reliable(flow.transport) && flow.connection == 0) flow.connection = streams_.find(flow.remote);
  return true;
}

bool SocketNetwork::is_own_local(const Flow& flow) const {
  const auto& local = flow.local;
  if (local.address.is_wildcard() || local.address.is_v4() != flow.remote.address.is_v4()) return false;
  return std::any_of(listening_.begin(), listening_.end(), [&](const ListenAddress& listener) {
    const auto& address = listener.endpoint.address;
    return serves(listener, flow) && listener.endpoint.port == local.port &&
           (address == local.address || (address.is_wildcard() && shared_.addresses.contains(local.address)));
  });
}

bool SocketNetwork::choose_local(Flow& flow) {
  const auto source = sources_.source_for(flow.remote.address, std::chrono::steady_clock::now());
  if (!source) return false;
  const ListenAddress* best = nullptr;
  int best_fitness = 0;
  for (const auto& listener : listening_) {
    const int fits = serves(listener, flow) ? fitness(listener, *source, flow) : 0;
    if (fits <= best_fitness) continue;
    best = &listener;
    best_fitness = fits;
  }
  if (best == nullptr) return false;
  const auto& address = best->endpoint.address;
  flow.local = {address.is_wildcard() ? *source : address, best->endpoint.port};
  return true;
}

bool SocketNetwork::send(const Flow& flow, std::string_view bytes, SendTicket ticket) {
  if (!can_be_reached(flow.remote)) return false;
  switch (flow.transport) {
    case Transport::udp:
      return send_datagram(flow, bytes);
    case Transport::tcp:
      return send_on_stream(flow, bytes, ticket);
    case Transport::tls:
      break;  // no listener has it
  }
  return false;
}

UdpListener* SocketNetwork::listener_for(const Flow& flow) {
  UdpListener* wildcard = nullptr;
  for (auto& listener : udp_) {
    const auto& endpoint = listener.address().endpoint;
    if (endpoint.port != flow.local.port || !serves(listener.address(), flow)) continue;
    if (endpoint.address == flow.local.address) return &listener;
    if (endpoint.address.is_wildcard()) wildcard = &listener;
  }
  return wildcard;
}

bool SocketNetwork::send_datagram(const Flow& flow, std::string_view bytes) {
  if (auto* listener = listener_for(flow)) return listener->send(flow, bytes);
  auto routed = flow;
  if (!route(routed)) return false;
  auto* listener = listener_for(routed);
  return listener != nullptr && listener->send(routed, bytes);
}

bool SocketNetwork::send_on_stream(const Flow& flow, std::string_view bytes, SendTicket ticket) {
  if (flow.connection != 0) return streams_.send(flow, bytes, ticket);
  auto routed = flow;
  return route(routed) && streams_.send(routed, bytes, ticket);
}

}  // namespace zvoni::kernel
