// Call forwarding: always, when busy, when nobody answers, when not registered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network.hpp"

namespace zvoni::forwarder {
namespace {

using std::chrono::seconds;
using testing::response_to;
using ::testing::StartsWith;

std::string routes(const std::string& list) { return "{ routes: [ " + list + " ] }"; }

TEST(CallForwarding, AlwaysRingsTheOtherPhoneOnly) {
  Network network(routes("{ match: bob, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  EXPECT_THAT(network.carol.receive(), StartsWith("INVITE sip:carol@192.0.2.13:5060 "));
  EXPECT_EQ(network.bob.pending(), 0U);
}

TEST(CallForwarding, WhenBusy) {
  Network network(routes("{ match: bob, when: busy, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  network.bob.send(response_to(network.bob.receive("INVITE "), 486, "Busy Here", "b"));
  const std::string copy = network.carol.receive();
  EXPECT_THAT(copy, StartsWith("INVITE sip:carol@192.0.2.13:5060 "));
  EXPECT_EQ(network.alice.pending(), 0U);
  network.carol.send(response_to(copy, 200, "OK", "c"));
  EXPECT_EQ(summary(network.alice), "200");
  EXPECT_EQ(network.exchange.metric("forwarder.diverted"), 1);
}

TEST(CallForwarding, WhenBusyIsNotWhenDeclined) {
  Network network(routes("{ match: bob, when: busy, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  network.bob.send(response_to(network.bob.receive("INVITE "), 603, "Decline", "b"));
  EXPECT_EQ(network.carol.pending(), 0U);
  EXPECT_EQ(summary(network.alice), "603");
}

TEST(CallForwarding, WhenThereIsNoAnswer) {
  Network network(routes("{ match: bob, when: no-answer, after: 20s, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  const std::string first = network.bob.receive("INVITE ");
  network.bob.send(response_to(first, 180, "Ringing", "b"));
  network.exchange.advance(seconds(19));
  EXPECT_EQ(network.carol.pending(), 0U);
  network.exchange.advance(seconds(2));
  EXPECT_THAT(network.bob.receive(), StartsWith("CANCEL "));
  const std::string second = network.carol.receive("INVITE ");
  network.bob.send(response_to(first, 487, "Request Terminated", "b"));
  network.carol.send(response_to(second, 180, "Ringing", "c"));
  network.carol.send(response_to(second, 200, "OK", "c"));
  EXPECT_EQ(summary(network.alice), "180 180 200");
}

TEST(CallForwarding, ForwardsAnAnswerThatCrossesTheDiversion) {
  Network network(routes("{ match: bob, when: no-answer, after: 20s, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  const std::string first = network.bob.receive("INVITE ");
  network.bob.send(response_to(first, 180, "Ringing", "b"));
  network.exchange.advance(seconds(21));
  const std::string second = network.carol.receive("INVITE ");
  network.carol.send(response_to(second, 180, "Ringing", "c"));
  network.bob.send(response_to(first, 200, "OK", "b"));
  EXPECT_EQ(summary(network.alice), "180 180 200");
  EXPECT_FALSE(network.carol.receive("CANCEL ").empty());
}

TEST(CallForwarding, WhenThePhoneCannotBeReached) {
  Network network(routes("{ match: bob, when: no-answer, to: [ \"sip:carol@example.org\" ] }"));
  network.exchange.refuse("udp:192.0.2.12:5060");
  network.alice.send(RequestText{}.text());
  EXPECT_FALSE(network.carol.receive("INVITE ").empty());
}

TEST(CallForwarding, Answers480WhereNobodyAnswersAndTheOtherIsAway) {
  Network network(routes("{ match: bob, when: no-answer, after: 20s, to: [ \"sip:dave@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  network.bob.send(response_to(network.bob.receive("INVITE "), 180, "Ringing", "b"));
  network.exchange.advance(seconds(21));
  EXPECT_FALSE(network.alice.receive("SIP/2.0 480").empty());
}

TEST(CallForwarding, WhenNotRegistered) {
  Network network(routes("{ match: dave, when: unregistered, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{.uri = "sip:dave@example.org"}.text());
  EXPECT_THAT(network.carol.receive(), StartsWith("INVITE sip:carol@192.0.2.13:5060 "));
}

TEST(CallForwarding, FollowsTheOtherUsersOwnForwarding) {
  Network network(
      routes("{ match: bob, when: busy, to: [ \"sip:dave@example.org\" ] }, "
             "{ match: dave, when: unregistered, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  network.bob.send(response_to(network.bob.receive("INVITE "), 486, "Busy Here", "b"));
  EXPECT_FALSE(network.carol.receive("INVITE ").empty());
}

TEST(CallForwarding, EndsWhereTwoBusyUsersForwardToEachOther) {
  Network network(
      routes("{ match: bob, when: busy, to: [ \"sip:carol@example.org\" ] }, "
             "{ match: carol, when: busy, to: [ \"sip:bob@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  network.bob.send(response_to(network.bob.receive("INVITE "), 486, "Busy Here", "b"));
  network.carol.send(response_to(network.carol.receive("INVITE "), 486, "Busy Here", "c"));
  EXPECT_EQ(network.bob.receive("INVITE "), "");
  EXPECT_EQ(summary(network.alice), "486");
}

TEST(CallForwarding, Answers482WhereTwoUsersForwardToEachOther) {
  Network network(
      routes("{ match: bob, to: [ \"sip:carol@example.org\" ] }, { match: carol, to: [ \"sip:bob@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  EXPECT_EQ(summary(network.alice), "482");
}

TEST(CallForwarding, StopsWhereTheCallerHangsUp) {
  Network network(routes("{ match: bob, when: no-answer, after: 20s, to: [ \"sip:carol@example.org\" ] }"));
  RequestText request;
  network.alice.send(request.text());
  const std::string copy = network.bob.receive("INVITE ");
  network.bob.send(response_to(copy, 180, "Ringing", "b"));
  request.method = "CANCEL";
  network.alice.send(request.text());
  network.bob.send(response_to(copy, 487, "Request Terminated", "b"));
  network.exchange.advance(seconds(30));
  EXPECT_EQ(network.carol.pending(), 0U);
}

TEST(CallForwarding, StopsOnceThePhoneAnswered) {
  Network network(routes("{ match: bob, when: no-answer, after: 20s, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{}.text());
  network.bob.send(response_to(network.bob.receive("INVITE "), 200, "OK", "b"));
  network.exchange.advance(seconds(30));
  EXPECT_EQ(network.carol.pending(), 0U);
  EXPECT_EQ(network.bob.receive("CANCEL "), "");
}

TEST(CallForwarding, LeavesMessagesToTheUser) {
  Network network(routes("{ match: bob, when: busy, to: [ \"sip:carol@example.org\" ] }"));
  network.alice.send(RequestText{.method = "MESSAGE"}.text());
  network.bob.send(response_to(network.bob.receive("MESSAGE "), 486, "Busy Here", "b"));
  EXPECT_EQ(network.carol.pending(), 0U);
  EXPECT_EQ(summary(network.alice), "486");
}

}  // namespace
}  // namespace zvoni::forwarder
