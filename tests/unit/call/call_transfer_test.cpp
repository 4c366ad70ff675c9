// REFER within a dialog.
#include <gtest/gtest.h>

#include "call_scene.hpp"

namespace zvoni::kernel {
namespace {

RequestText refer(RequestText text, std::string_view refer_to) {
  text.extra = "Refer-To: " + std::string(refer_to) + "\n";
  return text;
}

TEST(CallTransfer, IsToldWhenTheReferIsAccepted) {
  CallScene scene;
  scene.answered_call();
  const auto message = request(refer(by_callee("REFER", 1), "<sip:carol@example.org>"));
  scene.pass(*message);
  EXPECT_EQ(scene.story(), "attempted answered");
  scene.respond(*message, 202, "Accepted");
  EXPECT_EQ(scene.story(), "attempted answered transferred");
  EXPECT_EQ(scene.last().call.transferred_to, "sip:carol@example.org");
  EXPECT_EQ(scene.last().call.transferred_by, CallSide::callee);
}

TEST(CallTransfer, KeepsMethodAndReplacesOutOfTheTarget) {
  CallScene scene;
  scene.answered_call();
  const auto* target = "\"Carol\" <sip:carol@example.org:5070;method=INVITE;transport=tcp?Replaces=1%40x%3Bto-tag%3D2>";
  const auto message = request(refer(by_caller("REFER", 2), target));
  scene.pass(*message);
  scene.respond(*message, 200, "OK");
  EXPECT_EQ(scene.last().call.transferred_to, "sip:carol@example.org:5070;transport=tcp");
  EXPECT_EQ(scene.last().call.transferred_by, CallSide::caller);
}

TEST(CallTransfer, ToATelephoneNumberKeepsItAsItIs) {
  CallScene scene;
  scene.answered_call();
  const auto message = request(refer(by_caller("REFER", 2), "<tel:+421900123456>"));
  scene.pass(*message);
  scene.respond(*message, 202, "Accepted");
  EXPECT_EQ(scene.last().call.transferred_to, "tel:+421900123456");
}

TEST(CallTransfer, IsNoneWhereRefusedOrOutsideADialog) {
  CallScene scene;
  scene.answered_call();
  const auto refused = request(refer(by_caller("REFER", 2), "<sip:carol@example.org>"));
  scene.pass(*refused);
  scene.respond(*refused, 603, "Decline");
  RequestText outside;
  outside.method = "REFER";
  outside.call_id = "call-2";
  const auto alone = request(refer(outside, "<sip:carol@example.org>"));
  scene.pass(*alone);
  scene.respond(*alone, 202, "Accepted");
  EXPECT_EQ(scene.story(), "attempted answered");
}

TEST(CallTransfer, IsToldOnceThoughTheResponseComesAgain) {
  CallScene scene;
  scene.answered_call();
  const auto message = request(refer(by_caller("REFER", 2), "<sip:carol@example.org>"));
  scene.pass(*message);
  scene.respond(*message, 202, "Accepted");
  scene.respond(*message, 202, "Accepted");
  EXPECT_EQ(scene.story(), "attempted answered transferred");
}

}  // namespace
}  // namespace zvoni::kernel
