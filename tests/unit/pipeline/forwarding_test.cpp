// The client side: copies of a request, their answers, CANCEL, failures.
#include <gtest/gtest.h>

#include <zvoni/testing/exchange.hpp>

#include "pipeline_world.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;
using zvoni::testing::header_of;
using zvoni::testing::headers_of;
using zvoni::testing::response_to;
using zvoni::testing::status_of;

constexpr const char* kAlice = "udp:192.0.2.11:5060";
constexpr const char* kBob = "udp:192.0.2.12:5060";

class Forwarding : public ::testing::Test {
 protected:
  // To bob's phone, unless the test has other plans.
  void relay_to(Target target) {
    world_.keep(world_.host().on_request(
        Phase::target_determination, [target](Request&) { return Verdict::taken(std::make_unique<Relay>(target)); }));
  }
  std::string invite_at_bob(const std::string& further = {}) {
    relay_to({.request_uri = "sip:bob@192.0.2.12", .route = {}, .flow = {}});
    world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1", further));
    return world_.sent_to(kBob);
  }
  void answer(const std::string& invite, int status, const std::string& tag = "b1") {
    world_.receive(kBob, response_to(invite, status, "Reason", tag, "Contact: <sip:bob@192.0.2.12>\n"));
  }
  PipelineWorld world_;
};

TEST_F(Forwarding, ACopyCarriesItsOwnViaOnTop) {
  std::string invite = invite_at_bob("X-Odd:  kept  as it is\n");
  EXPECT_TRUE(invite.starts_with("INVITE sip:bob@192.0.2.12 SIP/2.0\n"));
  auto vias = headers_of(invite, "Via");
  ASSERT_EQ(vias.size(), 2U);
  EXPECT_TRUE(vias[0].starts_with("SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK")) << vias[0];
  EXPECT_TRUE(vias[0].ends_with("-loop"));
  EXPECT_EQ(vias[1], "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK1");
  EXPECT_NE(invite.find("\nX-Odd:  kept  as it is\n"), std::string::npos);
}

TEST_F(Forwarding, ResponsesComeBackWithoutItsViaAndATryingDoesNot) {
  std::string invite = invite_at_bob();
  answer(invite, 100, "");
  EXPECT_EQ(world_.sent_to(kAlice), "");
  answer(invite, 180);
  std::string ringing = world_.sent_to(kAlice);
  EXPECT_EQ(status_of(ringing), 180);
  EXPECT_EQ(headers_of(ringing, "Via").size(), 1U);
  answer(invite, 200);
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 200);
  answer(invite, 200);  // again: RFC 6026 passes it on
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 200);
  world_.advance(33s);
  EXPECT_EQ(world_.alive(), 0U);
}

TEST_F(Forwarding, ANon2xxIsAcknowledgedHopByHop) {
  std::string invite = invite_at_bob("Route: <sip:192.0.2.12;lr>\n");
  answer(invite, 486);
  std::string ack = world_.sent_to(kBob);
  EXPECT_TRUE(ack.starts_with("ACK sip:bob@192.0.2.12 SIP/2.0\n"));
  EXPECT_EQ(header_of(ack, "Via"), header_of(invite, "Via"));
  EXPECT_EQ(header_of(ack, "To"), "<sip:bob@example.org>;tag=b1");
  EXPECT_EQ(header_of(ack, "CSeq"), "1 ACK");
  EXPECT_EQ(header_of(ack, "Route"), "<sip:192.0.2.12;lr>");
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 486);
  answer(invite, 486);
  EXPECT_EQ(world_.sent_to(kBob), ack);
}

TEST_F(Forwarding, AnInviteIsSentAgainUntilSomethingComesBack) {
  std::string invite = invite_at_bob();
  world_.advance(510ms);
  EXPECT_EQ(world_.sent_to(kBob), invite);
  world_.advance(1010ms);
  EXPECT_EQ(world_.sent_to(kBob), invite);
  answer(invite, 180);
  world_.advance(5s);
  EXPECT_EQ(world_.sent_to(kBob), "");
}

TEST_F(Forwarding, ASilentPeerIsATimeout) {
  invite_at_bob();
  world_.advance(33s);
  std::string last;
  for (std::string next = world_.sent_to(kAlice); !next.empty(); next = world_.sent_to(kAlice)) last = next;
  EXPECT_EQ(status_of(last), 408);
}

TEST_F(Forwarding, ACancelGoesDownstreamAfterAProvisional) {
  std::string invite = invite_at_bob();
  answer(invite, 180);
  world_.receive(kAlice, request("CANCEL", "sip:bob@example.org", "1"));
  std::string cancel = world_.sent_to(kBob);
  EXPECT_TRUE(cancel.starts_with("CANCEL sip:bob@192.0.2.12 SIP/2.0\n"));
  EXPECT_EQ(headers_of(cancel, "Via"), std::vector<std::string>{header_of(invite, "Via")});
  EXPECT_EQ(header_of(cancel, "To"), header_of(invite, "To"));
  world_.receive(kBob, response_to(cancel, 200, "OK", "b1"));
  answer(invite, 487);
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 180);
  EXPECT_EQ(header_of(world_.sent_to(kAlice), "CSeq"), "1 CANCEL");
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 487);
  EXPECT_TRUE(world_.sent_to(kBob).starts_with("ACK "));
}

TEST_F(Forwarding, ACancelBeforeAnyProvisionalIsHeldBack) {
  std::string invite = invite_at_bob();
  world_.receive(kAlice, request("CANCEL", "sip:bob@example.org", "1"));
  EXPECT_EQ(world_.sent_to(kBob), "");
  answer(invite, 100, "");
  EXPECT_TRUE(world_.sent_to(kBob).starts_with("CANCEL "));
}

TEST_F(Forwarding, ACalleeThatIgnoresACancelCountsAsCancelled) {
  std::string invite = invite_at_bob();
  answer(invite, 180);
  world_.receive(kAlice, request("CANCEL", "sip:bob@example.org", "1"));
  world_.advance(33s);
  std::string last;
  for (std::string next = world_.sent_to(kAlice); !next.empty(); next = world_.sent_to(kAlice)) last = next;
  EXPECT_EQ(status_of(last), 408);
}

TEST_F(Forwarding, ALateAnswerAfterACancelIsStillForwarded) {
  std::string invite = invite_at_bob();
  answer(invite, 180);
  world_.receive(kAlice, request("CANCEL", "sip:bob@example.org", "1"));
  answer(invite, 200);
  std::string last;
  for (std::string next = world_.sent_to(kAlice); !next.empty(); next = world_.sent_to(kAlice)) last = next;
  EXPECT_EQ(status_of(last), 200);
  EXPECT_EQ(header_of(last, "CSeq"), "1 INVITE");
}

TEST_F(Forwarding, AnIcmpErrorEndsABranch) {
  relay_to({.request_uri = "sip:bob@192.0.2.12", .route = {}, .flow = {}});
  world_.network().refuse(Transport::udp, *Endpoint::parse("192.0.2.12:5060"));
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 503);
}

TEST_F(Forwarding, TheNextAddressOfANameIsTriedWhereOneFails) {
  relay_to({.request_uri = "sip:bob@pbx.example.net", .route = {}, .flow = {}});
  world_.resolver().add("pbx.example.net", {Transport::udp, *Endpoint::parse("192.0.2.21:5060")});
  world_.resolver().add("pbx.example.net", {Transport::udp, *Endpoint::parse("192.0.2.22:5060")});
  world_.network().refuse(Transport::udp, *Endpoint::parse("192.0.2.21:5060"));
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  std::string second = world_.sent_to("udp:192.0.2.22:5060");
  EXPECT_TRUE(second.starts_with("INVITE sip:bob@pbx.example.net "));
  EXPECT_EQ(headers_of(second, "Via").size(), 2U);
}

TEST_F(Forwarding, TheNextAddressOfANameIsTriedAfter503) {
  relay_to({.request_uri = "sip:bob@pbx.example.net", .route = {}, .flow = {}});
  world_.resolver().add("pbx.example.net", {Transport::udp, *Endpoint::parse("192.0.2.21:5060")});
  world_.resolver().add("pbx.example.net", {Transport::udp, *Endpoint::parse("192.0.2.22:5060")});
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  std::string first = world_.sent_to("udp:192.0.2.21:5060");
  std::string unavailable = response_to(first, 503, "Service Unavailable", "x");
  world_.receive("udp:192.0.2.21:5060", unavailable);
  EXPECT_TRUE(world_.sent_to("udp:192.0.2.21:5060").starts_with("ACK "));
  std::string second = world_.sent_to("udp:192.0.2.22:5060");
  EXPECT_TRUE(second.starts_with("INVITE "));
  EXPECT_NE(header_of(first, "Via"), header_of(second, "Via"));
  world_.receive("udp:192.0.2.21:5060", unavailable);  // its ACK was lost
  EXPECT_TRUE(world_.sent_to("udp:192.0.2.21:5060").starts_with("ACK "));
  EXPECT_EQ(world_.sent_to(kAlice), "");
  world_.receive("udp:192.0.2.22:5060", response_to(second, 200, "OK", "y"));
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 200);
  world_.advance(65s);
  EXPECT_EQ(world_.alive(), 0U);
}

TEST_F(Forwarding, ANameWithoutAnAddressFailsTheBranch) {
  relay_to({.request_uri = "sip:bob@nowhere.example.net", .route = {}, .flow = {}});
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 503);
}

TEST_F(Forwarding, ALargeRequestTakesTcpWhereThePeerHasIt) {
  relay_to({.request_uri = "sip:bob@192.0.2.12", .route = {}, .flow = {}});
  world_.network().peer(Transport::tcp, *Endpoint::parse("192.0.2.12:5060"));
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1", "X-Long: " + std::string(1200, 'x') + "\n"));
  std::string invite = world_.sent_to("tcp:192.0.2.12:5060");
  EXPECT_TRUE(header_of(invite, "Via").starts_with("SIP/2.0/TCP 192.0.2.1:5060;"));
  EXPECT_EQ(world_.sent_to(kBob), "");
}

TEST_F(Forwarding, ADatagramsCopyGetsTheContentLengthThatAStreamNeeds) {
  relay_to({.request_uri = "sip:bob@192.0.2.12;transport=tcp", .route = {}, .flow = {}});
  world_.network().peer(Transport::tcp, *Endpoint::parse("192.0.2.12:5060"));
  std::string wire = request("MESSAGE", "sip:bob@example.org", "1", "Content-Type: text/plain\n");
  wire.replace(wire.find("Content-Length: 0\n\n"), std::string::npos, "\nhello");
  world_.receive(kAlice, wire);
  std::string copy = world_.sent_to("tcp:192.0.2.12:5060");
  EXPECT_EQ(header_of(copy, "Content-Length"), "5");
  EXPECT_TRUE(copy.ends_with("\n\nhello"));
}

TEST_F(Forwarding, ALargeRequestFallsBackToUdpWhereThePeerHasNoTcp) {
  std::string invite = invite_at_bob("X-Long: " + std::string(1200, 'x') + "\n");
  EXPECT_TRUE(header_of(invite, "Via").starts_with("SIP/2.0/UDP 192.0.2.1:5060;"));
}

TEST_F(Forwarding, AResponseThatMatchesNothingIsDropped) {
  std::string invite = invite_at_bob();
  std::string stray = response_to(invite, 200, "OK", "b1");
  std::size_t at = stray.find("z9hG4bK") + 15;
  stray[at] = stray[at] == '0' ? '1' : '0';  // a branch that somebody guessed
  world_.receive(kBob, stray);
  EXPECT_EQ(world_.sent_to(kAlice), "");
  EXPECT_EQ(world_.metric("kernel.stray-responses"), 1);
}

TEST_F(Forwarding, AResponseWhoseTopViaIsNotOursIsDropped) {
  std::string invite = invite_at_bob();
  std::string stray = response_to(invite, 200, "OK", "b1");
  stray.replace(stray.find("192.0.2.1:5060"), 14, "192.0.2.9:5060");
  world_.receive(kBob, stray);
  EXPECT_EQ(world_.sent_to(kAlice), "");
}

TEST_F(Forwarding, AnAckTo2xxIsForwardedWithoutATransaction) {
  std::string invite = invite_at_bob();
  answer(invite, 200);
  world_.receive(kAlice, request("ACK", "sip:bob@192.0.2.12", "2", {}, "b1"));
  std::string ack = world_.sent_to(kBob);
  EXPECT_TRUE(ack.starts_with("ACK sip:bob@192.0.2.12 SIP/2.0\n"));
  EXPECT_EQ(headers_of(ack, "Via").size(), 2U);
  world_.receive(kAlice, request("ACK", "sip:bob@192.0.2.12", "2", {}, "b1"));
  EXPECT_EQ(world_.sent_to(kBob), ack);  // the same branch for the same ACK (16.11)
}

TEST_F(Forwarding, ANatsFlowIsUsedAsItIs) {
  Flow flow{.transport = Transport::udp,
            .local = *Endpoint::parse("192.0.2.1:5060"),
            .remote = *Endpoint::parse("203.0.113.7:31000")};
  relay_to({.request_uri = "sip:bob@10.0.0.5", .route = {}, .flow = flow});
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1", "X-Long: " + std::string(1200, 'x') + "\n"));
  EXPECT_TRUE(world_.sent_to("udp:203.0.113.7:31000").starts_with("INVITE sip:bob@10.0.0.5 "));
}

TEST_F(Forwarding, HandlersOfTheBranchMayEditTheCopy) {
  world_.keep(world_.host().on_branch([](Branch& branch) {
    EXPECT_EQ(branch.flow().remote.to_string(), "192.0.2.12:5060");
    branch.message().add_first(HeaderName::record_route, "<sip:192.0.2.1;lr>");
  }));
  EXPECT_EQ(header_of(invite_at_bob(), "Record-Route"), "<sip:192.0.2.1;lr>");
}

}  // namespace
}  // namespace zvoni::kernel
