// Video: on where one side offers it and the other accepts.
#include <gtest/gtest.h>

#include "call_scene.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kVideoRefused = "m=audio 4000 RTP/AVP 0\nm=video 0 RTP/AVP 96\n";
constexpr std::string_view kVideoInactive = "m=audio 4000 RTP/AVP 0\nm=video 4002 RTP/AVP 96\na=inactive\n";

RequestText invite_with(std::string_view media) {
  RequestText text;
  text.body = sdp(media);
  return text;
}

RequestText with_session(RequestText text, std::string_view media) {
  text.body = sdp(media);
  return text;
}

TEST(CallMedia, VideoIsOnWhereOfferedAndAccepted) {
  CallScene scene;
  scene.answered_call(invite_with(kAudioAndVideo), sdp(kAudioAndVideo));
  EXPECT_EQ(scene.story(), "attempted answered");
  EXPECT_TRUE(scene.last().call.video);
  EXPECT_TRUE(scene.last().call.video_now);
}

TEST(CallMedia, VideoIsOffWhereRefusedOrInactiveOrNotOffered) {
  for (const auto answer : {kVideoRefused, kVideoInactive, kAudio}) {
    CallScene scene;
    scene.answered_call(invite_with(kAudioAndVideo), sdp(answer));
    EXPECT_FALSE(scene.last().call.video) << answer;
  }
  CallScene scene;
  scene.answered_call(invite_with(kAudio), sdp(kAudioAndVideo));
  EXPECT_FALSE(scene.last().call.video);
}

TEST(CallMedia, VideoAddedLaterIsTold) {
  CallScene scene;
  scene.answered_call(invite_with(kAudio), sdp(kAudio));
  const auto reinvite = request(with_session(by_callee("INVITE", 1), kAudioAndVideo));
  scene.pass(*reinvite);
  scene.advance(1s);
  EXPECT_EQ(scene.story(), "attempted answered");
  scene.respond(*reinvite, 200, "OK", "", "192.0.2.10:5060", sdp(kAudioAndVideo));
  EXPECT_EQ(scene.story(), "attempted answered media_changed");
  EXPECT_TRUE(scene.last().call.video_now);
  EXPECT_EQ(scene.seconds(scene.last().time), 3);
}

TEST(CallMedia, VideoTakenAwayIsToldAndStaysInTheRecord) {
  CallScene scene;
  scene.answered_call(invite_with(kAudioAndVideo), sdp(kAudioAndVideo));
  const auto update = request(with_session(by_caller("UPDATE", 2), kVideoRefused));
  scene.pass(*update);
  scene.respond(*update, 200, "OK", "", "192.0.2.20:5060", sdp(kVideoRefused));
  EXPECT_EQ(scene.story(), "attempted answered media_changed");
  EXPECT_FALSE(scene.last().call.video_now);
  EXPECT_TRUE(scene.last().call.video);
}

TEST(CallMedia, ReinviteThatChangesNothingOrIsRefusedIsNotTold) {
  CallScene scene;
  scene.answered_call(invite_with(kAudio), sdp(kAudio));
  const auto hold = request(with_session(by_caller("INVITE", 2), "m=audio 4000 RTP/AVP 0\na=sendonly\n"));
  scene.pass(*hold);
  scene.respond(*hold, 200, "OK", "", "192.0.2.20:5060", sdp(kAudio));
  const auto refused = request(with_session(by_caller("INVITE", 3), kAudioAndVideo));
  scene.pass(*refused);
  scene.respond(*refused, 488, "Not Acceptable Here");
  EXPECT_EQ(scene.story(), "attempted answered");
}

TEST(CallMedia, LateOfferIsDecidedByTheAck) {
  CallScene scene;
  scene.answered_call({}, sdp(kAudioAndVideo));
  EXPECT_FALSE(scene.last().call.video_now);
  scene.pass(*request(with_session(by_caller("ACK", 1), kAudioAndVideo)));
  EXPECT_EQ(scene.story(), "attempted answered media_changed");
  EXPECT_TRUE(scene.last().call.video_now);
}

TEST(CallMedia, LateOfferThatIsDeclinedInTheAckStaysWithoutVideo) {
  CallScene scene;
  scene.answered_call({}, sdp(kAudioAndVideo));
  scene.pass(*request(with_session(by_caller("ACK", 1), kVideoRefused)));
  EXPECT_EQ(scene.story(), "attempted answered");
  EXPECT_FALSE(scene.last().call.video);
}

TEST(CallMedia, AnswerInAnEarlyResponseHoldsWhereThe200HasNone) {
  CallScene scene;
  const auto invite = request(invite_with(kAudioAndVideo));
  scene.pass(*invite);
  scene.respond(*invite, 183, "Session Progress", "b1", "192.0.2.20:5060", sdp(kAudioAndVideo));
  EXPECT_FALSE(scene.last().call.video) << "nobody has answered yet";
  scene.respond(*invite, 200, "OK");
  EXPECT_EQ(scene.story(), "attempted ringing answered");
  EXPECT_TRUE(scene.last().call.video);
}

TEST(CallMedia, OldResponseSentAgainDoesNotUndoAChange) {
  CallScene scene;
  const auto invite = scene.answered_call(invite_with(kAudio), sdp(kAudio));
  const auto reinvite = request(with_session(by_caller("INVITE", 2), kAudioAndVideo));
  scene.pass(*reinvite);
  scene.respond(*reinvite, 200, "OK", "", "192.0.2.20:5060", sdp(kAudioAndVideo));
  scene.respond(*invite, 200, "OK", "b1", "192.0.2.20:5060", sdp(kAudio));
  EXPECT_EQ(scene.story(), "attempted answered media_changed");
  EXPECT_TRUE(scene.last().call.video_now);
}

TEST(CallMedia, ManyEarlyDialogsLeaveRoomForTheOneThatAnswers) {
  CallScene scene;
  const auto invite = request(invite_with(kAudioAndVideo));
  scene.pass(*invite);
  for (int i = 0; i < 100; ++i) {
    scene.respond(*invite, 183, "Session Progress", "early" + std::to_string(i), "192.0.2.20:5060", sdp(kAudio));
  }
  scene.respond(*invite, 200, "OK", "b1", "192.0.2.20:5060", sdp(kAudioAndVideo));
  EXPECT_TRUE(scene.last().call.video);
  const auto bye = request(by_caller("BYE", 2));
  scene.pass(*bye);
  scene.respond(*bye, 200, "OK");
  EXPECT_EQ(scene.story(), "attempted ringing answered ended");
}

}  // namespace
}  // namespace zvoni::kernel
