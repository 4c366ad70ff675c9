// What keeps requests from going round and multiplying.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network.hpp"

namespace zvoni::forwarder {
namespace {

using testing::header_of;
using testing::headers_of;
using ::testing::StartsWith;

/// What zvoni sent, sent back to it with one more Via, for that request-URI.
std::string returned(const std::string& copy, const std::string& uri) {
  std::string text = copy;
  text.replace(0, text.find('\n'), "INVITE " + uri + " SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.12:5060;branch=z9hG4bKback");
  const std::size_t route = text.find("Record-Route");
  text.erase(route, text.find('\n', route) - route + 1);
  return text;
}

TEST(Loop, IsAnsweredWith482) {
  Network network;
  network.alice.send(RequestText{}.text());
  network.bob.send(returned(network.bob.receive("INVITE "), "sip:bob@example.org"));
  EXPECT_THAT(network.bob.receive("SIP/2.0 482"), StartsWith("SIP/2.0 482 Loop Detected\n"));
  EXPECT_EQ(network.exchange.metric("forwarder.loops"), 1);
}

TEST(Loop, IsNoSpiralToAnotherUser) {
  Network network;
  network.alice.send(RequestText{}.text());
  network.bob.send(returned(network.bob.receive("INVITE "), "sip:carol@example.org"));
  const std::string copy = network.carol.receive("INVITE ");
  EXPECT_EQ(headers_of(copy, "Via").size(), 4U);
}

TEST(Loop, IsNoForgedBranchOfAStranger) {
  Network network;
  network.alice.send(RequestText{.extra = "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1-0123456789abcdef\n"}.text());
  EXPECT_FALSE(network.bob.receive("INVITE ").empty());
}

TEST(Loop, OfAnAckIsDropped) {
  Network network;
  const RequestText ack{.method = "ACK", .to = "<sip:bob@example.org>;tag=b"};
  network.alice.send(ack.text());
  std::string copy = network.bob.receive("ACK ");
  copy.replace(0, copy.find('\n'), "ACK sip:bob@example.org SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.12:5060;branch=z9hG4bKx");
  network.bob.send(copy);
  EXPECT_EQ(network.bob.pending(), 0U);
}

/// Each of the two users is bound to both, at the exchange itself: the attack of RFC 5393, 3.
const std::string kBoundToEachOther =
    "      - { aor: \"sip:bob@example.org\", contact: \"sip:a@192.0.2.1:5060\" }\n"
    "      - { aor: \"sip:a@192.0.2.1\", contact: \"sip:a@192.0.2.1:5060;from=a\" }\n"
    "      - { aor: \"sip:a@192.0.2.1\", contact: \"sip:b@192.0.2.1:5060;from=a\" }\n"
    "      - { aor: \"sip:b@192.0.2.1\", contact: \"sip:a@192.0.2.1:5060;from=b\" }\n"
    "      - { aor: \"sip:b@192.0.2.1\", contact: \"sip:b@192.0.2.1:5060;from=b\" }\n";

TEST(Loop, OfUsersBoundToEachOtherEnds) {
  Network network({}, kBoundToEachOther);
  Peer itself = network.exchange.peer("udp:192.0.2.1:5060");
  network.alice.send(RequestText{}.text());
  int messages = 0;
  for (; itself.pending() > 0 && messages < 10000; ++messages) itself.send(itself.receive());
  EXPECT_EQ(itself.pending(), 0U);
  EXPECT_LT(messages, 500);
  EXPECT_FALSE(network.alice.receive("SIP/2.0 482").empty());
}

std::string phones(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text +=
        "      - { aor: \"sip:bob@example.org\", contact: \"sip:bob@192.0.2.12:" + std::to_string(6000 + i) + "\" }\n";
  }
  return text;
}

TEST(MaxBreadth, RefusesMoreBranchesThanTheRequestAllows) {
  Network network({}, phones(3));
  network.alice.send(RequestText{.extra = "Max-Breadth: 2\n"}.text());
  EXPECT_EQ(summary(network.alice), "440");
  EXPECT_EQ(network.exchange.metric("forwarder.breadth-exceeded"), 1);
  EXPECT_EQ(network.exchange.metric("forwarder.branches"), 0);
}

TEST(MaxBreadth, IsDividedSoThatTheSumStays) {
  Network network({}, phones(2));
  Peer first = network.exchange.peer("udp:192.0.2.12:6000");
  Peer second = network.exchange.peer("udp:192.0.2.12:6001");
  network.alice.send(RequestText{.extra = "Max-Breadth: 5\n"}.text());
  EXPECT_EQ(header_of(first.receive("INVITE "), "Max-Breadth"), "3");
  EXPECT_EQ(header_of(second.receive("INVITE "), "Max-Breadth"), "2");
}

TEST(MaxTargets, BoundsTheBranchesOfOneRequest) {
  Network network("{ max-targets: 4 }", phones(20));
  network.alice.send(RequestText{}.text());
  EXPECT_EQ(network.exchange.metric("forwarder.branches"), 4);
}

}  // namespace
}  // namespace zvoni::forwarder
