#include "transport/output_queue.hpp"

#include <gtest/gtest.h>

namespace zvoni::kernel {
namespace {

std::vector<std::uint64_t> transactions(const std::vector<SendTicket>& tickets) {
  std::vector<std::uint64_t> numbers;
  numbers.reserve(tickets.size());
  for (const auto& ticket : tickets) numbers.push_back(ticket.transaction);
  return numbers;
}

TEST(OutputQueue, KeepsBytesInTheirOrder) {
  OutputQueue queue;
  queue.push("one ", {});
  queue.push("two", {});
  EXPECT_EQ(queue.bytes(), "one two");
  queue.written(5);
  EXPECT_EQ(queue.bytes(), "wo");
  queue.push(" three", {});
  EXPECT_EQ(queue.bytes(), "wo three");
  queue.written(8);
  EXPECT_TRUE(queue.empty());
}

TEST(OutputQueue, GivesBackTheTicketsOfWhatIsNotWhollyOut) {
  OutputQueue queue;
  queue.push("aaaa", {0, 1});
  queue.push("bbbb", {0, 2});
  queue.push("cccc", {0, 3});
  queue.written(4);
  queue.written(2);
  EXPECT_EQ(transactions(queue.abandon()), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_TRUE(queue.empty());
}

TEST(OutputQueue, ForgetsNothingWhereSomeMessagesHaveNoTicket) {
  OutputQueue queue;
  queue.push("pong", {});
  queue.push("bbbb", {7, 9});
  queue.written(7);
  const auto tickets = queue.abandon();
  ASSERT_EQ(tickets.size(), 1U);
  EXPECT_EQ(tickets[0].shard, 7U);
}

TEST(OutputQueue, CountsTicketsRightAfterItHasBeenEmptied) {
  OutputQueue queue;
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    queue.push("0123456789", {0, i});
    queue.written(i % 3 == 0 ? queue.size() : queue.size() / 2);
  }
  queue.written(queue.size());
  EXPECT_TRUE(queue.abandon().empty());
}

}  // namespace
}  // namespace zvoni::kernel
