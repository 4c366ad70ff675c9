// Messages as the tests write them.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include <zvoni/message.hpp>

namespace zvoni {

/// The text with each line end as CR LF.
inline std::string wire(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

/// Parses a message that must have no fault.
inline MessagePtr parse_good(std::string_view bytes, const MessageLimits& limits = {}) {
  auto parsed = Message::parse(bytes, limits);
  EXPECT_EQ(parsed.fault, ParseFault::none) << describe(parsed.fault) << "\n" << bytes;
  return std::move(parsed.message);
}

/// An INVITE with these header lines in front of the mandatory ones, each with its line end.
inline std::string invite(std::string_view lines = {}, std::string_view body = {}) {
  return wire("INVITE sip:bob@example.org SIP/2.0\n" + std::string(lines) +
              "Via: SIP/2.0/UDP pc33.example.org;branch=z9hG4bK776\n"
              "Max-Forwards: 70\n"
              "From: Alice <sip:alice@example.org>;tag=1928\n"
              "To: Bob <sip:bob@example.org>\n"
              "Call-ID: a84b4c76@pc33.example.org\n"
              "CSeq: 314159 INVITE\n"
              "\n" +
              std::string(body));
}

}  // namespace zvoni
