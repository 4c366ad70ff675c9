// The steps from a next hop to the addresses to try: RFC 3263, section 4, without I/O.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "resolver/dns_records.hpp"
#include "resolver/srv_order.hpp"
#include "transport/network.hpp"

namespace zvoni::kernel {

/// One look-up. Ask what start() and on_answer() return; when there is nothing left to ask, it is complete. Whatever
/// the DNS says, it asks a bounded number of questions and gives a bounded number of destinations.
class NextHopLookup {
 public:
  NextHopLookup(NextHop hop, RandomUpTo random);

  /// The first questions; none for an address, or for a host that can be no name.
  [[nodiscard]] std::vector<Question> start();
  /// The answer to one of the questions, and what to ask because of it.
  [[nodiscard]] std::vector<Question> on_answer(const Question& question, const Answer& answer);
  /// Nothing is left to ask.
  [[nodiscard]] bool is_complete() const noexcept { return waiting_for_.empty(); }
  /// By preference. Before the look-up is complete: what is known by then.
  [[nodiscard]] std::vector<Destination> destinations() const;

 private:
  /// A transport to use and the name of its SRV records.
  struct Service {
    Transport transport;
    std::string name;
  };
  /// A host to try, by a transport and on a port.
  struct Target {
    Transport transport;
    std::string host;
    std::uint16_t port;
  };

  [[nodiscard]] Service service_of(Transport transport) const;
  std::vector<Question> ask_services();
  std::vector<Question> ask_addresses();
  void take_naptrs(const Answer& answer);
  void make_targets();
  /// Each question once.
  std::vector<Question> await(const std::vector<Question>& questions);

  NextHop hop_;
  RandomUpTo random_;
  std::vector<Question> waiting_for_;
  std::vector<Service> services_;                       // by preference
  std::map<std::string, std::vector<SrvRecord>> srvs_;  // of the services that have any
  std::vector<Target> targets_;                         // by preference
  std::map<std::string, std::vector<IpAddress>> addresses_;
};

}  // namespace zvoni::kernel
