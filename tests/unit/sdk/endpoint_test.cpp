#include <zvoni/endpoint.hpp>

#include <unordered_set>

#include <gtest/gtest.h>

namespace zvoni {
namespace {

IpAddress address(std::string_view text) {
  const auto parsed = IpAddress::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(IpAddress{});
}

TEST(Transport, IsReadInAnyCaseAndWrittenAsViaSpellsIt) {
  EXPECT_EQ(parse_transport("udp"), Transport::udp);
  EXPECT_EQ(parse_transport("TcP"), Transport::tcp);
  EXPECT_EQ(parse_transport("TLS"), Transport::tls);
  EXPECT_FALSE(parse_transport("SCTP"));
  EXPECT_FALSE(parse_transport("UD"));
  EXPECT_FALSE(parse_transport(""));
  EXPECT_EQ(to_string(Transport::tcp), "TCP");
  EXPECT_FALSE(is_reliable(Transport::udp));
  EXPECT_TRUE(is_reliable(Transport::tcp));
}

TEST(IpAddress, ReadsAndWritesBothFamilies) {
  EXPECT_EQ(address("192.0.2.1").to_string(), "192.0.2.1");
  EXPECT_EQ(address("192.0.2.1").to_host(), "192.0.2.1");
  EXPECT_EQ(address("2001:DB8:0:0::1").to_string(), "2001:db8::1");
  EXPECT_EQ(address("[2001:db8::1]").to_host(), "[2001:db8::1]");
  EXPECT_TRUE(address("10.0.0.1").is_v4());
  EXPECT_FALSE(address("::1").is_v4());
}

TEST(IpAddress, KeepsMappedAddressesAsIpv4) {
  EXPECT_EQ(address("::ffff:192.0.2.10"), address("192.0.2.10"));
  EXPECT_TRUE(address("[::ffff:192.0.2.10]").is_v4());
  EXPECT_EQ(IpAddress::v6({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1}), IpAddress::v4({127, 0, 0, 1}));
}

TEST(IpAddress, RefusesWhatIsNoAddress) {
  for (const auto* text :
       {"", "localhost", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.4 ", " 1.2.3.4", "[1.2.3.4]", "[]", "[::1", "::1]",
        ":::1", "2001:db8:::192.0.2.1", "2001:db8::g", "1:2:3:4:5:6:7:8:9", "::1%lo", "1.2.3.4:5060", "0x7f.1",
        "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"}) {
    EXPECT_FALSE(IpAddress::parse(text)) << text;
  }
  EXPECT_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
}

TEST(IpAddress, KnowsWildcardsAndLoopback) {
  EXPECT_TRUE(IpAddress{}.is_wildcard());
  EXPECT_TRUE(address("::").is_wildcard());
  EXPECT_FALSE(address("::1").is_wildcard());
  EXPECT_TRUE(address("127.8.9.1").is_loopback());
  EXPECT_TRUE(address("::1").is_loopback());
  EXPECT_FALSE(address("128.0.0.1").is_loopback());
  EXPECT_FALSE(address("1::1").is_loopback());
  EXPECT_NE(address("0.0.0.0"), address("::"));
}

TEST(Endpoint, ReadsWhatItWrites) {
  for (const auto* text : {"192.0.2.1:5060", "[2001:db8::1]:5061", "0.0.0.0:0", "[::]:65535"}) {
    const auto endpoint = Endpoint::parse(text);
    ASSERT_TRUE(endpoint) << text;
    EXPECT_EQ(endpoint->to_string(), text);
  }
}

TEST(Endpoint, RefusesWhatIsNone) {
  for (const auto* text : {"", ":", "192.0.2.1", "192.0.2.1:", "192.0.2.1:65536", "192.0.2.1:-1", "192.0.2.1:5060x",
                           "192.0.2.1: 5060", "2001:db8::1", "2001:db8::1:5060", "[2001:db8::1]", "[::1]5060", ":5060",
                           "example.org:5060", "[192.0.2.1]:5060"}) {
    EXPECT_FALSE(Endpoint::parse(text)) << text;
  }
}

TEST(Endpoint, CanBeAKey) {
  std::unordered_set<Endpoint> endpoints;
  std::unordered_set<std::size_t> hashes;
  for (std::uint8_t host = 1; host <= 100; ++host) {
    for (std::uint16_t port = 5060; port < 5070; ++port) {
      const Endpoint endpoint{IpAddress::v4({10, 0, 0, host}), port};
      endpoints.insert(endpoint);
      hashes.insert(std::hash<Endpoint>{}(endpoint));
    }
  }
  EXPECT_EQ(endpoints.size(), 1000u);
  EXPECT_GT(hashes.size(), 990u);
  EXPECT_TRUE(endpoints.contains(Endpoint{IpAddress::v4({10, 0, 0, 7}), 5063}));
}

TEST(Network, ContainsTheAddressesOfItsPrefix) {
  const auto network = Network::parse("192.0.2.0/25");
  ASSERT_TRUE(network);
  EXPECT_TRUE(network->contains(address("192.0.2.127")));
  EXPECT_FALSE(network->contains(address("192.0.2.128")));
  EXPECT_FALSE(network->contains(address("::c000:201")));
  const auto v6 = Network::parse("2001:db8::/33");
  ASSERT_TRUE(v6);
  EXPECT_TRUE(v6->contains(address("2001:db8:7fff::1")));
  EXPECT_FALSE(v6->contains(address("2001:db8:8000::1")));
  EXPECT_FALSE(v6->contains(address("32.1.13.184")));
}

TEST(Network, IsOneAddressWithoutAPrefix) {
  const auto network = Network::parse("10.1.2.3");
  ASSERT_TRUE(network);
  EXPECT_TRUE(network->contains(address("10.1.2.3")));
  EXPECT_FALSE(network->contains(address("10.1.2.2")));
  EXPECT_EQ(network->to_string(), "10.1.2.3/32");
  EXPECT_EQ(Network::parse("2001:db8::1")->to_string(), "2001:db8::1/128");
}

TEST(Network, HoldsAllOfAFamilyAtPrefixZero) {
  EXPECT_TRUE(Network::parse("0.0.0.0/0")->contains(address("203.0.113.9")));
  EXPECT_FALSE(Network::parse("0.0.0.0/0")->contains(address("2001:db8::1")));
  EXPECT_TRUE(Network::parse("::/0")->contains(address("2001:db8::1")));
}

TEST(Network, DropsHostBits) {
  EXPECT_EQ(Network::parse("192.0.2.77/24"), Network::parse("192.0.2.0/24"));
  EXPECT_EQ(Network::parse("192.0.2.77/24")->to_string(), "192.0.2.0/24");
  EXPECT_EQ(Network::parse("::ffff:192.0.2.77/120"), Network::parse("192.0.2.0/24"));
}

TEST(Network, RefusesWhatIsNone) {
  for (const auto* text : {"", "/24", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/24/8", "2001:db8::/129",
                           "example.org/24", "::ffff:0:0/80", "192.0.2.0/24 "}) {
    EXPECT_FALSE(Network::parse(text)) << text;
  }
}

}  // namespace
}  // namespace zvoni
