#include "simulated_network.hpp"

#include <algorithm>

namespace zvoni::testing {
namespace {

Endpoint exchange_endpoint(const IpAddress& remote) {
  return *Endpoint::parse(remote.is_v4() ? "192.0.2.1:5060" : "[2001:db8::1]:5060");
}

}  // namespace

bool SimulatedNetwork::route(Flow& flow) {
  if (flow.transport == Transport::tls || flow.remote.port == 0) return false;
  flow.local = exchange_endpoint(flow.remote.address);
  return true;
}

bool SimulatedNetwork::send(const Flow& flow, std::string_view bytes, kernel::SendTicket ticket) {
  auto at = [&](const std::shared_ptr<PeerState>& peer) {
    bool same_connection = flow.connection != 0 && peer->flow.connection == flow.connection;
    return same_connection || (peer->flow.transport == flow.transport && peer->flow.remote == flow.remote);
  };
  auto place = std::find_if(peers_.begin(), peers_.end(), at);
  bool nobody = place == peers_.end();
  // Nobody listens: a connection is refused; a datagram waits for whoever looks there.
  if (refusing_.contains({flow.transport, flow.remote}) || (nobody && is_reliable(flow.transport))) {
    failures_.push_back({flow.transport, flow.remote, std::string(bytes), ticket});
  } else {
    auto receiver = nobody ? peer(flow.transport, flow.remote) : *place;
    receiver->inbox.emplace_back(bytes);
  }
  return true;
}

std::shared_ptr<PeerState> SimulatedNetwork::peer(Transport transport, const Endpoint& endpoint) {
  for (auto& known : peers_) {
    if (known->flow.transport == transport && known->flow.remote == endpoint) return known;
  }
  auto state = std::make_shared<PeerState>();
  state->flow = {.transport = transport, .local = exchange_endpoint(endpoint.address), .remote = endpoint};
  if (is_reliable(transport)) state->flow.connection = peers_.size() + 1;
  peers_.push_back(state);
  return state;
}

void SimulatedNetwork::refuse(Transport transport, const Endpoint& endpoint) {
  refusing_.insert({transport, endpoint});
}

bool SimulatedNetwork::report_failure(kernel::Receiver& receiver) {
  if (failures_.empty()) return false;
  Failure failure = std::move(failures_.front());
  failures_.pop_front();
  if (is_reliable(failure.transport)) {
    receiver.on_send_failure(failure.ticket, *this);
  } else {
    receiver.on_datagram_refused(failure.remote, std::string_view(failure.bytes).substr(0, 548), *this);
  }
  return true;
}

}  // namespace zvoni::testing
