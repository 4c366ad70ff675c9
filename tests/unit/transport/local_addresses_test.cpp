#include "transport/local_addresses.hpp"

#include <gtest/gtest.h>

namespace zvoni::kernel {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

IpAddress ip(const char* text) { return IpAddress::parse(text).value(); }

TEST(LocalAddresses, KnowsTheLoopbackOfThisHost) {
  LocalAddresses addresses;
  EXPECT_TRUE(addresses.contains(ip("127.0.0.1")));
  EXPECT_TRUE(addresses.contains(ip("127.1.2.3")));
  EXPECT_FALSE(addresses.contains(ip("192.0.2.1")));
}

TEST(LocalAddresses, LooksAgainWhenWhatItKnowsIsOld) {
  std::vector<IpAddress> interfaces{ip("192.0.2.1")};
  LocalAddresses addresses([&] { return interfaces; }, milliseconds{0});
  EXPECT_TRUE(addresses.contains(ip("192.0.2.1")));
  interfaces = {ip("192.0.2.2"), ip("2001:db8::2")};
  EXPECT_FALSE(addresses.contains(ip("192.0.2.1")));
  EXPECT_TRUE(addresses.contains(ip("192.0.2.2")));
  EXPECT_TRUE(addresses.contains(ip("2001:db8::2")));
}

TEST(LocalAddresses, DoesNotAskTheSystemEachTime) {
  int reads = 0;
  LocalAddresses addresses(
      [&reads] {
        ++reads;
        return std::vector<IpAddress>();
      },
      hours{1});
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(addresses.contains(ip("192.0.2.1")));
  EXPECT_EQ(reads, 1);
}

TEST(LocalAddresses, LeavesTheScopeOfALinkLocalAddressOutOfAccount) {
  const auto bytes = ip("fe80::1").bytes();
  LocalAddresses addresses([&] { return std::vector<IpAddress>{IpAddress::v6(bytes, 3)}; }, hours{1});
  EXPECT_TRUE(addresses.contains(ip("fe80::1")));
  EXPECT_TRUE(addresses.contains(IpAddress::v6(bytes, 4)));
}

}  // namespace
}  // namespace zvoni::kernel
