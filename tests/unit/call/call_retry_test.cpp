// One call, several INVITEs: credentials, spirals, copies forked upstream.
#include <gtest/gtest.h>

#include "call_scene.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;

RequestText retry() {
  RequestText text;
  text.cseq = 2;
  text.branch = "z9hG4bKtwo";
  return text;
}

TEST(CallRetry, WithCredentialsContinuesTheSameCall) {
  for (const int status : {401, 407}) {
    CallScene scene;
    const auto invite = request({});
    scene.pass(*invite);
    scene.respond(*invite, status, "Who are you");
    scene.over(*invite);
    scene.advance(2s);
    const auto again = request(retry());
    scene.pass(*again);
    scene.respond(*again, 180, "Ringing");
    scene.advance(60s);
    scene.respond(*again, 200, "OK");
    EXPECT_EQ(scene.story(), "attempted ringing answered") << status;
    EXPECT_EQ(scene.seconds(scene.last().call.attempted), 0);
    EXPECT_EQ(scene.last().call.ring_time, 62s);
    EXPECT_EQ(scene.last().call.final_status, 200);
  }
}

TEST(CallRetry, ThatFailsHasTheStatusOfTheSecondAttempt) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.respond(*invite, 407, "Proxy Authentication Required");
  const auto again = request(retry());
  scene.pass(*again);
  scene.over(*invite);
  scene.respond(*again, 486, "Busy Here");
  EXPECT_EQ(scene.story(), "attempted failed");
  EXPECT_EQ(scene.last().call.final_status, 486);
}

TEST(CallRetry, ThatNeverComesFailsTheCallWithTheChallengeAtItsTime) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.advance(1s);
  scene.respond(*invite, 401, "Unauthorized");
  scene.over(*invite);
  scene.advance(31s);
  EXPECT_EQ(scene.story(), "attempted");
  scene.advance(1s);
  EXPECT_EQ(scene.story(), "attempted failed");
  EXPECT_EQ(scene.last().call.final_status, 401);
  EXPECT_EQ(scene.last().call.final_reason, "Unauthorized");
  EXPECT_EQ(scene.last().call.ended_by, CallSide::callee);
  EXPECT_EQ(scene.seconds(scene.last().call.ended.value()), 1);
  EXPECT_EQ(scene.watcher.size(), 0U);
}

TEST(CallRetry, WhichIsLeftWithoutAnswerFailsWith408) {
  CallScene scene;
  const auto invite = request({});
  scene.pass(*invite);
  scene.respond(*invite, 401, "Unauthorized");
  const auto again = request(retry());
  scene.pass(*again);
  scene.over(*invite);
  scene.over(*again);
  EXPECT_EQ(scene.story(), "attempted failed");
  EXPECT_EQ(scene.last().call.final_status, 408);
  EXPECT_EQ(scene.last().call.final_reason, "");
}

TEST(CallRetry, SpiralIsTheSameCallAndTheOuterInviteDecides) {
  CallScene scene;
  const auto outer = request({});
  RequestText spiral;
  spiral.branch = "z9hG4bKspiral";
  const auto inner = request(spiral);
  scene.pass(*outer);
  scene.pass(*inner);
  scene.respond(*inner, 486, "Busy Here");
  EXPECT_EQ(scene.story(), "attempted");
  scene.respond(*outer, 180, "Ringing");  // the forwarder tries the next target
  scene.respond(*outer, 200, "OK");
  scene.over(*inner);
  EXPECT_EQ(scene.story(), "attempted ringing answered");
}

TEST(CallRetry, SpiralThatIsAnsweredIsAnsweredOnce) {
  CallScene scene;
  const auto outer = request({});
  RequestText spiral;
  spiral.branch = "z9hG4bKspiral";
  const auto inner = request(spiral);
  scene.pass(*outer);
  scene.pass(*inner);
  scene.respond(*inner, 200, "OK");
  scene.respond(*outer, 200, "OK");
  const auto bye = request(by_caller("BYE", 2));
  scene.pass(*bye);
  scene.pass(*bye);  // it spirals as well
  scene.respond(*bye, 200, "OK");
  scene.respond(*bye, 200, "OK");
  EXPECT_EQ(scene.story(), "attempted answered ended");
}

TEST(CallRetry, WithAnotherFromTagIsAnotherCall) {
  CallScene scene;
  scene.pass(*request({}));
  RequestText other;
  other.from = "<sip:alice@example.org>;tag=a2";
  scene.pass(*request(other));
  EXPECT_EQ(scene.story(), "attempted attempted");
  EXPECT_EQ(scene.watcher.size(), 2U);
}

}  // namespace
}  // namespace zvoni::kernel
