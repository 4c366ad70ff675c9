#include "worker/housekeeper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <optional>
#include <stdexcept>

#include "fakes.hpp"

namespace zvoni::kernel {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

class HousekeeperTest : public testing::Test {
 protected:
  FakeLog log_;
  Housekeeper housekeeper_{log_};
};

bool ready(std::future<void>& future) { return future.wait_for(kPatience) == std::future_status::ready; }

TEST_F(HousekeeperTest, RunsAnActionOnceAfterItsDelay) {
  const auto begun = std::chrono::steady_clock::now();
  std::promise<SteadyTime> ran;
  const auto handle = housekeeper_.after(milliseconds{20}, [&ran] { ran.set_value(std::chrono::steady_clock::now()); });
  EXPECT_GE(ran.get_future().get() - begun, milliseconds{20});
}

TEST_F(HousekeeperTest, RunsActionsInTheOrderInWhichTheyAreDue) {
  std::vector<int> order;
  std::promise<void> done;
  const auto third = housekeeper_.after(milliseconds{30}, [&] {
    order.push_back(3);
    done.set_value();
  });
  const auto first = housekeeper_.after(milliseconds{10}, [&order] { order.push_back(1); });
  const auto second = housekeeper_.after(milliseconds{20}, [&order] { order.push_back(2); });
  auto future = done.get_future();
  ASSERT_TRUE(ready(future));
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

TEST_F(HousekeeperTest, RunsAnActionAgainAndAgain) {
  std::atomic<int> runs{0};
  const auto handle = housekeeper_.every(milliseconds{1}, [&runs] { ++runs; });
  EXPECT_TRUE(eventually([&runs] { return runs >= 5; }));
}

TEST_F(HousekeeperTest, NeverRunsWhatWasTakenBack) {
  bool ran = false;
  auto handle = housekeeper_.after(milliseconds{5}, [&ran] { ran = true; });
  handle.reset();
  std::promise<void> later;
  const auto other = housekeeper_.after(milliseconds{20}, [&later] { later.set_value(); });
  auto future = later.get_future();
  ASSERT_TRUE(ready(future));
  EXPECT_FALSE(ran);
}

TEST_F(HousekeeperTest, AHandleWaitsForTheCallUnderWay) {
  std::promise<void> begun;
  std::promise<void> go_on;
  std::atomic<bool> ended{false};
  auto handle = housekeeper_.every(milliseconds{1}, [&, first = true]() mutable {
    if (!std::exchange(first, false)) return;
    begun.set_value();
    go_on.get_future().wait();
    ended = true;
  });
  auto future = begun.get_future();
  ASSERT_TRUE(ready(future));
  auto waiting = std::async(std::launch::async, [&handle] { handle.reset(); });
  EXPECT_EQ(waiting.wait_for(milliseconds{20}), std::future_status::timeout);
  go_on.set_value();
  ASSERT_TRUE(ready(waiting));
  EXPECT_TRUE(ended);
}

TEST_F(HousekeeperTest, AnActionMayTakeItselfBack) {
  std::promise<void> done;
  std::atomic<int> runs{0};
  std::optional<Registration> handle;
  std::promise<void> registered;
  auto is_registered = registered.get_future();
  handle = housekeeper_.every(milliseconds{1}, [&] {
    is_registered.wait();
    ++runs;
    handle->reset();
    done.set_value();
  });
  registered.set_value();
  auto future = done.get_future();
  ASSERT_TRUE(ready(future));
  std::promise<void> later;
  const auto other = housekeeper_.after(milliseconds{20}, [&later] { later.set_value(); });
  auto after = later.get_future();
  ASSERT_TRUE(ready(after));
  EXPECT_EQ(runs, 1);
}

TEST_F(HousekeeperTest, LetsGoOfWhatAnActionHoldsWhenItIsTakenBack) {
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> watch = held;
  auto handle = housekeeper_.after(hours{1}, [held = std::move(held)] {});
  EXPECT_FALSE(watch.expired());
  handle.reset();
  EXPECT_TRUE(watch.expired());
}

TEST_F(HousekeeperTest, GoesOnAfterAnExceptionAndLogsIt) {
  const auto bad = housekeeper_.after(milliseconds{1}, [] { throw std::runtime_error("disk full"); });
  std::promise<void> later;
  const auto good = housekeeper_.after(milliseconds{5}, [&later] { later.set_value(); });
  auto future = later.get_future();
  ASSERT_TRUE(ready(future));
  ASSERT_EQ(log_.errors().size(), 1U);
  EXPECT_THAT(log_.errors()[0], testing::HasSubstr("disk full"));
}

TEST(Housekeeper, IsOutlivedByItsHandles) {
  FakeLog log;
  Registration handle;
  {
    Housekeeper housekeeper(log);
    handle = housekeeper.after(hours{1}, [] { FAIL() << "nobody is there to run it"; });
  }
  handle.reset();
}

}  // namespace
}  // namespace zvoni::kernel
