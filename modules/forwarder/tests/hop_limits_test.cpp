#include "hop_limits.hpp"

#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni::forwarder {
namespace {

TEST(HopLimits, TakesOneOffMaxForwards) {
  EXPECT_EQ(next_max_forwards(*request("sip:bob@example.org", "Max-Forwards: 16\n")), 15U);
}

TEST(HopLimits, StartsMaxForwardsAtSeventy) { EXPECT_EQ(next_max_forwards(*request("sip:bob@example.org")), 70U); }

TEST(HopLimits, StartsMaxBreadthAtSixty) {
  EXPECT_EQ(max_breadth(*request("sip:bob@example.org")), 60U);
  EXPECT_EQ(max_breadth(*request("sip:bob@example.org", "Max-Breadth: 4\n")), 4U);
}

TEST(HopLimits, DividesBreadthSoThatThePartsAddUp) {
  EXPECT_EQ(breadth_share(60, 1, 0), 60U);
  EXPECT_EQ(breadth_share(5, 2, 0), 3U);
  EXPECT_EQ(breadth_share(5, 2, 1), 2U);
  EXPECT_EQ(breadth_share(2, 2, 1), 1U);
}

TEST(HopLimits, RefusesMoreBranchesThanBreadth) {
  EXPECT_EQ(breadth_share(1, 2, 0), std::nullopt);
  EXPECT_EQ(breadth_share(0, 1, 0), std::nullopt);
}

}  // namespace
}  // namespace zvoni::forwarder
