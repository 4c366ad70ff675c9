// Calls that were answered: what is known of them, and how they end.
#include <gtest/gtest.h>

#include <stdexcept>

#include "call_scene.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;

TEST(AnsweredCall, TellsItsStoryFromTheAttemptToTheEnd) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.advance(500ms);
  scene.respond(*invite, 180, "Ringing");
  scene.advance(2500ms);
  scene.respond(*invite, 200, "Bavte sa");
  scene.advance(34s);
  const auto bye = request(by_callee("BYE", 1));
  scene.pass(*bye);
  scene.advance(50ms);
  scene.respond(*bye, 200, "OK", "", "192.0.2.10:5060");

  EXPECT_EQ(scene.story(), "attempted ringing answered ended");
  const CallRecord& call = scene.last().call;
  EXPECT_EQ(call.call_id, "call-1");
  EXPECT_EQ(call.caller_tag, "a1");
  EXPECT_EQ(call.caller.uri, "sip:alice@example.org");
  EXPECT_EQ(call.caller.display_name, "Alice");
  EXPECT_EQ(call.caller.address.to_string(), "192.0.2.10:5060");
  EXPECT_EQ(call.callee.uri, "sip:bob@example.org");
  EXPECT_EQ(call.callee.display_name, "");
  EXPECT_EQ(call.callee.address.to_string(), "192.0.2.20:5060");
  EXPECT_EQ(scene.seconds(call.attempted), 0);
  EXPECT_EQ(scene.seconds(call.ringing.value()), 0.5);
  EXPECT_EQ(scene.seconds(call.answered.value()), 3);
  EXPECT_EQ(scene.seconds(call.ended.value()), 37) << "the end is when the BYE came, not when it was answered";
  EXPECT_EQ(scene.last().time, call.ended);
  EXPECT_EQ(call.ring_time, 3s);
  EXPECT_EQ(call.duration, 34s);
  EXPECT_EQ(call.ended_by, CallSide::callee);
  EXPECT_EQ(call.final_status, 200);
  EXPECT_EQ(call.final_reason, "Bavte sa");
  EXPECT_FALSE(call.video);
  EXPECT_EQ(call.transferred_to, "");
  EXPECT_EQ(scene.watcher.size(), 0U);
}

TEST(AnsweredCall, IsEndedByTheCallerWhereTheCallerSentTheBye) {
  CallScene scene;
  scene.answered_call();
  const auto bye = request(by_caller("BYE", 2));
  scene.pass(*bye);
  scene.respond(*bye, 200, "OK");
  EXPECT_EQ(scene.last().kind, CallEventKind::ended);
  EXPECT_EQ(scene.last().call.ended_by, CallSide::caller);
}

TEST(AnsweredCall, RingsOnceAndNotFor100Or181Or182Or199) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  for (const int status : {100, 181, 182, 199}) scene.respond(*invite, status, "Wait");
  EXPECT_EQ(scene.story(), "attempted");
  for (const int status : {183, 180, 180}) scene.respond(*invite, status, "Ringing");
  EXPECT_EQ(scene.story(), "attempted ringing");
}

TEST(AnsweredCall, TakesTheAddressOfThePhoneThatAnsweredAmongThoseThatRang) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.respond(*invite, 180, "Ringing", "b1", "192.0.2.20:5060");
  EXPECT_EQ(scene.last().call.callee.address.to_string(), "192.0.2.20:5060");
  scene.respond(*invite, 180, "Ringing", "b2", "192.0.2.21:5060");
  scene.respond(*invite, 200, "OK", "b2", "192.0.2.21:5060");
  EXPECT_EQ(scene.last().call.callee.address.to_string(), "192.0.2.21:5060");
}

TEST(AnsweredCall, IsNotChangedByARetransmitted2xx) {
  CallScene scene;
  const auto invite = scene.answered_call();
  scene.respond(*invite, 200, "OK");
  const auto bye = request(by_caller("BYE", 2));
  scene.pass(*bye);
  scene.respond(*bye, 200, "OK");
  scene.respond(*invite, 200, "OK");
  scene.respond(*bye, 200, "OK");
  scene.over(*bye);
  scene.over(*invite);
  EXPECT_EQ(scene.story(), "attempted answered ended");
  EXPECT_EQ(scene.watcher.size(), 0U);
}

TEST(AnsweredCall, OfSeveralForkedDialogsEndsWithTheLastOne) {
  CallScene scene;
  const auto invite = scene.answered_call();
  scene.respond(*invite, 200, "OK", "b2");
  const auto bye_second = request(by_caller("BYE", 2, "b2"));
  scene.pass(*bye_second);
  scene.respond(*bye_second, 200, "OK");
  scene.respond(*invite, 200, "OK", "b2");  // sent again, late: the dialog stays ended
  EXPECT_EQ(scene.story(), "attempted answered");
  scene.advance(10s);
  const auto bye = request(by_callee("BYE", 1));
  scene.pass(*bye);
  scene.respond(*bye, 200, "OK");
  EXPECT_EQ(scene.story(), "attempted answered ended");
  EXPECT_EQ(scene.last().call.ended_by, CallSide::callee);
  EXPECT_EQ(scene.last().call.duration, 11s);
}

TEST(AnsweredCall, EndsAlsoWhereTheByeIsAnswered481) {
  CallScene scene;
  scene.answered_call();
  const auto bye = request(by_caller("BYE", 2));
  scene.pass(*bye);
  scene.respond(*bye, 481, "Call/Transaction Does Not Exist");
  EXPECT_EQ(scene.story(), "attempted answered ended");
}

TEST(AnsweredCall, GoesOnWhileTheByeIsChallengedAndEndsWhenItComesAgain) {
  for (const int status : {401, 407}) {
    CallScene scene;
    scene.answered_call();
    const auto bye = request(by_caller("BYE", 2));
    scene.pass(*bye);
    scene.respond(*bye, status, "Who are you");
    scene.over(*bye);
    scene.advance(60s);
    EXPECT_EQ(scene.story(), "attempted answered") << status;
    const auto with_credentials = request(by_caller("BYE", 3));
    scene.pass(*with_credentials);
    scene.respond(*with_credentials, 200, "OK");
    EXPECT_EQ(scene.story(), "attempted answered ended") << status;
    EXPECT_EQ(scene.last().call.duration, 61s);
  }
}

TEST(AnsweredCall, EndsWithTheTransactionOfAByeThatNobodyAnswered) {
  CallScene scene;
  scene.answered_call();
  const auto bye = request(by_caller("BYE", 2));
  scene.pass(*bye);
  scene.advance(32s);
  EXPECT_EQ(scene.story(), "attempted answered");
  scene.over(*bye);
  EXPECT_EQ(scene.story(), "attempted answered ended");
  EXPECT_EQ(scene.last().call.duration, 1s);
}

TEST(AnsweredCall, EndsFortySecondsAfterAByeOfWhichNothingWasHeardAgain) {
  CallScene scene;
  scene.answered_call();
  scene.pass(*request(by_caller("BYE", 2)));
  scene.advance(39900ms);
  EXPECT_EQ(scene.story(), "attempted answered");
  scene.advance(100ms);
  EXPECT_EQ(scene.story(), "attempted answered ended");
  EXPECT_EQ(scene.last().call.duration, 1s);
  EXPECT_EQ(scene.last().call.ended_by, CallSide::caller);
}

TEST(AnsweredCall, WhereBothHangUpIsEndedByWhoeverWasFirst) {
  CallScene scene;
  scene.answered_call();
  const auto first = request(by_callee("BYE", 1));
  const auto second = request(by_caller("BYE", 2));
  scene.pass(*first);
  scene.pass(*second);
  scene.respond(*second, 481, "Call/Transaction Does Not Exist");
  scene.respond(*first, 481, "Call/Transaction Does Not Exist");
  EXPECT_EQ(scene.story(), "attempted answered ended");
  EXPECT_EQ(scene.last().call.ended_by, CallSide::callee);
}

TEST(AnsweredCall, IsNotEndedByAByeOfAnotherDialogOrCall) {
  CallScene scene;
  scene.answered_call();
  for (auto text : {by_caller("BYE", 2, "stranger"), by_caller("BYE", 2)}) {
    if (text.to == "<sip:bob@example.org>;tag=b1") text.call_id = "call-2";
    const auto bye = request(text);
    scene.pass(*bye);
    scene.respond(*bye, 200, "OK");
  }
  EXPECT_EQ(scene.story(), "attempted answered");
}

TEST(AnsweredCall, MeasuresItsDurationByTheSteadyClock) {
  CallScene scene;
  scene.answered_call();
  scene.now.wall -= 1h;  // somebody sets the clock
  scene.advance(4s);
  const auto bye = request(by_caller("BYE", 2));
  scene.pass(*bye);
  scene.respond(*bye, 200, "OK");
  EXPECT_EQ(scene.last().call.duration, 5s);
}

TEST(AnsweredCall, IsForgottenEvenWhereTheSinkThrows) {
  CallLimits limits;
  CallWatcher watcher(limits, [](const CallEvent& event) {
    if (event.kind == CallEventKind::ended) throw std::runtime_error("a module's mistake");
  });
  const auto invite = request({});
  const Flow flow = flow_from("192.0.2.10:5060");
  const Moment now{SteadyTime(1h), WallTime(1h)};
  watcher.on_request(*invite, flow, now);
  watcher.on_response(*invite, *Message::make_response(*invite, 200, "OK", "b1"), &flow, now);
  const auto bye = request(by_caller("BYE", 2));
  watcher.on_request(*bye, flow, now);
  EXPECT_THROW(watcher.on_response(*bye, *Message::make_response(*bye, 200, "OK", ""), &flow, now), std::runtime_error);
  EXPECT_EQ(watcher.size(), 0U);
}

}  // namespace
}  // namespace zvoni::kernel
