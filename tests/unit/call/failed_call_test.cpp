// Calls that nobody answered.
#include <gtest/gtest.h>

#include "call_scene.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;

TEST(FailedCall, DeclinedByTheCalleeHasItsStatusAndPhrase) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.respond(*invite, 180, "Ringing");
  scene.advance(3s);
  scene.respond(*invite, 603, "Decline");
  EXPECT_EQ(scene.story(), "attempted ringing failed");
  const CallRecord& call = scene.last().call;
  EXPECT_EQ(call.final_status, 603);
  EXPECT_EQ(call.final_reason, "Decline");
  EXPECT_EQ(call.ended_by, CallSide::callee);
  EXPECT_EQ(call.ring_time, 3s);
  EXPECT_EQ(call.duration, 0s);
  EXPECT_FALSE(call.answered.has_value());
  EXPECT_EQ(scene.seconds(call.ended.value()), 3);
  EXPECT_EQ(scene.watcher.size(), 0U);
}

TEST(FailedCall, CancelledByTheCallerFailsWith487) {
  for (const auto* callee : {"192.0.2.20:5060", ""}) {
    CallScene scene;
    const auto invite = request({});
    scene.pass(*invite);
    scene.respond(*invite, 487, "Request Terminated", "b1", callee);
    EXPECT_EQ(scene.story(), "attempted failed");
    EXPECT_EQ(scene.last().call.final_status, 487);
    EXPECT_EQ(scene.last().call.ended_by, CallSide::caller);
  }
}

TEST(FailedCall, RefusedByTheExchangeIsEndedByTheExchange) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.respond(*invite, 404, "Not Found", "z1", "");
  EXPECT_EQ(scene.last().kind, CallEventKind::failed);
  EXPECT_EQ(scene.last().call.ended_by, CallSide::exchange);
  EXPECT_EQ(scene.last().call.callee.address, Endpoint());
}

TEST(FailedCall, RedirectedFailsWith302AndTheNextAttemptIsACallOfItsOwn) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.respond(*invite, 302, "Moved Temporarily");
  EXPECT_EQ(scene.story(), "attempted failed");
  EXPECT_EQ(scene.last().call.final_status, 302);
  EXPECT_EQ(scene.last().call.ended_by, CallSide::callee);
  RequestText next;
  next.cseq = 2;
  next.branch = "z9hG4bKtwo";
  scene.pass(*request(next));
  EXPECT_EQ(scene.story(), "attempted failed attempted");
  EXPECT_NE(scene.events[0].call.id, scene.events[2].call.id);
}

TEST(FailedCall, WithoutAnyFinalResponseIs408WithoutPhrase) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.advance(180s);
  scene.over(*invite);
  EXPECT_EQ(scene.story(), "attempted failed");
  EXPECT_EQ(scene.last().call.final_status, 408);
  EXPECT_EQ(scene.last().call.final_reason, "");
  EXPECT_EQ(scene.last().call.ended_by, CallSide::exchange);
  EXPECT_EQ(scene.last().call.ring_time, 180s);
}

TEST(FailedCall, FailsOnceThoughTheFinalResponseComesAgain) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.respond(*invite, 486, "Busy Here");
  scene.respond(*invite, 486, "Busy Here");
  scene.over(*invite);
  EXPECT_EQ(scene.story(), "attempted failed");
}

TEST(FailedCall, IsNoneWhereAReinviteFails) {
  CallScene scene;
  scene.answered_call();
  const auto reinvite = request(by_caller("INVITE", 2));
  scene.pass(*reinvite);
  scene.respond(*reinvite, 488, "Not Acceptable Here");
  scene.over(*reinvite);
  EXPECT_EQ(scene.story(), "attempted answered");
}

TEST(FailedCall, IsNoneForRequestsThatBeginNoCall) {
  CallScene scene;
  for (const auto* method : {"OPTIONS", "MESSAGE", "SUBSCRIBE", "REGISTER", "BYE", "REFER", "ACK"}) {
    RequestText text;
    text.method = method;
    const auto message = request(text);
    scene.pass(*message);
    scene.respond(*message, 404, "Not Found");
    scene.over(*message);
  }
  EXPECT_EQ(scene.story(), "");
}

}  // namespace
}  // namespace zvoni::kernel
