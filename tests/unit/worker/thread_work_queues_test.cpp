#include "worker/thread_work_queues.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <stdexcept>

#include "fakes.hpp"

namespace zvoni::kernel {
namespace {

class ThreadWorkQueueTest : public testing::Test {
 protected:
  FakeLog log_;
  ThreadWorkQueues queues_{log_};
};

TEST_F(ThreadWorkQueueTest, RunsJobsInTheirOrderOnOneOtherThread) {
  const auto queue = queues_.make("test", 100);
  std::vector<int> order;
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(queue->post([&order, i] { order.push_back(i); }));
  }
  queue->drain();
  EXPECT_EQ(order.size(), 100U);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_F(ThreadWorkQueueTest, RefusesAJobWhereItIsFull) {
  const auto queue = queues_.make("test", 2);
  std::promise<void> begun;
  std::promise<void> go_on;
  ASSERT_TRUE(queue->post([&] {
    begun.set_value();
    go_on.get_future().wait();
  }));
  begun.get_future().wait();  // that one waits no more
  EXPECT_TRUE(queue->post([] {}));
  EXPECT_TRUE(queue->post([] {}));
  EXPECT_FALSE(queue->post([] { FAIL() << "it was not taken"; }));
  go_on.set_value();
  queue->drain();
  EXPECT_TRUE(queue->post([] {}));
}

TEST_F(ThreadWorkQueueTest, DestroyingItWaitsForWhatWasPosted) {
  std::atomic<int> runs{0};
  {
    const auto queue = queues_.make("test", 1000);
    for (int i = 0; i < 1000; ++i) {
      ASSERT_TRUE(queue->post([&runs] { ++runs; }));
    }
  }
  EXPECT_EQ(runs, 1000);
}

TEST_F(ThreadWorkQueueTest, GoesOnAfterAnExceptionAndLogsIt) {
  const auto queue = queues_.make("cdr-text", 10);
  ASSERT_TRUE(queue->post([] { throw std::runtime_error("disk full"); }));
  bool ran = false;
  ASSERT_TRUE(queue->post([&ran] { ran = true; }));
  queue->drain();
  EXPECT_TRUE(ran);
  EXPECT_EQ(log_.errors(), std::vector<std::string>{"an exception escaped from a job of cdr-text: disk full"});
}

TEST_F(ThreadWorkQueueTest, DrainingAnEmptyQueueReturnsAtOnce) { queues_.make("test", 1)->drain(); }

}  // namespace
}  // namespace zvoni::kernel
