// The wheel against a list that is searched from end to end, over a long random run with a fixed seed.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "transaction/timer_wheel.hpp"

namespace zvoni::kernel {
namespace {

using std::chrono::milliseconds;

class WheelAndModel {
 public:
  explicit WheelAndModel(unsigned seed) : random_(seed) {
    for (std::size_t i = 0; i < kTimers; ++i) timers_.push_back(make_timer(i));
  }

  void run(int steps) {
    for (int step = 0; step < steps && !testing::Test::HasFailure(); ++step) {
      switch (below(10)) {
        case 0:
        case 1:
          now_ += milliseconds(random_delay());
          expect_advance();
          break;
        case 2:
          change(below(kTimers), Change::cancel);
          break;
        case 3:
          change(below(kTimers), Change::destroy);
          break;
        default:
          change(below(kTimers), Change::arm);
      }
      EXPECT_EQ(wheel_.size(), due_.size());
    }
  }

  [[nodiscard]] std::size_t fired() const { return fired_; }

 private:
  enum class Change { arm, cancel, destroy };
  struct Timer {
    TimerNode node;
    WheelAndModel* test = nullptr;
    std::size_t number = 0;
  };
  static constexpr std::size_t kTimers = 200;
  static constexpr SteadyTime kOrigin{std::chrono::hours(5)};

  std::unique_ptr<Timer> make_timer(std::size_t number) {
    auto timer = std::make_unique<Timer>();
    timer->test = this;
    timer->number = number;
    timer->node.owner = timer.get();
    timer->node.fire = [](TimerNode& node, SteadyTime now) {
      const auto* owner = static_cast<Timer*>(node.owner);
      owner->test->on_fire(owner->number, now);
    };
    return timer;
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }
  /// Short ones often, up to months seldom.
  std::int64_t random_delay() {
    const auto magnitude = below(34);
    return static_cast<std::int64_t>(random_() & ((std::uint64_t{1} << magnitude) - 1));
  }

  static std::int64_t tick_of(SteadyTime due) {
    return (due - kOrigin + TimerWheel::kTick - SteadyTime::duration(1)) / TimerWheel::kTick;
  }
  static std::int64_t last_tick(SteadyTime now) { return (now - kOrigin) / TimerWheel::kTick; }

  void change(std::size_t number, Change change) {
    due_.erase(number);
    if (change == Change::cancel) timers_[number]->node.cancel();
    if (change == Change::destroy) timers_[number] = make_timer(number);
    if (change != Change::arm) return;
    const SteadyTime due = now_ + milliseconds(random_delay() - 50);
    // Overdue timers, and those set while a tick fires, come with the tick after it.
    due_[number] = std::max(tick_of(due), current_tick_ + 1);
    wheel_.arm(timers_[number]->node, due);
  }

  void on_fire(std::size_t number, SteadyTime now) {
    ++fired_;
    EXPECT_EQ(now, now_);
    const auto armed = due_.find(number);
    ASSERT_NE(armed, due_.end()) << "a timer fired that was not armed";
    for (const auto& [other, tick] : due_) EXPECT_LE(armed->second, tick) << "a timer was overtaken";
    EXPECT_LE(armed->second, last_tick(now)) << "a timer fired early";
    current_tick_ = armed->second;
    due_.erase(armed);
    if (below(4) == 0) change(number, below(2) == 0 ? Change::arm : Change::destroy);
    if (below(4) == 0) change(below(kTimers), static_cast<Change>(below(3)));
  }

  void expect_advance() {
    if (!due_.empty()) {
      auto first = due_.begin()->second;
      for (const auto& [number, tick] : due_) first = std::min(first, tick);
      EXPECT_LE(wheel_.next_due(), kOrigin + first * TimerWheel::kTick);
    }
    wheel_.advance(now_);
    current_tick_ = last_tick(now_);
    for (const auto& [number, tick] : due_) EXPECT_GT(tick, current_tick_) << "a timer did not fire";
  }

  std::mt19937_64 random_;
  TimerWheel wheel_{kOrigin};
  std::vector<std::unique_ptr<Timer>> timers_;
  std::map<std::size_t, std::int64_t> due_;  // the model: number to the tick it is due at
  SteadyTime now_ = kOrigin;
  std::int64_t current_tick_ = 0;
  std::size_t fired_ = 0;
};

TEST(TimerWheel, DoesWhatANaiveListDoesOverRandomRuns) {
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    SCOPED_TRACE(seed);
    WheelAndModel run(seed);
    run.run(10000);
    EXPECT_GT(run.fired(), 500U);
  }
}

}  // namespace
}  // namespace zvoni::kernel
