#include "resolver/dns_cache.hpp"

#include <gtest/gtest.h>

#include "dns_text.hpp"

namespace zvoni::kernel {
namespace {

using std::chrono::seconds;

constexpr SteadyTime kStart{std::chrono::hours(1)};

Question question(const std::string& name) { return {Question::Type::address, name}; }

TEST(DnsCache, KeepsAnAnswerUntilItsTimeIsOver) {
  DnsCache cache(10);
  cache.put(question("a"), found_addresses({"192.0.2.1"}), kStart + seconds(60));
  const Answer* known = cache.find(question("a"), kStart + seconds(59));
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(known->addresses.at(0).to_string(), "192.0.2.1");
  EXPECT_EQ(cache.find(question("a"), kStart + seconds(60)), nullptr);
  EXPECT_EQ(cache.size(), 0U);
}

TEST(DnsCache, TellsTypesOfOneNameApart) {
  DnsCache cache(10);
  cache.put(question("a"), found_addresses({"192.0.2.1"}), kStart + seconds(60));
  EXPECT_EQ(cache.find({Question::Type::srv, "a"}, kStart), nullptr);
}

TEST(DnsCache, ForgetsTheLeastRecentlyUsedWhenItIsFull) {
  DnsCache cache(2);
  cache.put(question("a"), absent(), kStart + seconds(60));
  cache.put(question("b"), absent(), kStart + seconds(60));
  EXPECT_NE(cache.find(question("a"), kStart), nullptr);
  cache.put(question("c"), absent(), kStart + seconds(60));
  EXPECT_EQ(cache.size(), 2U);
  EXPECT_NE(cache.find(question("a"), kStart), nullptr);
  EXPECT_EQ(cache.find(question("b"), kStart), nullptr);
}

TEST(DnsCache, PutsANewAnswerInPlaceOfTheOld) {
  DnsCache cache(2);
  cache.put(question("a"), found_addresses({"192.0.2.1"}), kStart + seconds(60));
  cache.put(question("a"), found_addresses({"192.0.2.2"}), kStart + seconds(90));
  const Answer* known = cache.find(question("a"), kStart + seconds(80));
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(known->addresses.at(0).to_string(), "192.0.2.2");
  EXPECT_EQ(cache.size(), 1U);
}

TEST(DnsCache, OfNoCapacityKeepsNothing) {
  DnsCache cache(0);
  cache.put(question("a"), absent(), kStart + seconds(60));
  EXPECT_EQ(cache.find(question("a"), kStart), nullptr);
}

}  // namespace
}  // namespace zvoni::kernel
