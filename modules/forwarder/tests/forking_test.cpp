// One request, several targets: parallel and serial forking, the best response, failover, Timer C.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network.hpp"

namespace zvoni::forwarder {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using testing::header_of;
using testing::headers_of;
using testing::response_to;
using ::testing::StartsWith;

/// bob has two phones, at .12 and .13.
std::string two_phones(int second_q) {
  return "      - { aor: \"sip:bob@example.org\", contact: \"sip:bob@192.0.2.12:5060\" }\n"
         "      - { aor: \"sip:bob@example.org\", contact: \"sip:bob@192.0.2.13:5060\", q: " +
         std::to_string(second_q) + " }\n";
}

/// Both phones of bob ring.
class ParallelForking : public ::testing::Test {
 protected:
  ParallelForking() {
    network_.alice.send(invite_.text());
    first_ = network_.bob.receive("INVITE ");
    second_ = network_.carol.receive("INVITE ");
    network_.bob.send(response_to(first_, 180, "Ringing", "b1"));
    network_.carol.send(response_to(second_, 180, "Ringing", "b2"));
    EXPECT_EQ(summary(network_.alice), "180 180");
  }

  Network network_{{}, two_phones(1000)};
  RequestText invite_;
  std::string first_;
  std::string second_;
};

TEST_F(ParallelForking, GivesEachBranchItsOwnIdAndShareOfBreadth) {
  EXPECT_NE(headers_of(first_, "Via").front(), headers_of(second_, "Via").front());
  EXPECT_EQ(header_of(first_, "Max-Breadth"), "30");
  EXPECT_EQ(header_of(second_, "Max-Breadth"), "30");
}

TEST_F(ParallelForking, CancelsTheOthersOnceOnePhoneAnswers) {
  network_.carol.send(response_to(second_, 200, "OK", "b2"));
  EXPECT_EQ(summary(network_.alice), "200");
  EXPECT_THAT(network_.bob.receive(), StartsWith("CANCEL "));
  network_.bob.send(response_to(first_, 487, "Request Terminated", "b1"));
  EXPECT_EQ(summary(network_.bob), "ACK");
  EXPECT_EQ(network_.alice.pending(), 0U);
}

TEST_F(ParallelForking, ForwardsA2xxThatCrossesTheCancel) {
  network_.carol.send(response_to(second_, 200, "OK", "b2"));
  network_.bob.send(response_to(first_, 200, "OK", "b1"));
  EXPECT_THAT(header_of(network_.alice.receive(), "To"), ::testing::EndsWith("tag=b2"));
  EXPECT_THAT(header_of(network_.alice.receive(), "To"), ::testing::EndsWith("tag=b1"));
}

TEST_F(ParallelForking, WaitsForAllAndSendsTheBestResponse) {
  network_.bob.send(response_to(first_, 500, "Broken", "b1"));
  EXPECT_EQ(network_.alice.pending(), 0U);
  network_.carol.send(response_to(second_, 486, "Busy Here", "b2"));
  EXPECT_EQ(summary(network_.alice), "486");
}

TEST_F(ParallelForking, EndsAllBranchesOnASixHundred) {
  network_.bob.send(response_to(first_, 603, "Decline", "b1"));
  EXPECT_EQ(network_.alice.pending(), 0U);
  EXPECT_THAT(network_.carol.receive(), StartsWith("CANCEL "));
  network_.carol.send(response_to(second_, 487, "Request Terminated", "b2"));
  EXPECT_EQ(summary(network_.alice), "603");
}

TEST_F(ParallelForking, SendsTheChallengesOfAllBranches) {
  network_.bob.send(response_to(first_, 401, "Unauthorized", "b1", "WWW-Authenticate: Digest realm=\"one\"\n"));
  network_.carol.send(
      response_to(second_, 407, "Proxy Authentication Required", "b2", "Proxy-Authenticate: Digest realm=\"two\"\n"));
  const std::string challenge = network_.alice.receive();
  EXPECT_THAT(challenge, StartsWith("SIP/2.0 401 "));
  EXPECT_EQ(header_of(challenge, "WWW-Authenticate"), "Digest realm=\"one\"");
  EXPECT_EQ(header_of(challenge, "Proxy-Authenticate"), "Digest realm=\"two\"");
}

TEST_F(ParallelForking, CancelsEveryBranchThatRings) {
  RequestText cancel = invite_;
  cancel.method = "CANCEL";
  network_.alice.send(cancel.text());
  EXPECT_EQ(summary(network_.alice), "200");
  EXPECT_EQ(summary(network_.bob), "CANCEL");
  EXPECT_EQ(summary(network_.carol), "CANCEL");
  network_.bob.send(response_to(first_, 487, "Request Terminated", "b1"));
  EXPECT_EQ(network_.alice.pending(), 0U);
  network_.carol.send(response_to(second_, 487, "Request Terminated", "b2"));
  EXPECT_EQ(summary(network_.alice), "487");
}

/// The phone at .13 has a lower q.
class SerialForking : public ::testing::Test {
 protected:
  SerialForking() {
    network_.alice.send(invite_.text());
    first_ = network_.bob.receive("INVITE ");
    EXPECT_EQ(network_.carol.pending(), 0U);
  }

  Network network_{{}, two_phones(500)};
  RequestText invite_;
  std::string first_;
};

TEST_F(SerialForking, TriesALowerQAfterAFailure) {
  network_.bob.send(response_to(first_, 486, "Busy Here", "b1"));
  const std::string second = network_.carol.receive("INVITE ");
  EXPECT_THAT(second, StartsWith("INVITE sip:bob@192.0.2.13:5060 "));
  EXPECT_EQ(header_of(second, "Max-Breadth"), "60");
  network_.carol.send(response_to(second, 200, "OK", "b2"));
  EXPECT_EQ(summary(network_.alice), "200");
}

TEST_F(SerialForking, TriesTheNextTargetAfterA503) {
  network_.bob.send(response_to(first_, 503, "Service Unavailable", "b1"));
  EXPECT_FALSE(network_.carol.receive("INVITE ").empty());
  EXPECT_EQ(network_.alice.pending(), 0U);
}

TEST_F(SerialForking, TriesTheNextTargetAfterATimeout) {
  network_.exchange.advance(seconds(33));
  const std::string second = network_.carol.receive("INVITE ");
  ASSERT_FALSE(second.empty());
  network_.carol.send(response_to(second, 200, "OK", "b2"));
  EXPECT_FALSE(network_.alice.receive("SIP/2.0 200").empty());
}

TEST_F(SerialForking, StartsNothingAfterASixHundred) {
  network_.bob.send(response_to(first_, 600, "Busy Everywhere", "b1"));
  EXPECT_EQ(network_.carol.pending(), 0U);
  EXPECT_EQ(summary(network_.alice), "600");
}

TEST_F(SerialForking, StartsNothingAfterACancel) {
  network_.bob.send(response_to(first_, 180, "Ringing", "b1"));
  RequestText cancel = invite_;
  cancel.method = "CANCEL";
  network_.alice.send(cancel.text());
  network_.bob.send(response_to(first_, 487, "Request Terminated", "b1"));
  EXPECT_EQ(network_.carol.pending(), 0U);
  EXPECT_EQ(summary(network_.alice), "180 200 487");
}

TEST(Failover, TriesTheNextTargetWhereOneRefusesItsPackets) {
  Network network({}, two_phones(500));
  network.exchange.refuse("udp:192.0.2.12:5060");
  network.alice.send(RequestText{}.text());
  EXPECT_FALSE(network.carol.receive("INVITE ").empty());
}

TEST(Failover, Answers500WhereNothingCanBeReached) {
  Network network;
  network.exchange.refuse("udp:192.0.2.12:5060");
  network.alice.send(RequestText{}.text());
  EXPECT_EQ(summary(network.alice), "500");
}

TEST(Failover, Answers500WhereOnly503CameBack) {
  Network network;
  network.alice.send(RequestText{}.text());
  network.bob.send(response_to(network.bob.receive("INVITE "), 503, "Service Unavailable", "b", "Retry-After: 9\n"));
  const std::string answer = network.alice.receive();
  EXPECT_THAT(answer, StartsWith("SIP/2.0 500 "));
  EXPECT_EQ(header_of(answer, "Retry-After"), "");
}

TEST(TimerC, CancelsAPhoneThatRingsTooLong) {
  Network network;
  network.alice.send(RequestText{}.text());
  const std::string copy = network.bob.receive("INVITE ");
  network.bob.send(response_to(copy, 180, "Ringing", "b"));
  network.exchange.advance(seconds(180));
  EXPECT_EQ(network.bob.pending(), 0U);
  network.exchange.advance(seconds(2));
  EXPECT_THAT(network.bob.receive(), StartsWith("CANCEL "));
  network.bob.send(response_to(copy, 487, "Request Terminated", "b"));
  EXPECT_FALSE(network.alice.receive("SIP/2.0 487").empty());
  EXPECT_EQ(network.exchange.metric("forwarder.timer-c"), 1);
}

TEST(TimerC, BeginsAgainWithEachProvisionalResponse) {
  Network network;
  network.alice.send(RequestText{}.text());
  const std::string copy = network.bob.receive("INVITE ");
  for (int minute = 0; minute < 10; ++minute) {
    network.bob.send(response_to(copy, 183, "Session Progress", "b"));
    network.exchange.advance(seconds(60));
  }
  EXPECT_EQ(network.bob.pending(), 0U);
}

TEST(TimerC, DoesNotBeginAgainWithA100) {
  Network network("{ timer-c: 60s }");
  network.alice.send(RequestText{}.text());
  const std::string copy = network.bob.receive("INVITE ");
  network.exchange.advance(seconds(20));
  network.bob.send(response_to(copy, 100, "Trying", ""));
  network.exchange.advance(seconds(42));
  EXPECT_FALSE(network.bob.receive("CANCEL ").empty());
}

TEST(TimerC, ActsAsA408WhereNothingCameBack) {
  Network network("{ timer-c: 5s }");
  network.alice.send(RequestText{}.text());
  network.exchange.advance(seconds(6));
  EXPECT_FALSE(network.alice.receive("SIP/2.0 408").empty());
}

TEST(NonInvite, GetsNo408AfterATimeout) {
  Network network;
  network.alice.send(RequestText{.method = "MESSAGE"}.text());
  EXPECT_FALSE(network.bob.receive("MESSAGE ").empty());
  network.exchange.advance(seconds(70));
  EXPECT_EQ(summary(network.alice), "");
  EXPECT_EQ(network.exchange.alive(), 0U);
}

TEST(NonInvite, StartsNoTargetOnceTheCallerHasGivenUp) {
  Network network({}, two_phones(500));
  network.alice.send(RequestText{.method = "MESSAGE"}.text());
  network.exchange.advance(seconds(40));
  EXPECT_EQ(network.carol.pending(), 0U);
}

TEST(NonInvite, PassesOnOneFinalResponseOnly) {
  Network network({}, two_phones(1000));
  network.alice.send(RequestText{.method = "MESSAGE"}.text());
  const std::string first = network.bob.receive("MESSAGE ");
  const std::string second = network.carol.receive("MESSAGE ");
  network.bob.send(response_to(first, 200, "OK", "b1"));
  network.carol.send(response_to(second, 200, "OK", "b2"));
  EXPECT_EQ(summary(network.alice), "200");
}

}  // namespace
}  // namespace zvoni::forwarder
