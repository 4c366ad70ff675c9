// Trunks and hunt groups.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network.hpp"

namespace zvoni::forwarder {
namespace {

using std::chrono::seconds;
using testing::response_to;
using ::testing::StartsWith;

const std::string kTrunk =
    "{ relay-for: [ 192.0.2.9 ], routes: [ { match: \"0*\", strip: 1, prefix: \"+421\", to: [ "
    "\"sip:trunk.example.net\" ] } ] }";
const std::string kAliceToo =
    "      - { aor: \"sip:alice@example.org\", contact: \"sip:alice@192.0.2.11:5060\" }\n" + Network::kEverybody;

class Trunk : public ::testing::Test {
 protected:
  Trunk() { network_.exchange.resolve("trunk.example.net", "udp:203.0.113.9:5060"); }

  Network network_{kTrunk, kAliceToo};
  Peer trunk_ = network_.exchange.peer("udp:203.0.113.9:5060");
};

TEST_F(Trunk, TakesTheNumbersOfRegisteredUsersRewritten) {
  network_.alice.send(RequestText{.uri = "sip:0903123456@example.org"}.text());
  EXPECT_THAT(trunk_.receive(), StartsWith("INVITE sip:+421903123456@trunk.example.net "));
}

TEST_F(Trunk, IsClosedToStrangers) {
  Peer stranger = network_.exchange.peer("udp:192.0.2.66:5060");
  stranger.send(
      RequestText{.uri = "sip:0903123456@example.org", .via = "SIP/2.0/UDP 192.0.2.66:5060;branch=z9hG4bKs"}.text());
  EXPECT_EQ(summary(stranger), "403");
  EXPECT_EQ(trunk_.pending(), 0U);
}

TEST_F(Trunk, IsOpenToSendersItRelaysFor) {
  Peer office = network_.exchange.peer("udp:192.0.2.9:5060");
  office.send(RequestText{.uri = "sip:0903123456@example.org",
                          .from = "<sip:unknown@example.org>;tag=a",
                          .via = "SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKo"}
                  .text());
  EXPECT_FALSE(trunk_.receive("INVITE ").empty());
}

TEST_F(Trunk, LeavesOtherNumbersAlone) {
  network_.alice.send(RequestText{}.text());
  EXPECT_FALSE(network_.bob.receive("INVITE ").empty());
  EXPECT_EQ(trunk_.pending(), 0U);
}

std::string group(const std::string& strategy) {
  return "{ routes: [ { match: \"600\", to: [ \"sip:bob@example.org\", \"sip:dave@example.org\", "
         "\"sip:carol@example.org\" ], after: 15s, strategy: " +
         strategy + " } ] }";
}

TEST(HuntGroup, RingsAllRegisteredMembersTogether) {
  Network network(group("parallel"));
  network.alice.send(RequestText{.uri = "sip:600@example.org"}.text());
  EXPECT_FALSE(network.bob.receive("INVITE ").empty());
  const std::string copy = network.carol.receive("INVITE ");
  network.carol.send(response_to(copy, 200, "OK", "c"));
  EXPECT_FALSE(network.alice.receive("SIP/2.0 200").empty());
}

TEST(HuntGroup, RingsMembersOneAfterAnother) {
  Network network(group("serial"));
  network.alice.send(RequestText{.uri = "sip:600@example.org"}.text());
  const std::string first = network.bob.receive("INVITE ");
  network.bob.send(response_to(first, 180, "Ringing", "b"));
  EXPECT_EQ(network.carol.pending(), 0U);
  network.exchange.advance(seconds(16));
  EXPECT_THAT(network.bob.receive(), StartsWith("CANCEL "));
  EXPECT_FALSE(network.carol.receive("INVITE ").empty());
}

TEST(HuntGroup, LetsTheLastMemberRing) {
  Network network(group("serial"));
  network.alice.send(RequestText{.uri = "sip:600@example.org"}.text());
  network.bob.send(response_to(network.bob.receive("INVITE "), 486, "Busy Here", "b"));
  const std::string last = network.carol.receive("INVITE ");
  network.carol.send(response_to(last, 180, "Ringing", "c"));
  network.exchange.advance(seconds(60));
  EXPECT_EQ(network.carol.pending(), 0U);
  network.carol.send(response_to(last, 200, "OK", "c"));
  EXPECT_FALSE(network.alice.receive("SIP/2.0 200").empty());
}

TEST(HuntGroup, Answers480WhereNobodyIsRegistered) {
  Network network(group("parallel"), "      - { aor: \"sip:dave@example.org\" }\n");
  network.alice.send(RequestText{.uri = "sip:600@example.org"}.text());
  EXPECT_EQ(summary(network.alice), "480");
}

}  // namespace
}  // namespace zvoni::forwarder
