#include "network.hpp"

#include <zvoni/message.hpp>

namespace zvoni::forwarder {
namespace {

using testing::ExchangeSettings;
using testing::header_of;

ExchangeSettings settings(const std::string& options, const std::string& bindings, const std::string& location) {
  return {.config =
              "modules:\n"
              "  test-location:\n" +
              location + "    bindings:\n" + bindings + "  record-route:\n  forwarder: " + options + "\n",
          .module_path = {ZVONI_TEST_MODULE_DIR, TEST_LOCATION_DIR}};
}

}  // namespace

const std::string Network::kEverybody =
    "      - { aor: \"sip:bob@example.org\", contact: \"sip:bob@192.0.2.12:5060\" }\n"
    "      - { aor: \"sip:carol@example.org\", contact: \"sip:carol@192.0.2.13:5060\" }\n"
    "      - { aor: \"sip:dave@example.org\" }\n";

Network::Network(const std::string& options, const std::string& bindings, const std::string& location_options)
    : exchange(settings(options, bindings, location_options)),
      alice(exchange.peer("udp:192.0.2.11:5060")),
      bob(exchange.peer("udp:192.0.2.12:5060")),
      carol(exchange.peer("udp:192.0.2.13:5060")) {}

std::string RequestText::text() const {
  std::string text = method + " " + uri + " SIP/2.0\nVia: " + via + "\n";
  if (!max_forwards.empty()) text += "Max-Forwards: " + max_forwards + "\n";
  text += "From: " + from + "\nTo: " + to + "\nCall-ID: " + call_id + "\nCSeq: " + cseq + " " + method + "\n";
  text += "Contact: <sip:alice@192.0.2.11:5060>\n" + extra + "\n" + body;
  return text;
}

std::string ack_for(const RequestText& invite, const std::string& response) {
  RequestText ack = invite;
  ack.method = "ACK";
  ack.to = header_of(response, "To");
  ack.extra.clear();
  return ack.text();
}

std::string summary(Peer& peer) {
  std::string text;
  while (peer.pending() > 0) {
    const std::string wire = peer.receive();
    if (!text.empty()) text += ' ';
    const int status = testing::status_of(wire);
    text += status != 0 ? std::to_string(status) : wire.substr(0, wire.find(' '));
  }
  return text;
}

}  // namespace zvoni::forwarder
