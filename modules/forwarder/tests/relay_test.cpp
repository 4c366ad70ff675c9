// Who may have what forwarded: zvoni is no open relay.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network.hpp"

namespace zvoni::forwarder {
namespace {

using ::testing::HasSubstr;
using testing::header_of;
using testing::response_to;
using ::testing::StartsWith;

const std::string kRelayFor = "{ relay-for: [ 192.0.2.8/29 ] }";  // .8 to .15

TEST(Relay, RefusesForeignDomainsToStrangers) {
  Network network;
  Peer foreign = network.exchange.peer("udp:203.0.113.9:5060");
  network.alice.send(RequestText{.uri = "sip:eve@203.0.113.9"}.text());
  EXPECT_EQ(summary(network.alice), "403");
  EXPECT_EQ(foreign.pending(), 0U);
  EXPECT_EQ(network.exchange.metric("forwarder.refused"), 1);
}

TEST(Relay, ForwardsToForeignDomainsForThoseItRelaysFor) {
  Network network(kRelayFor);
  network.exchange.resolve("partner.example", "udp:203.0.113.9:5060");
  Peer foreign = network.exchange.peer("udp:203.0.113.9:5060");
  network.alice.send(RequestText{.uri = "sip:eve@partner.example"}.text());
  EXPECT_THAT(foreign.receive(), StartsWith("INVITE sip:eve@partner.example "));
}

TEST(Relay, RefusesAPreloadedRouteOfAStranger) {
  Network network;
  Peer foreign = network.exchange.peer("udp:203.0.113.9:5060");
  const std::string route = "Route: <sip:192.0.2.1;lr>, <sip:203.0.113.9;lr>\n";
  network.alice.send(RequestText{.extra = route}.text());
  EXPECT_EQ(summary(network.alice), "403");
  EXPECT_EQ(foreign.pending(), 0U);
  EXPECT_EQ(network.bob.pending(), 0U);
}

TEST(Relay, FollowsAPreloadedRouteForThoseItRelaysFor) {
  Network network(kRelayFor);
  Peer foreign = network.exchange.peer("udp:203.0.113.9:5060");
  const std::string route = "Route: <sip:192.0.2.1;lr>, <sip:203.0.113.9;lr>\n";
  network.alice.send(RequestText{.uri = "sip:eve@partner.example", .extra = route}.text());
  const std::string copy = foreign.receive();
  EXPECT_THAT(copy, StartsWith("INVITE sip:eve@partner.example "));
  EXPECT_EQ(header_of(copy, "Route"), "<sip:203.0.113.9;lr>");
}

TEST(Relay, AcceptsItsOwnAddressAsOutboundProxy) {
  Network network;
  network.alice.send(RequestText{.extra = "Route: <sip:192.0.2.1;lr>\n"}.text());
  EXPECT_FALSE(network.bob.receive("INVITE ").empty());
}

/// A request inside a dialog that never was.
RequestText forged(std::string route) {
  return {.method = "BYE",
          .uri = "sip:eve@203.0.113.9",
          .to = "<sip:bob@example.org>;tag=forged",
          .extra = std::move(route)};
}

TEST(Relay, RefusesAForgedToTag) {
  Network network;
  Peer foreign = network.exchange.peer("udp:203.0.113.9:5060");
  network.alice.send(forged("").text());
  EXPECT_EQ(summary(network.alice), "403");
  EXPECT_EQ(foreign.pending(), 0U);
}

TEST(Relay, RefusesAForgedRouteSignature) {
  Network network;
  Peer foreign = network.exchange.peer("udp:203.0.113.9:5060");
  network.alice.send(forged("Route: <sip:192.0.2.1:5060;lr;zv=0123456789abcdef>\n").text());
  EXPECT_EQ(summary(network.alice), "403");
  EXPECT_EQ(foreign.pending(), 0U);
}

/// alice calls bob, whose contact is not the one he is registered with, as behind a gateway.
struct EstablishedDialog {
  explicit EstablishedDialog(Network& network) {
    network.alice.send(RequestText{}.text());
    const std::string copy = network.bob.receive("INVITE ");
    network.bob.send(response_to(copy, 200, "OK", "b", "Contact: <sip:gw@203.0.113.9:5060>\n"));
    const std::string answer = network.alice.receive("SIP/2.0 200");
    bye = {.method = "BYE",
           .uri = "sip:gw@203.0.113.9:5060",
           .to = header_of(answer, "To"),
           .cseq = "2",
           .via = "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKbye",
           .extra = "Route: " + header_of(answer, "Record-Route") + "\n"};
  }
  RequestText bye;
};

TEST(Relay, ForwardsWithinADialogThatItRecorded) {
  Network network;
  Peer gateway = network.exchange.peer("udp:203.0.113.9:5060");
  const EstablishedDialog dialog(network);
  network.alice.send(dialog.bye.text());
  const std::string bye = gateway.receive();
  EXPECT_THAT(bye, StartsWith("BYE sip:gw@203.0.113.9:5060 "));
  network.exchange.peer("udp:203.0.113.9:5060").send(response_to(bye, 200, "OK", ""));
  EXPECT_FALSE(network.alice.receive("SIP/2.0 200").empty());
}

TEST(Relay, TakesASignedRouteForItsOwnDialogOnly) {
  Network network;
  Peer gateway = network.exchange.peer("udp:203.0.113.9:5060");
  EstablishedDialog dialog(network);
  dialog.bye.call_id = "another";
  network.alice.send(dialog.bye.text());
  EXPECT_EQ(summary(network.alice), "403");
  EXPECT_EQ(gateway.pending(), 0U);
}

TEST(Relay, TakesASignedRouteWithinADialogOnly) {
  Network network;
  Peer gateway = network.exchange.peer("udp:203.0.113.9:5060");
  EstablishedDialog dialog(network);
  dialog.bye.method = "MESSAGE";
  dialog.bye.to = "<sip:bob@example.org>";
  network.alice.send(dialog.bye.text());
  EXPECT_EQ(summary(network.alice), "403");
  EXPECT_EQ(gateway.pending(), 0U);
}

TEST(Relay, ReachesARegisteredContactWithinADialogWithoutASignature) {
  Network network;
  RequestText bye = forged("Route: <sip:192.0.2.1:5060;lr>\n");
  bye.uri = "sip:bob@192.0.2.12:5060";
  network.alice.send(bye.text());
  EXPECT_THAT(network.bob.receive(), StartsWith("BYE sip:bob@192.0.2.12:5060 "));
}

TEST(Relay, ReachesAContactInItsOwnDomainWithinADialog) {
  Network network;
  RequestText bye = forged("");
  bye.uri = "sip:bob@example.org;gr=urn:uuid:1";
  network.alice.send(bye.text());
  EXPECT_THAT(network.bob.receive(), StartsWith("BYE sip:bob@192.0.2.12:5060 "));
}

const std::string kBehindNat =
    "      - { aor: \"sip:bob@example.org\", contact: \"sip:bob@10.0.0.2:5060\", flow: \"192.0.2.12:5060\" }\n";

TEST(Relay, ReachesAPhoneBehindNatOnItsFlow) {
  Network network({}, kBehindNat);
  network.alice.send(RequestText{}.text());
  EXPECT_THAT(network.bob.receive(), StartsWith("INVITE sip:bob@10.0.0.2:5060 "));
}

TEST(Relay, ReachesAContactThatAPhoneWasReferredTo) {
  Network network({}, kBehindNat);
  network.alice.send(RequestText{.uri = "sip:bob@10.0.0.2:5060"}.text());
  EXPECT_THAT(network.bob.receive(), StartsWith("INVITE sip:bob@10.0.0.2:5060 "));
}

TEST(Relay, ReachesAPhoneBehindNatWithinADialog) {
  Network network({}, kBehindNat);
  RequestText bye = forged("Route: <sip:192.0.2.1:5060;lr>\n");
  bye.uri = "sip:bob@10.0.0.2:5060";
  network.alice.send(bye.text());
  EXPECT_THAT(network.bob.receive(), StartsWith("BYE sip:bob@10.0.0.2:5060 "));
}

TEST(Relay, FollowsThePathOfABinding) {
  Network network(
      {},
      "      - { aor: \"sip:bob@example.org\", contact: \"sip:bob@10.0.0.2\", path: [ \"<sip:192.0.2.13;lr>\" ] }\n");
  network.alice.send(RequestText{}.text());
  const std::string copy = network.carol.receive();
  EXPECT_THAT(copy, StartsWith("INVITE sip:bob@10.0.0.2 "));
  EXPECT_EQ(header_of(copy, "Route"), "<sip:192.0.2.13;lr>");
}

TEST(Relay, FollowsAStrictRouterWithinItsDialog) {
  Network network(kRelayFor);
  Peer strict = network.exchange.peer("udp:203.0.113.9:5060");
  network.alice.send(RequestText{.uri = "sip:eve@partner.example", .extra = "Route: <sip:203.0.113.9>\n"}.text());
  const std::string copy = strict.receive();
  EXPECT_THAT(copy, StartsWith("INVITE sip:203.0.113.9 "));
  EXPECT_THAT(header_of(copy, "Route"), HasSubstr("<sip:eve@partner.example>"));
}

}  // namespace
}  // namespace zvoni::forwarder
