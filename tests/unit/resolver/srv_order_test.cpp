#include "resolver/srv_order.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <random>
#include <string>

namespace zvoni::kernel {
namespace {

using testing::ElementsAre;

std::vector<std::string> order(std::vector<SrvRecord> records, std::deque<std::uint32_t> drawn) {
  const auto ordered = order_srv(std::move(records), [&drawn](std::uint32_t highest) {
    const std::uint32_t number = drawn.front();
    drawn.pop_front();
    EXPECT_LE(number, highest);
    return number;
  });
  EXPECT_TRUE(drawn.empty()) << "fewer numbers were drawn than expected";
  std::vector<std::string> targets;
  targets.reserve(ordered.size());
  for (const auto& record : ordered) targets.push_back(record.target);
  return targets;
}

TEST(SrvOrder, TakesTheLowestPriorityFirstAndDrawsNothingForOne) {
  EXPECT_THAT(order({{20, 100, 5060, "backup"}, {10, 1, 5060, "main"}}, {}), ElementsAre("main", "backup"));
}

TEST(SrvOrder, DrawsWithinAPriorityByRunningSumOfWeights) {
  const std::vector<SrvRecord> records{{10, 60, 5060, "a"}, {10, 30, 5060, "b"}, {10, 10, 5060, "c"}};
  EXPECT_THAT(order(records, {60, 40}), ElementsAre("a", "c", "b") /* 60 of 100 is a; 40 of b 30, c 10 is c */);
  EXPECT_THAT(order(records, {61, 60}), ElementsAre("b", "a", "c"));
  EXPECT_THAT(order(records, {91, 61}), ElementsAre("c", "b", "a"));
}

TEST(SrvOrder, GivesWeightZeroItsSmallChance) {
  const std::vector<SrvRecord> records{{10, 5, 5060, "heavy"}, {10, 0, 5060, "light"}};
  EXPECT_THAT(order(records, {0}), ElementsAre("light", "heavy"));
  EXPECT_THAT(order(records, {1}), ElementsAre("heavy", "light"));
}

TEST(SrvOrder, KeepsRecordsOfNoWeightInOrder) {
  EXPECT_THAT(order({{10, 0, 5060, "a"}, {10, 0, 5060, "b"}}, {0}), ElementsAre("a", "b"));
  EXPECT_TRUE(order({}, {}).empty());
}

TEST(SrvOrder, SharesLoadAsTheWeightsSay) {
  std::mt19937 generator(7);
  const auto random = [&generator](std::uint32_t highest) {
    return std::uniform_int_distribution<std::uint32_t>(0, highest)(generator);
  };
  int heavy_first = 0;
  for (int i = 0; i < 4000; ++i) {
    heavy_first += order_srv({{1, 75, 1, "heavy"}, {1, 25, 1, "light"}}, random).front().target == "heavy";
  }
  EXPECT_NEAR(heavy_first, 3000, 120);
}

}  // namespace
}  // namespace zvoni::kernel
