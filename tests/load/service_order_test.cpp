#include "loader/service_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zvoni::kernel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The names in the order of creation; "circle: …" where there is none.
std::vector<std::string> order(const std::vector<ServiceUser>& modules) {
  const ServiceOrder found = order_by_services(modules);
  std::vector<std::string> names;
  if (!found.cycle.empty()) names.emplace_back("circle:");
  for (std::size_t i : found.cycle.empty() ? found.order : found.cycle) names.push_back(modules[i].name);
  return names;
}

TEST(ServiceOrder, KeepsTheOrderOfTheFileWhereNothingAsksForAnother) {
  EXPECT_THAT(order({{"c", {}, {}, {}}, {"a", {}, {}, {}}, {"b", {"x"}, {}, {}}}), ElementsAre("c", "a", "b"));
  EXPECT_THAT(order({}), IsEmpty());
}

TEST(ServiceOrder, PutsProvidersInFront) {
  EXPECT_THAT(order({{"user", {}, {"x"}, {}}, {"other", {}, {}, {}}, {"provider", {"x"}, {}, {}}}),
              ElementsAre("provider", "user", "other"));
  EXPECT_THAT(order({{"user", {}, {}, {"x"}}, {"provider", {"x"}, {}, {}}}), ElementsAre("provider", "user"));
}

TEST(ServiceOrder, FollowsNeedsOfProviders) {
  EXPECT_THAT(order({{"a", {}, {"b"}, {}}, {"b", {"b"}, {"c"}, {}}, {"c", {"c"}, {}, {}}}), ElementsAre("c", "b", "a"));
}

TEST(ServiceOrder, LeavesOutWhatNobodyProvides) {
  EXPECT_THAT(order({{"a", {}, {"nowhere"}, {"nothing"}}, {"b", {}, {}, {}}}), ElementsAre("a", "b"));
}

TEST(ServiceOrder, FindsCircles) {
  EXPECT_THAT(order({{"a", {"a"}, {"b"}, {}}, {"b", {"b"}, {"c"}, {}}, {"c", {"c"}, {"b"}, {}}}),
              ElementsAre("circle:", "b", "c"));
}

TEST(ServiceOrder, LetsAModuleNeedItsOwnService) { EXPECT_THAT(order({{"a", {"a"}, {"a"}, {"a"}}}), ElementsAre("a")); }

TEST(ServiceOrder, DoesNotLetAWishCloseACircle) {
  EXPECT_THAT(order({{"a", {"a"}, {}, {"b"}}, {"b", {"b"}, {"a"}, {}}}), ElementsAre("a", "b"));
  EXPECT_THAT(order({{"a", {"a"}, {}, {"b"}}, {"b", {"b"}, {}, {"a"}}}), ElementsAre("b", "a"));
  EXPECT_THAT(order({{"a", {"a"}, {}, {"c"}}, {"b", {"b"}, {"a"}, {}}, {"c", {"c"}, {"b"}, {}}}),
              ElementsAre("a", "b", "c"));
}

}  // namespace
}  // namespace zvoni::kernel
