// One request, one target: what goes out and what comes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network.hpp"

namespace zvoni::forwarder {
namespace {

using testing::body_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::header_of;
using testing::headers_of;
using testing::response_to;
using ::testing::SizeIs;
using ::testing::StartsWith;
using testing::status_of;

TEST(Forwarding, CallsAnOwnUserAtItsContact) {
  Network network;
  const RequestText invite{.extra = "X-Colour: blue\nContent-Type: text/plain\n", .body = "hello"};
  network.alice.send(invite.text());
  const std::string copy = network.bob.receive("INVITE ");
  EXPECT_THAT(copy, StartsWith("INVITE sip:bob@192.0.2.12:5060 SIP/2.0\n"));
  EXPECT_EQ(header_of(copy, "Max-Forwards"), "69");
  EXPECT_EQ(header_of(copy, "Max-Breadth"), "60");
  EXPECT_EQ(header_of(copy, "X-Colour"), "blue");
  EXPECT_EQ(body_of(copy), "hello");
  EXPECT_THAT(headers_of(copy, "Via"), SizeIs(2));
  EXPECT_THAT(header_of(copy, "Via"), StartsWith("SIP/2.0/UDP 192.0.2.1:5060;"));
  EXPECT_THAT(header_of(copy, "Via"), HasSubstr("branch=z9hG4bK"));
}

TEST(Forwarding, AddsMaxForwardsWhereThereWasNone) {
  Network network;
  network.alice.send(RequestText{.max_forwards = ""}.text());
  EXPECT_EQ(header_of(network.bob.receive("INVITE "), "Max-Forwards"), "70");
}

TEST(Forwarding, BringsResponsesBackWithoutItsVia) {
  Network network;
  network.alice.send(RequestText{}.text());
  const std::string copy = network.bob.receive("INVITE ");
  network.bob.send(response_to(copy, 100, "Trying", ""));
  network.bob.send(response_to(copy, 180, "Ringing", "b"));
  const std::string ringing = network.alice.receive();
  EXPECT_THAT(ringing, StartsWith("SIP/2.0 180 Ringing\n"));
  EXPECT_THAT(headers_of(ringing, "Via"), SizeIs(1));

  network.bob.send(response_to(copy, 200, "OK", "b", "Contact: <sip:bob@192.0.2.12:5060>\n"));
  const std::string answer = network.alice.receive();
  EXPECT_THAT(answer, StartsWith("SIP/2.0 200 OK\n"));
  EXPECT_EQ(header_of(answer, "Contact"), "<sip:bob@192.0.2.12:5060>");
  EXPECT_EQ(network.alice.pending(), 0U);
}

TEST(Forwarding, ForwardsEveryRetransmitted2xx) {
  Network network;
  network.alice.send(RequestText{}.text());
  const std::string copy = network.bob.receive("INVITE ");
  for (int i = 0; i < 3; ++i) network.bob.send(response_to(copy, 200, "OK", "b"));
  EXPECT_EQ(summary(network.alice), "200 200 200");
}

TEST(Forwarding, PassesRejectionsOnAndAcknowledgesThem) {
  Network network;
  const RequestText invite;
  network.alice.send(invite.text());
  const std::string copy = network.bob.receive("INVITE ");
  network.bob.send(response_to(copy, 486, "On the phone", "b"));
  EXPECT_THAT(network.bob.receive(), StartsWith("ACK sip:bob@192.0.2.12:5060 "));
  const std::string busy = network.alice.receive("SIP/2.0 486");
  EXPECT_THAT(busy, StartsWith("SIP/2.0 486 On the phone\n"));
  network.alice.send(ack_for(invite, busy));
  EXPECT_EQ(network.bob.pending(), 0U);
}

TEST(Forwarding, ForwardsMethodsItDoesNotKnow) {
  Network network;
  network.alice.send(RequestText{.method = "JUGGLE"}.text());
  const std::string copy = network.bob.receive();
  EXPECT_THAT(copy, StartsWith("JUGGLE sip:bob@192.0.2.12:5060 "));
  network.bob.send(response_to(copy, 202, "Caught", "b"));
  EXPECT_THAT(network.alice.receive(), StartsWith("SIP/2.0 202 Caught\n"));
}

TEST(Forwarding, RefusesUsersThatCannotBeReached) {
  Network network;
  network.alice.send(RequestText{.uri = "sip:dave@example.org"}.text());
  EXPECT_EQ(summary(network.alice), "480");
  network.alice.send(RequestText{
      .uri = "sip:nobody@example.org", .call_id = "c2", .via = "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKa2"}
                         .text());
  EXPECT_EQ(summary(network.alice), "404");
  EXPECT_EQ(network.exchange.metric("forwarder.not-found"), 2);
}

TEST(Forwarding, WaitsForALateLocationService) {
  Network network({}, Network::kEverybody, "    delay: 200ms\n");
  network.alice.send(RequestText{}.text());
  EXPECT_EQ(network.bob.pending(), 0U);
  network.exchange.advance(std::chrono::milliseconds(250));
  const std::string copy = network.bob.receive("INVITE ");
  ASSERT_FALSE(copy.empty());
  network.bob.send(response_to(copy, 200, "OK", "b"));
  EXPECT_FALSE(network.alice.receive("SIP/2.0 200").empty());
}

TEST(Forwarding, Answers500WhereTheLocationServiceCannotSay) {
  Network network({}, Network::kEverybody, "    unavailable: yes\n");
  network.alice.send(RequestText{}.text());
  EXPECT_EQ(summary(network.alice), "500");
}

TEST(Forwarding, CancelsACallThatRings) {
  Network network;
  RequestText request;
  network.alice.send(request.text());
  const std::string copy = network.bob.receive("INVITE ");
  network.bob.send(response_to(copy, 180, "Ringing", "b"));
  request.method = "CANCEL";
  network.alice.send(request.text());
  EXPECT_EQ(summary(network.alice), "180 200");
  EXPECT_THAT(network.bob.receive(), StartsWith("CANCEL sip:bob@192.0.2.12:5060 "));
  network.bob.send(response_to(copy, 487, "Request Terminated", "b"));
  EXPECT_EQ(summary(network.alice), "487");
  EXPECT_EQ(summary(network.bob), "ACK");
}

TEST(Forwarding, HoldsACancelBackUntilAProvisionalResponse) {
  Network network;
  RequestText request;
  network.alice.send(request.text());
  const std::string copy = network.bob.receive("INVITE ");
  request.method = "CANCEL";
  network.alice.send(request.text());
  EXPECT_EQ(network.bob.pending(), 0U);
  network.bob.send(response_to(copy, 180, "Ringing", "b"));
  EXPECT_THAT(network.bob.receive(), StartsWith("CANCEL "));
}

TEST(Forwarding, Answers487WhereACancelledPhoneStaysSilent) {
  Network network;
  RequestText request;
  network.alice.send(request.text());
  EXPECT_FALSE(network.bob.receive("INVITE ").empty());
  request.method = "CANCEL";
  network.alice.send(request.text());
  network.exchange.advance(std::chrono::seconds(33));
  EXPECT_THAT(network.alice.receive("SIP/2.0 487"), StartsWith("SIP/2.0 487 "));
}

TEST(Forwarding, ForwardsTheAckOfA2xxWithoutAnswer) {
  Network network;
  network.alice.send(RequestText{}.text());
  const std::string copy = network.bob.receive("INVITE ");
  network.bob.send(response_to(copy, 200, "OK", "b", "Contact: <sip:bob@192.0.2.12:5060>\n"));
  const std::string answer = network.alice.receive("SIP/2.0 200");
  network.alice.send(RequestText{.method = "ACK",
                                 .uri = "sip:bob@192.0.2.12:5060",
                                 .to = header_of(answer, "To"),
                                 .via = "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKack",
                                 .extra = "Route: " + header_of(answer, "Record-Route") + "\n"}
                         .text());
  const std::string ack = network.bob.receive();
  EXPECT_THAT(ack, StartsWith("ACK sip:bob@192.0.2.12:5060 "));
  EXPECT_EQ(header_of(ack, "Max-Forwards"), "69");
  EXPECT_EQ(header_of(ack, "Route"), "");
  EXPECT_EQ(network.alice.pending(), 0U);
}

TEST(Forwarding, ForwardsACancelThatMatchesNothingAndDoesNotAnswerIt) {
  Network network;
  network.alice.send(RequestText{.method = "CANCEL"}.text());
  EXPECT_THAT(network.bob.receive(), StartsWith("CANCEL sip:bob@192.0.2.12:5060 "));
  EXPECT_EQ(network.alice.pending(), 0U);
}

TEST(Forwarding, LeavesNothingBehindAfterACall) {
  Network network;
  network.alice.send(RequestText{}.text());
  const std::string copy = network.bob.receive("INVITE ");
  network.bob.send(response_to(copy, 200, "OK", "b"));
  network.exchange.advance(std::chrono::seconds(70));
  EXPECT_EQ(network.exchange.alive(), 0U);
}

}  // namespace
}  // namespace zvoni::forwarder
