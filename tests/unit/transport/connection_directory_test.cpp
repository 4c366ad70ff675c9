#include "transport/connection_directory.hpp"

#include <gtest/gtest.h>

#include <set>

namespace zvoni::kernel {
namespace {

using Admission = ConnectionDirectory::Admission;

Endpoint at(const char* text) { return Endpoint::parse(text).value(); }

TransportLimits limits(std::size_t connections, std::size_t per_address) {
  TransportLimits result;
  result.connections = connections;
  result.connections_per_address = per_address;
  return result;
}

TEST(ConnectionNumbers, NameTheirWorkerAndNeverComeTwice) {
  ConnectionNumbers first(0);
  ConnectionNumbers third(2);
  std::set<std::uint64_t> seen{0};
  for (int i = 0; i < 100; ++i) {
    const auto a = first.next();
    const auto b = third.next();
    EXPECT_EQ(ConnectionNumbers::worker_of(a), 0U);
    EXPECT_EQ(ConnectionNumbers::worker_of(b), 2U);
    EXPECT_TRUE(seen.insert(a).second);
    EXPECT_TRUE(seen.insert(b).second);
  }
}

TEST(ConnectionDirectory, FindsAConnectionByItsPeer) {
  ConnectionDirectory directory(limits(10, 10));
  ASSERT_TRUE(directory.enter(at("192.0.2.1:4000"), 1));
  ASSERT_TRUE(directory.enter(at("192.0.2.1:4001"), 2));
  EXPECT_EQ(directory.find(at("192.0.2.1:4000")), 1U);
  EXPECT_EQ(directory.find(at("192.0.2.1:4001")), 2U);
  EXPECT_EQ(directory.find(at("192.0.2.1:4002")), 0U);
  directory.leave(at("192.0.2.1:4000"), 1);
  EXPECT_EQ(directory.find(at("192.0.2.1:4000")), 0U);
  EXPECT_EQ(directory.find(at("192.0.2.1:4001")), 2U);
}

TEST(ConnectionDirectory, PrefersTheNewestToOnePeer) {
  ConnectionDirectory directory(limits(10, 10));
  ASSERT_TRUE(directory.enter(at("192.0.2.1:4000"), 1));
  ASSERT_TRUE(directory.enter(at("192.0.2.1:4000"), 2));
  EXPECT_EQ(directory.find(at("192.0.2.1:4000")), 2U);
}

TEST(ConnectionDirectory, AdmitsOneOpenerForEachPeer) {
  ConnectionDirectory directory(limits(10, 10));
  const auto first = directory.claim(at("192.0.2.1:5060"), 1);
  EXPECT_EQ(first.admission, Admission::admitted);
  const auto second = directory.claim(at("192.0.2.1:5060"), 2);
  EXPECT_EQ(second.admission, Admission::existing);
  EXPECT_EQ(second.connection, 1U);
}

TEST(ConnectionDirectory, RefusesMoreThanOneAddressMayHave) {
  ConnectionDirectory directory(limits(10, 2));
  EXPECT_TRUE(directory.enter(at("192.0.2.1:1"), 1));
  EXPECT_TRUE(directory.enter(at("192.0.2.1:2"), 2));
  EXPECT_FALSE(directory.enter(at("192.0.2.1:3"), 3));
  EXPECT_EQ(directory.claim(at("192.0.2.1:3"), 3).admission, Admission::refused);
  EXPECT_TRUE(directory.enter(at("192.0.2.2:1"), 4));
  directory.leave(at("192.0.2.1:1"), 1);
  EXPECT_TRUE(directory.enter(at("192.0.2.1:3"), 5));
}

TEST(ConnectionDirectory, RefusesMoreThanAllTogetherMayHave) {
  ConnectionDirectory directory(limits(2, 10));
  EXPECT_TRUE(directory.enter(at("192.0.2.1:1"), 1));
  EXPECT_TRUE(directory.enter(at("192.0.2.2:1"), 2));
  EXPECT_FALSE(directory.enter(at("192.0.2.3:1"), 3));
  directory.leave(at("192.0.2.2:1"), 2);
  EXPECT_TRUE(directory.enter(at("192.0.2.3:1"), 4));
}

TEST(ConnectionDirectory, CountsAHiddenConnectionUntilItLeaves) {
  ConnectionDirectory directory(limits(1, 1));
  ASSERT_TRUE(directory.enter(at("192.0.2.1:1"), 1));
  directory.hide(at("192.0.2.1:1"), 1);
  EXPECT_EQ(directory.find(at("192.0.2.1:1")), 0U);
  EXPECT_FALSE(directory.enter(at("192.0.2.1:2"), 2));
  directory.leave(at("192.0.2.1:1"), 1);
  EXPECT_TRUE(directory.enter(at("192.0.2.1:2"), 3));
}

}  // namespace
}  // namespace zvoni::kernel
