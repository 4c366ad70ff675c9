// A network of wire texts: what the exchange sends waits at the peer it was sent to.
#pragma once

#include <deque>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <zvoni/testing/exchange.hpp>

#include "transport/network.hpp"

namespace zvoni::testing {

struct PeerState {
  Flow flow;  ///< as the exchange sees it
  std::deque<std::string> inbox;
  Exchange* exchange = nullptr;  ///< null once that is gone
};

class SimulatedNetwork final : public kernel::Network {
 public:
  bool route(Flow& flow) override;
  bool send(const Flow& flow, std::string_view bytes, kernel::SendTicket ticket) override;

  /// The peer at an address; the same one for the same address.
  std::shared_ptr<PeerState> peer(Transport transport, const Endpoint& endpoint);
  void refuse(Transport transport, const Endpoint& endpoint);
  /// Tells the receiver of one send that failed. False: there was none.
  bool report_failure(kernel::Receiver& receiver);
  [[nodiscard]] const std::vector<std::shared_ptr<PeerState>>& peers() const noexcept { return peers_; }

 private:
  struct Failure {
    Transport transport;
    Endpoint remote;
    std::string bytes;
    kernel::SendTicket ticket;
  };

  std::vector<std::shared_ptr<PeerState>> peers_;
  std::set<std::pair<Transport, Endpoint>> refusing_;
  std::deque<Failure> failures_;
};

}  // namespace zvoni::testing
