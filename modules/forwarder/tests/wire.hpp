// Messages from texts with plain line ends.
#pragma once

#include <string>
#include <string_view>

#include <zvoni/message.hpp>

namespace zvoni::forwarder {

inline MessagePtr parse_text(std::string_view text) {
  std::string wire;
  for (const char c : text) {
    if (c == '\n') wire += '\r';
    wire += c;
  }
  return Message::parse(wire).message;
}

/// A response with these further header lines.
inline MessagePtr response(int status, std::string_view lines = {}) {
  return parse_text("SIP/2.0 " + std::to_string(status) +
                    " Some phrase\n"
                    "Via: SIP/2.0/UDP 192.0.2.11;branch=z9hG4bKa\n"
                    "From: <sip:alice@example.org>;tag=a\n"
                    "To: <sip:bob@example.org>;tag=b\n"
                    "Call-ID: c1\n"
                    "CSeq: 1 INVITE\n" +
                    std::string(lines) + "Content-Length: 0\n\n");
}

/// An INVITE for this request-URI with these further header lines.
inline MessagePtr request(std::string_view uri, std::string_view lines = {}) {
  return parse_text("INVITE " + std::string(uri) +
                    " SIP/2.0\n"
                    "Via: SIP/2.0/UDP 192.0.2.11;branch=z9hG4bKa\n"
                    "From: <sip:alice@example.org>;tag=a\n"
                    "To: <sip:bob@example.org>\n"
                    "Call-ID: c1\n"
                    "CSeq: 1 INVITE\n" +
                    std::string(lines) + "Content-Length: 0\n\n");
}

}  // namespace zvoni::forwarder
