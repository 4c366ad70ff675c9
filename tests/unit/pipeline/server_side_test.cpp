// The server side: retransmissions, 100 Trying, verdicts, exceptions, the way of answers.
#include <gtest/gtest.h>

#include <zvoni/testing/exchange.hpp>

#include "pipeline_world.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;
using zvoni::testing::header_of;
using zvoni::testing::headers_of;
using zvoni::testing::status_of;

constexpr const char* kAlice = "udp:192.0.2.11:5060";

class ServerSide : public ::testing::Test {
 protected:
  void on_request(Phase phase, RequestHandler handler) {
    world_.keep(world_.host().on_request(phase, std::move(handler)));
  }
  PipelineWorld world_;
};

TEST_F(ServerSide, ARetransmissionGetsTheSameAnswerAndGoesNowhere) {
  int calls = 0;
  on_request(Phase::local_processing, [&](Request&) {
    ++calls;
    return Verdict::reply(403);
  });
  world_.receive(kAlice, request("MESSAGE", "sip:bob@example.org", "1"));
  std::string first = world_.sent_to(kAlice);
  world_.receive(kAlice, request("MESSAGE", "sip:bob@example.org", "1"));
  EXPECT_EQ(status_of(first), 403);
  EXPECT_EQ(world_.sent_to(kAlice), first);
  EXPECT_EQ(calls, 1);
  world_.advance(33s);
  EXPECT_EQ(world_.alive(), 0U);
}

TEST_F(ServerSide, AnInviteWithoutAnAnswerFor200MsGets100) {
  Continuation waiting;
  on_request(Phase::target_determination, [&](Request& request) {
    waiting = request.suspend();
    return Verdict::wait();
  });
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  world_.advance(190ms);
  EXPECT_EQ(world_.sent_to(kAlice), "");
  world_.advance(20ms);
  std::string trying = world_.sent_to(kAlice);
  EXPECT_EQ(status_of(trying), 100);
  EXPECT_EQ(header_of(trying, "To"), "<sip:bob@example.org>");
}

TEST_F(ServerSide, AFinalAnswerIsSentAgainUntilItsAck) {
  on_request(Phase::local_processing, [](Request&) { return Verdict::reply(486); });
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  std::string busy = world_.sent_to(kAlice);
  EXPECT_EQ(status_of(busy), 486);
  world_.advance(510ms);
  EXPECT_EQ(world_.sent_to(kAlice), busy);
  std::string ack = request("ACK", "sip:bob@example.org", "1");
  world_.receive(kAlice, ack);
  world_.advance(10s);
  EXPECT_EQ(world_.sent_to(kAlice), "");
  EXPECT_EQ(world_.alive(), 0U);
}

TEST_F(ServerSide, AnswersCarryEveryViaWithReceivedAndRport) {
  on_request(Phase::local_processing, [](Request&) { return Verdict::reply(404); });
  std::string wire = request("MESSAGE", "sip:bob@example.org", "1", "Via: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK0\n");
  wire.replace(wire.find("192.0.2.11:5060;"), 16, "10.0.0.5:5060;rport;");
  world_.receive("udp:192.0.2.11:4444", wire);
  auto vias = headers_of(world_.sent_to("udp:192.0.2.11:4444"), "Via");
  ASSERT_EQ(vias.size(), 2U);
  EXPECT_NE(vias[0].find("received=192.0.2.11;rport=4444"), std::string::npos);
  EXPECT_EQ(vias[1], "SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK0");
}

TEST_F(ServerSide, ADroppedRequestIsNeverAnswered) {
  on_request(Phase::request_validation, [](Request&) { return Verdict::drop(); });
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  world_.advance(33s);
  EXPECT_EQ(world_.sent_to(kAlice), "");
  EXPECT_EQ(world_.alive(), 0U);
}

TEST_F(ServerSide, AnExceptionIs500AndNamesTheModule) {
  world_.keep(world_.host("broken").on_request(Phase::local_processing,
                                               [](Request&) -> Verdict { throw std::runtime_error("oh no"); }));
  world_.receive(kAlice, request("MESSAGE", "sip:bob@example.org", "1"));
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 500);
  EXPECT_EQ(world_.metric("kernel.handler-exceptions"), 1);
  EXPECT_TRUE(world_.was_logged("exception in broken: oh no"));
}

TEST_F(ServerSide, HandlersRunInOrderUntilOneAnswers) {
  std::string order;
  on_request(Phase::local_processing, [&](Request&) {
    order += "a";
    return Verdict::next();
  });
  on_request(Phase::local_processing, [&](Request&) {
    order += "b";
    return Verdict::reply(200);
  });
  on_request(Phase::target_determination, [&](Request&) {
    order += "c";
    return Verdict::next();
  });
  world_.receive(kAlice, request("MESSAGE", "sip:bob@example.org", "1"));
  EXPECT_EQ(order, "ab");
}

TEST_F(ServerSide, EveryAnswerWalksResponseForwarding) {
  world_.keep(world_.host().on_response(Phase::response_forwarding, [](Response& response) {
    EXPECT_EQ(response.branch(), nullptr);
    response.message().set_reason("Nenájdené");
  }));
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  EXPECT_TRUE(world_.sent_to(kAlice).starts_with("SIP/2.0 404 Nenájdené\n"));
}

TEST_F(ServerSide, AnAnswerOverTcpTakesTheSameConnection) {
  on_request(Phase::local_processing, [](Request&) { return Verdict::reply(404); });
  std::string wire = request("MESSAGE", "sip:bob@example.org", "1");
  wire.replace(wire.find("UDP"), 3, "TCP");
  world_.receive("tcp:192.0.2.11:40000", wire);
  EXPECT_EQ(status_of(world_.sent_to("tcp:192.0.2.11:40000")), 404);
  EXPECT_EQ(world_.alive(), 0U);  // Timer J is 0 there
}

TEST_F(ServerSide, ACancelEndsARequestThatNobodyDrivesSoFar) {
  Continuation waiting;
  on_request(Phase::target_determination, [&](Request& request) {
    waiting = request.suspend();
    return Verdict::wait();
  });
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  world_.receive(kAlice, request("CANCEL", "sip:bob@example.org", "1"));
  std::string one = world_.sent_to(kAlice);
  std::string two = world_.sent_to(kAlice);
  EXPECT_EQ(status_of(one), 200);
  EXPECT_EQ(header_of(one, "CSeq"), "1 CANCEL");
  EXPECT_EQ(status_of(two), 487);
  EXPECT_EQ(header_of(two, "CSeq"), "1 INVITE");
}

TEST_F(ServerSide, RefusesNewRequestsWhileItStopsAndAnswersTheRest) {
  Continuation waiting;
  on_request(Phase::target_determination, [&](Request& request) {
    waiting = request.suspend();
    return Verdict::wait();
  });
  world_.receive(kAlice, request("INVITE", "sip:bob@example.org", "1"));
  world_.core().refuse_new();
  EXPECT_EQ(world_.core().pending(world_.network()), 1U);
  world_.receive(kAlice, request("MESSAGE", "sip:bob@example.org", "2"));
  std::string refused = world_.sent_to(kAlice);
  EXPECT_EQ(status_of(refused), 503);
  EXPECT_EQ(header_of(refused, "Retry-After"), "5");
  world_.core().abort_pending(world_.network());
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 503);
  EXPECT_EQ(world_.core().pending(world_.network()), 0U);
}

}  // namespace
}  // namespace zvoni::kernel
