// Requests that wait for something slow.
#include <gtest/gtest.h>

#include <zvoni/testing/exchange.hpp>

#include "pipeline_world.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;
using zvoni::testing::status_of;

constexpr const char* kAlice = "udp:192.0.2.11:5060";

class Continuations : public ::testing::Test {
 protected:
  Continuations() {
    world_.keep(world_.host("slow").on_request(Phase::local_processing, [this](Request& request) {
      waiting_ = request.suspend();
      return Verdict::wait();
    }));
    world_.receive(kAlice, request("MESSAGE", "sip:bob@example.org", "1"));
  }
  PipelineWorld world_;
  Continuation waiting_;
};

TEST_F(Continuations, ResumeGoesOnWithTheNextHandler) {
  bool reached = false;
  world_.keep(world_.host().on_request(Phase::target_determination, [&](Request&) {
    reached = true;
    return Verdict::reply(480);
  }));
  EXPECT_EQ(world_.sent_to(kAlice), "");
  waiting_.resume([](Request&) { return Verdict::next(); });
  world_.settle();
  EXPECT_TRUE(reached);
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 480);
}

TEST_F(Continuations, ResumeWithAReplyEndsTheWalk) {
  waiting_.resume([](Request& request) {
    EXPECT_EQ(request.message().method(), Method::message);
    return Verdict::reply(603);
  });
  world_.settle();
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 603);
}

TEST_F(Continuations, OneThatDiesUnusedIs500AndNamesTheModule) {
  waiting_ = Continuation();
  world_.settle();
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 500);
  EXPECT_TRUE(world_.was_logged("slow gave up a request"));
  EXPECT_EQ(world_.metric("kernel.abandoned"), 1);
}

TEST_F(Continuations, OneThatIsNeverResumedIs500InTheEnd) {
  world_.advance(33s);
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 500);
  world_.advance(33s);
  EXPECT_EQ(world_.alive(), 0U);
  waiting_.resume([](Request&) { return Verdict::reply(200); });  // too late, and harmless
  world_.settle();
  EXPECT_EQ(world_.sent_to(kAlice), "");
}

TEST_F(Continuations, AnExceptionInTheStepIs500) {
  waiting_.resume([](Request&) -> Verdict { throw std::runtime_error("lost"); });
  world_.settle();
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 500);
  EXPECT_TRUE(world_.was_logged("exception in slow: lost"));
}

TEST_F(Continuations, ARequestCanWaitTwice) {
  Continuation again;
  waiting_.resume([&](Request& request) {
    again = request.suspend();
    return Verdict::wait();
  });
  world_.settle();
  again.resume([](Request&) { return Verdict::reply(200); });
  world_.settle();
  EXPECT_EQ(status_of(world_.sent_to(kAlice)), 200);
}

}  // namespace
}  // namespace zvoni::kernel
