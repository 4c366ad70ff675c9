// A phone that registers, for tests of the loaded module.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <zvoni/testing/exchange.hpp>

namespace zvoni::testing {

/// The exchange with the registrar and, indented by two blanks, further lines of `modules:`.
inline ExchangeSettings settings(std::string options = "{}", std::string further_modules = {}) {
  return {.config = "modules:\n  registrar: " + std::move(options) + "\n" + std::move(further_modules),
          .module_path = {ZVONI_TEST_MODULE_DIR}};
}

/// What may differ from one REGISTER to the next.
struct RegisterText {
  std::string headers;  ///< "Contact: <sip:…>\nExpires: 600\n"
  std::string call_id = "call-1";
  std::uint32_t cseq = 1;
  std::string request_uri = "sip:example.org";
  std::string to{};    ///< empty: the phone's own aor
  std::string from{};  ///< empty: as To
};

class Phone {
 public:
  Phone(Exchange& exchange, std::string user, std::string address = "192.0.2.11:5060", std::string transport = "udp")
      : peer(exchange.peer(transport + ':' + address)),
        user_(std::move(user)),
        sent_by_(std::move(address)),
        transport_(std::move(transport)) {}

  /// What the phone writes into Via, where that is not its true address.
  void believe(std::string sent_by) { sent_by_ = std::move(sent_by); }

  [[nodiscard]] std::string text(const RegisterText& wanted) {
    const std::string to = wanted.to.empty() ? "<sip:" + user_ + "@example.org>" : wanted.to;
    const std::string from = wanted.from.empty() ? to : wanted.from;
    std::string name = transport_ == "tcp" ? "TCP" : "UDP";
    return "REGISTER " + wanted.request_uri + " SIP/2.0\n" +  //
           "Via: SIP/2.0/" + name + ' ' + sent_by_ + ";rport;branch=z9hG4bK" + user_ + std::to_string(++branch_) +
           "\n" + "Max-Forwards: 70\n" +                             //
           "From: " + from + ";tag=r\n" +                            //
           "To: " + to + "\n" +                                      //
           "Call-ID: " + wanted.call_id + "\n" +                     //
           "CSeq: " + std::to_string(wanted.cseq) + " REGISTER\n" +  //
           "User-Agent: Phone/1.0\n" + wanted.headers + "\n";
  }

  /// Sends a REGISTER and returns the answer.
  std::string send_as(const RegisterText& wanted) {
    peer.send(text(wanted));
    return peer.receive("SIP/2.0 ");
  }
  std::string send(std::string headers, std::string call_id = "call-1", std::uint32_t cseq = 1) {
    return send_as(RegisterText{std::move(headers), std::move(call_id), cseq});
  }
  /// All bindings, as a query lists them.
  std::vector<std::string> bindings() { return headers_of(send("", "query", ++query_), "Contact"); }

  Peer peer;

 private:
  std::string user_;
  std::string sent_by_;
  std::string transport_;
  int branch_ = 0;
  std::uint32_t query_ = 0;
};

}  // namespace zvoni::testing
