#include "transport/listen_address.hpp"

#include <gtest/gtest.h>

namespace zvoni::kernel {
namespace {

TEST(ListenAddress, ReadsTransportAddressAndPort) {
  const auto address = ListenAddress::parse("udp:192.0.2.1:5060");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->transport, Transport::udp);
  EXPECT_EQ(address->endpoint.address, IpAddress::v4({192, 0, 2, 1}));
  EXPECT_EQ(address->endpoint.port, 5060);
}

TEST(ListenAddress, ReadsIpv6InBrackets) {
  const auto address = ListenAddress::parse("tcp:[::]:5070");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->transport, Transport::tcp);
  EXPECT_FALSE(address->endpoint.address.is_v4());
  EXPECT_TRUE(address->endpoint.address.is_wildcard());
  EXPECT_EQ(address->endpoint.port, 5070);
}

TEST(ListenAddress, ReadsTheTransportInAnyCase) {
  EXPECT_EQ(ListenAddress::parse("TCP:127.0.0.1:0"), ListenAddress::parse("tcp:127.0.0.1:0"));
}

TEST(ListenAddress, WritesWhatItReads) {
  for (const auto* text : {"udp:0.0.0.0:5060", "tcp:[2001:db8::1]:5060", "udp:127.0.0.1:0"}) {
    const auto address = ListenAddress::parse(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(address->to_string(), text);
  }
}

TEST(ListenAddress, RefusesWhatItCannotListenOn) {
  for (const auto* text : {"", "udp", "udp:", "5060", "udp:5060", "udp:0.0.0.0", "0.0.0.0:5060", "sctp:0.0.0.0:5060",
                           "tls:0.0.0.0:5061", "udp:example.org:5060", "udp:0.0.0.0:65536", "udp:0.0.0.0:-1",
                           "udp:0.0.0.0:5060 ", "udp::::5060", "udp:[::]", "udp:[::]:", "udp:0.0.0.0:50x"}) {
    EXPECT_FALSE(ListenAddress::parse(text)) << text;
  }
}

}  // namespace
}  // namespace zvoni::kernel
