// An exchange with a few phones, and the requests they send.
#pragma once

#include <string>
#include <string_view>

#include <zvoni/testing/exchange.hpp>

namespace zvoni::forwarder {

using testing::Exchange;
using testing::Peer;

/// One request as text. Each field has what most tests want.
struct RequestText {
  std::string method = "INVITE";
  std::string uri = "sip:bob@example.org";
  std::string from = "<sip:alice@example.org>;tag=a";
  std::string to = "<sip:bob@example.org>";
  std::string call_id = "c1";
  std::string cseq = "1";
  std::string via = "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKa1";
  std::string max_forwards = "70";
  std::string extra = {};  ///< header lines, each with its line end
  std::string body = {};

  [[nodiscard]] std::string text() const;
};

/// The ACK of alice for a response other than 2xx to that request.
[[nodiscard]] std::string ack_for(const RequestText& invite, const std::string& response);

/// The three phones that most tests know: alice .11, bob .12, carol .13; `options` are the forwarder's, in braces.
class Network {
 public:
  explicit Network(const std::string& options = {}, const std::string& bindings = kEverybody,
                   const std::string& location_options = {});

  /// bob, carol and dave have one contact each.
  static const std::string kEverybody;

  Exchange exchange;
  Peer alice;
  Peer bob;
  Peer carol;
};

/// The status line of each message that waits, the request line's method for requests: "100 180 INVITE".
[[nodiscard]] std::string summary(Peer& peer);

}  // namespace zvoni::forwarder
