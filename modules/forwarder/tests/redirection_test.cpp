// A callee's 3xx: passed on, or followed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network.hpp"

namespace zvoni::forwarder {
namespace {

using ::testing::ElementsAre;
using testing::header_of;
using testing::headers_of;
using testing::response_to;
using ::testing::StartsWith;

const std::string kFollow = "{ recurse-redirects: yes }";

std::string moved_to(const std::string& invite, const std::string& contacts) {
  return response_to(invite, 302, "Moved Temporarily", "b", "Contact: " + contacts + "\n");
}

TEST(Redirection, IsPassedOnUnlessToldOtherwise) {
  Network network;
  network.alice.send(RequestText{}.text());
  network.bob.send(moved_to(network.bob.receive("INVITE "), "<sip:carol@example.org>"));
  const std::string answer = network.alice.receive();
  EXPECT_THAT(answer, StartsWith("SIP/2.0 302 "));
  EXPECT_EQ(header_of(answer, "Contact"), "<sip:carol@example.org>");
  EXPECT_EQ(network.carol.pending(), 0U);
}

TEST(Redirection, IsFollowedToAnOwnUser) {
  Network network(kFollow);
  network.alice.send(RequestText{}.text());
  network.bob.send(moved_to(network.bob.receive("INVITE "), "<sip:carol@example.org>"));
  const std::string copy = network.carol.receive();
  EXPECT_THAT(copy, StartsWith("INVITE sip:carol@192.0.2.13:5060 "));
  EXPECT_EQ(network.alice.pending(), 0U);
  network.carol.send(response_to(copy, 200, "OK", "c"));
  EXPECT_EQ(summary(network.alice), "200");
  EXPECT_EQ(network.exchange.metric("forwarder.redirects-followed"), 1);
}

TEST(Redirection, IsFollowedWhereTheLocationServiceIsLate) {
  Network network(kFollow, Network::kEverybody, "    delay: 100ms\n");
  network.alice.send(RequestText{}.text());
  network.exchange.advance(std::chrono::milliseconds(150));
  network.bob.send(moved_to(network.bob.receive("INVITE "), "<sip:carol@example.org>"));
  EXPECT_EQ(network.carol.pending(), 0U);
  network.exchange.advance(std::chrono::milliseconds(150));
  EXPECT_FALSE(network.carol.receive("INVITE ").empty());
}

TEST(Redirection, IsForgottenWhereTheCallerCancelsMeanwhile) {
  Network network(kFollow, Network::kEverybody, "    delay: 100ms\n");
  RequestText request;
  network.alice.send(request.text());
  network.exchange.advance(std::chrono::milliseconds(150));
  network.bob.send(moved_to(network.bob.receive("INVITE "), "<sip:carol@example.org>"));
  request.method = "CANCEL";
  network.alice.send(request.text());
  EXPECT_FALSE(network.alice.receive("SIP/2.0 487").empty());
  network.exchange.advance(std::chrono::milliseconds(150));
  EXPECT_EQ(network.carol.pending(), 0U);
}

TEST(Redirection, TriesContactsByQ) {
  Network network(kFollow);
  network.alice.send(RequestText{}.text());
  network.bob.send(
      moved_to(network.bob.receive("INVITE "), "<sip:dave@example.org>;q=0.9, <sip:carol@example.org>;q=0.5"));
  EXPECT_FALSE(network.carol.receive("INVITE ").empty());
}

TEST(Redirection, LeavesContactsInThatTheCallerMayNotReach) {
  Network network(kFollow);
  network.alice.send(RequestText{}.text());
  network.bob.send(moved_to(network.bob.receive("INVITE "), "<sip:carol@example.org>, <sip:eve@203.0.113.9>"));
  network.carol.send(response_to(network.carol.receive("INVITE "), 486, "Busy Here", "c"));
  const std::string answer = network.alice.receive();
  EXPECT_THAT(answer, StartsWith("SIP/2.0 302 "));
  EXPECT_THAT(headers_of(answer, "Contact"), ElementsAre("<sip:eve@203.0.113.9>"));
}

TEST(Redirection, PassesOnTheFailureOfTheNewTarget) {
  Network network(kFollow);
  network.alice.send(RequestText{}.text());
  network.bob.send(moved_to(network.bob.receive("INVITE "), "<sip:carol@example.org>"));
  network.carol.send(response_to(network.carol.receive("INVITE "), 486, "Busy Here", "c"));
  EXPECT_EQ(summary(network.alice), "486");
}

TEST(Redirection, EndsWhereItLeadsBack) {
  Network network(kFollow);
  network.alice.send(RequestText{}.text());
  network.bob.send(moved_to(network.bob.receive("INVITE "), "<sip:carol@example.org>"));
  network.carol.send(moved_to(network.carol.receive("INVITE "), "<sip:bob@example.org>"));
  EXPECT_EQ(network.bob.receive("INVITE "), "");
  EXPECT_EQ(summary(network.alice), "302");
}

TEST(Redirection, IsPassedOnWithinADialog) {
  Network network(kFollow);
  network.alice.send(RequestText{.to = "<sip:bob@example.org>;tag=b"}.text());
  network.bob.send(moved_to(network.bob.receive("INVITE "), "<sip:carol@example.org>"));
  EXPECT_EQ(summary(network.alice), "302");
}

TEST(Redirection, To305IsPassedOn) {
  Network network(kFollow);
  network.alice.send(RequestText{}.text());
  network.bob.send(
      response_to(network.bob.receive("INVITE "), 305, "Use Proxy", "b", "Contact: <sip:carol@example.org>\n"));
  EXPECT_EQ(summary(network.alice), "305");
}

}  // namespace
}  // namespace zvoni::forwarder
