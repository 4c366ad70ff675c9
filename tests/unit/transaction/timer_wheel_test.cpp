#include "transaction/timer_wheel.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace zvoni::kernel {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using testing::ElementsAre;

/// A node that runs a function.
struct Timer {
  explicit Timer(std::function<void()> function) : action(std::move(function)) {
    node.owner = this;
    node.fire = [](TimerNode& fired, SteadyTime) { static_cast<Timer*>(fired.owner)->action(); };
  }
  TimerNode node;
  std::function<void()> action;
};

class TimerWheelTest : public testing::Test {
 protected:
  [[nodiscard]] Timer note(std::string name) {
    return Timer([this, name = std::move(name)] { fired_.push_back(name); });
  }
  void arm(Timer& timer, milliseconds delay) { wheel_.arm(timer.node, kOrigin + delay); }
  void advance(milliseconds time) { wheel_.advance(kOrigin + time); }

  static constexpr SteadyTime kOrigin{hours(1000)};
  std::vector<std::string> fired_;
  TimerWheel wheel_{kOrigin};
};

TEST_F(TimerWheelTest, FiresAtTheDueTimeAndNotBefore) {
  Timer timer = note("a");
  arm(timer, milliseconds(500));
  advance(milliseconds(499));
  EXPECT_THAT(fired_, ElementsAre());
  EXPECT_TRUE(timer.node.is_armed());
  advance(milliseconds(500));
  EXPECT_THAT(fired_, ElementsAre("a"));
  EXPECT_FALSE(timer.node.is_armed());
  EXPECT_EQ(wheel_.size(), 0U);
}

TEST_F(TimerWheelTest, FiresATimeBetweenTwoTicksWithTheLater) {
  Timer timer = note("a");
  arm(timer, milliseconds(501));
  advance(milliseconds(509));
  EXPECT_THAT(fired_, ElementsAre());
  advance(milliseconds(510));
  EXPECT_THAT(fired_, ElementsAre("a"));
}

TEST_F(TimerWheelTest, FiresInOrderOfDueTimeWhenAdvanceJumpsOverHours) {
  Timer a = note("a"), b = note("b"), c = note("c"), d = note("d"), e = note("e");
  arm(e, hours(3000));
  arm(c, milliseconds(2600));
  arm(a, milliseconds(20));
  arm(d, hours(50));
  arm(b, milliseconds(2550));
  advance(hours(3001));
  EXPECT_THAT(fired_, ElementsAre("a", "b", "c", "d", "e"));
}

TEST_F(TimerWheelTest, FiresTimersOfOneTickInTheOrderTheyWereArmed) {
  Timer a = note("a"), b = note("b"), c = note("c");
  arm(a, milliseconds(40));
  arm(b, milliseconds(40));
  arm(c, milliseconds(39));
  advance(milliseconds(40));
  EXPECT_THAT(fired_, ElementsAre("a", "b", "c"));
}

TEST_F(TimerWheelTest, FiresWhatIsOverdueWithTheNextTick) {
  Timer timer = note("a");
  advance(milliseconds(1000));
  arm(timer, milliseconds(-5));
  advance(milliseconds(1009));
  EXPECT_THAT(fired_, ElementsAre());
  advance(milliseconds(1010));
  EXPECT_THAT(fired_, ElementsAre("a"));
}

TEST_F(TimerWheelTest, ArmsAnewWhatIsArmedAlready) {
  Timer timer = note("a");
  arm(timer, milliseconds(100));
  arm(timer, milliseconds(300));
  EXPECT_EQ(wheel_.size(), 1U);
  advance(milliseconds(200));
  EXPECT_THAT(fired_, ElementsAre());
  advance(milliseconds(300));
  EXPECT_THAT(fired_, ElementsAre("a"));
}

TEST_F(TimerWheelTest, ForgetsACancelledTimer) {
  Timer a = note("a"), b = note("b"), c = note("c");
  for (Timer* timer : {&a, &b, &c}) arm(*timer, milliseconds(100));
  b.node.cancel();
  b.node.cancel();
  EXPECT_EQ(wheel_.size(), 2U);
  advance(milliseconds(100));
  EXPECT_THAT(fired_, ElementsAre("a", "c"));
}

TEST_F(TimerWheelTest, LetsATimerArmItselfAgainWhileItFires) {
  int count = 0;
  Timer timer([&] {
    if (++count < 3) arm(timer, milliseconds(100 * (count + 1)));
  });
  arm(timer, milliseconds(100));
  advance(milliseconds(1000));
  EXPECT_EQ(count, 3);
}

TEST_F(TimerWheelTest, LetsATimerArmedForNowFireOnlyOnceInOneAdvance) {
  int count = 0;
  Timer timer([&] {
    ++count;
    arm(timer, milliseconds(105));
  });
  arm(timer, milliseconds(100));
  advance(milliseconds(105));
  EXPECT_EQ(count, 1);
  EXPECT_TRUE(timer.node.is_armed());
}

TEST_F(TimerWheelTest, LetsATimerDestroyItselfAndTheNextOfItsSlot) {
  auto first = std::make_unique<Timer>([] {});
  auto second = std::make_unique<Timer>([this] { fired_.emplace_back("second"); });
  Timer third = note("third");
  first->action = [&] {
    fired_.emplace_back("first");
    second.reset();
    auto self = std::move(first);  // dies at the end of its own call, as a transaction does
  };
  arm(*first, milliseconds(100));
  arm(*second, milliseconds(100));
  arm(third, milliseconds(100));
  advance(milliseconds(100));
  EXPECT_THAT(fired_, ElementsAre("first", "third"));
  EXPECT_EQ(wheel_.size(), 0U);
}

TEST_F(TimerWheelTest, LetsATimerPostponeTheNextOfItsSlot) {
  Timer second = note("second");
  Timer first([&] { arm(second, milliseconds(200)); });
  arm(first, milliseconds(100));
  arm(second, milliseconds(100));
  advance(milliseconds(199));
  EXPECT_THAT(fired_, ElementsAre());
  advance(milliseconds(200));
  EXPECT_THAT(fired_, ElementsAre("second"));
}

TEST_F(TimerWheelTest, GoesOnAfterAnExceptionWithTheRestOfTheTick) {
  Timer first([] { throw std::runtime_error("thrown by a timer"); });
  Timer second = note("second");
  arm(first, milliseconds(100));
  arm(second, milliseconds(100));
  EXPECT_THROW(advance(milliseconds(150)), std::runtime_error);
  EXPECT_LE(wheel_.next_due(), kOrigin + milliseconds(100));
  advance(milliseconds(150));
  EXPECT_THAT(fired_, ElementsAre("second"));
}

TEST_F(TimerWheelTest, DisarmsItsTimersWhenItDies) {
  Timer timer = note("a");
  {
    TimerWheel wheel(kOrigin);
    wheel.arm(timer.node, kOrigin + milliseconds(100));
    EXPECT_TRUE(timer.node.is_armed());
  }
  EXPECT_FALSE(timer.node.is_armed());
  arm(timer, milliseconds(100));
  advance(milliseconds(100));
  EXPECT_THAT(fired_, ElementsAre("a"));
}

TEST_F(TimerWheelTest, SaysWhenTheNextTimerIsDue) {
  EXPECT_EQ(wheel_.next_due(), SteadyTime::max());
  Timer a = note("a"), b = note("b");
  arm(b, hours(2));
  EXPECT_LE(wheel_.next_due(), kOrigin + hours(2));
  EXPECT_GT(wheel_.next_due(), kOrigin);
  arm(a, milliseconds(70));
  EXPECT_EQ(wheel_.next_due(), kOrigin + milliseconds(70));
}

TEST_F(TimerWheelTest, KeepsTimeWhenItsTicksPassTheLastLevel) {
  const hours almost_round{11930};  // 2^32 ticks are 11930.46 hours
  Timer early = note("early"), late = note("late");
  advance(almost_round);
  arm(late, almost_round + hours(200));
  arm(early, almost_round + hours(1));
  advance(almost_round + hours(1) - milliseconds(1));
  EXPECT_THAT(fired_, ElementsAre());
  advance(almost_round + hours(199));
  EXPECT_THAT(fired_, ElementsAre("early"));
  advance(almost_round + hours(200));
  EXPECT_THAT(fired_, ElementsAre("early", "late"));
}

TEST_F(TimerWheelTest, TakesATimeBeyondItsRangeAsItsFarEnd) {
  Timer timer = note("a");
  wheel_.arm(timer.node, SteadyTime::max());
  advance(hours(24 * 495));
  EXPECT_THAT(fired_, ElementsAre());
  advance(hours(24 * 496));
  EXPECT_THAT(fired_, ElementsAre("a"));
}

}  // namespace
}  // namespace zvoni::kernel
