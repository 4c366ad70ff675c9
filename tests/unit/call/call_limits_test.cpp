// Bounds: how many, how long, how large; and the end of the exchange itself.
#include <gtest/gtest.h>

#include <set>

#include "call_scene.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;

TEST(CallLimits, AnsweredCallWithoutByeIsClosedAfterMaxDuration) {
  CallLimits limits;
  limits.max_duration = 2h;
  CallScene scene(limits);
  scene.answered_call();
  scene.advance(2h - 2s);
  EXPECT_EQ(scene.story(), "attempted answered");
  scene.advance(1s);
  EXPECT_EQ(scene.story(), "attempted answered ended");
  EXPECT_EQ(scene.last().call.ended_by, CallSide::exchange);
  EXPECT_EQ(scene.last().call.duration, 2h);
  EXPECT_EQ(scene.watcher.size(), 0U);
}

TEST(CallLimits, HugeMaxDurationDoesNotOverflow) {
  CallLimits limits;
  limits.max_duration = std::chrono::milliseconds::max();
  CallScene scene(limits);
  scene.answered_call();
  scene.advance(24h);
  EXPECT_EQ(scene.story(), "attempted answered");
}

TEST(CallLimits, CallThatOnlyRingsIsLeftToItsTransaction) {
  CallLimits limits;
  limits.max_duration = 10s;
  CallScene scene(limits);
  const auto invite = request({});
  scene.pass(*invite);
  scene.respond(*invite, 180, "Ringing");
  scene.advance(1h);
  EXPECT_EQ(scene.story(), "attempted ringing");
  EXPECT_EQ(scene.watcher.size(), 1U);
}

TEST(CallLimits, CallsBeyondTheLimitAreCountedAndNotWatched) {
  CallLimits limits;
  limits.max_calls = 2;
  CallScene scene(limits);
  for (const auto* call_id : {"call-1", "call-2", "call-3"}) {
    RequestText text;
    text.call_id = call_id;
    const auto invite = request(text);
    scene.pass(*invite);
    scene.respond(*invite, 180, "Ringing");
  }
  EXPECT_EQ(scene.story(), "attempted ringing attempted ringing");
  EXPECT_EQ(scene.watcher.size(), 2U);
  EXPECT_EQ(scene.watcher.unwatched(), 1U);
}

TEST(CallLimits, IdsOfSeveralShardsAreNeverTheSame) {
  std::set<std::uint64_t> ids;
  for (std::uint64_t shard = 0; shard < 3; ++shard) {
    CallLimits limits;
    limits.first_id = 1 + shard;
    limits.id_step = 3;
    CallScene scene(limits);
    for (const auto* call_id : {"call-1", "call-2", "call-3"}) {
      RequestText text;
      text.call_id = call_id;
      scene.pass(*request(text));
      ids.insert(scene.last().call.id);
    }
  }
  EXPECT_EQ(ids.size(), 9U);
}

TEST(CallLimits, LongTextsOfStrangersAreKeptShortAndStillTellCallsApart) {
  CallScene scene;
  const std::string one = std::string(3000, 'x') + "1";
  const std::string two = std::string(3000, 'x') + "2";
  for (const auto& call_id : {one, two}) {
    RequestText text;
    text.call_id = call_id;
    const auto invite = request(text);
    scene.pass(*invite);
    scene.respond(*invite, 486, std::string(3000, 'y'));
    EXPECT_LE(scene.last().call.call_id.size(), 512U);
    EXPECT_LE(scene.last().call.final_reason.size(), 512U);
  }
  EXPECT_EQ(scene.story(), "attempted failed attempted failed");
  EXPECT_NE(scene.events[0].call.call_id, scene.events[2].call.call_id);
}

TEST(CallLimits, ManyInvitesOfOneCallAreBounded) {
  CallScene scene;
  std::vector<MessagePtr> invites;
  for (int i = 0; i < 100; ++i) {
    RequestText text;
    text.branch = "z9hG4bK" + std::to_string(i);
    invites.push_back(request(text));
    scene.pass(*invites.back());
  }
  for (const auto& invite : invites) scene.respond(*invite, 486, "Busy Here");
  EXPECT_EQ(scene.story(), "attempted failed");
  EXPECT_EQ(scene.watcher.size(), 0U);
}

TEST(CallLimits, StoppingClosesEveryCall) {
  CallScene scene;
  RequestText ringing;
  ringing.call_id = "call-2";
  scene.answered_call();
  scene.pass(*request(ringing));
  scene.advance(5s);
  scene.watcher.close_all(scene.now);
  EXPECT_EQ(scene.watcher.size(), 0U);
  ASSERT_EQ(scene.events.size(), 5U);
  for (const auto& event : {scene.events[3], scene.events[4]}) {
    EXPECT_EQ(event.call.ended_by, CallSide::exchange);
    const bool answered = event.call.answered.has_value();
    EXPECT_EQ(event.kind, answered ? CallEventKind::ended : CallEventKind::failed);
    EXPECT_EQ(event.call.final_status, answered ? 200 : 408);
  }
}

TEST(CallLimits, StoppingBelievesAByeThatIsStillOnItsWay) {
  CallScene scene;
  scene.answered_call();
  scene.pass(*request(by_caller("BYE", 2)));
  scene.advance(5s);
  scene.watcher.close_all(scene.now);
  EXPECT_EQ(scene.last().call.ended_by, CallSide::caller);
  EXPECT_EQ(scene.last().call.duration, 1s);
}

TEST(CallLimits, EachShowsTheCallsThatAreOpen) {
  CallScene scene;
  scene.answered_call();
  std::vector<std::string> open;
  scene.watcher.each([&open](const CallRecord& call) { open.push_back(call.call_id); });
  EXPECT_EQ(open, std::vector<std::string>{"call-1"});
}

}  // namespace
}  // namespace zvoni::kernel
