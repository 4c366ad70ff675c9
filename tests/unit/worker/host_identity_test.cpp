#include "worker/host_identity.hpp"

#include <gtest/gtest.h>

#include "peers.hpp"

namespace zvoni::kernel {
namespace {

class HostIdentityTest : public testing::Test {
 protected:
  // A host "gate.example.org" at 192.0.2.1 and 2001:db8::1 that listens on some addresses.
  [[nodiscard]] HostIdentity identity(const ServedDomains& domains,
                                      const std::vector<const char*>& listen = {"udp:0.0.0.0:5060", "udp:[::]:5060"}) {
    std::vector<ListenAddress> listening;
    for (const auto* text : listen) listening.push_back(ListenAddress::parse(text).value());
    return {domains, std::move(listening), addresses_, {"gate", "Gate.Example.org"}};
  }

  static bool own_uri(const HostIdentity& identity, const char* text) {
    const auto uri = parse_uri(text);
    EXPECT_TRUE(uri) << text;
    return uri && identity.is_own_uri(*uri);
  }

  std::vector<IpAddress> interfaces_{ip("192.0.2.1"), ip("2001:db8::1")};
  LocalAddresses addresses_{[this] { return interfaces_; }, std::chrono::milliseconds{0}};
  const ServedDomains auto_{};
  const ServedDomains listed_{false, {"Example.org.", "192.0.2.50", "[2001:db8::50]"}};
};

TEST_F(HostIdentityTest, AutoServesTheNamesAndAddressesOfTheHost) {
  const auto self = identity(auto_);
  for (const auto* host : {"gate", "GATE.example.ORG", "gate.example.org.", "localhost", "192.0.2.1", "127.0.0.1",
                           "[2001:db8::1]", "2001:db8::1", "[2001:DB8:0::1]", "[::1]"}) {
    EXPECT_TRUE(self.is_own_domain(host)) << host;
  }
  for (const auto* host :
       {"", ".", "example.org", "gate.example.net", "192.0.2.2", "[2001:db8::2]", "0.0.0.0", "gat"}) {
    EXPECT_FALSE(self.is_own_domain(host)) << host;
  }
}

TEST_F(HostIdentityTest, AListServesThoseDomainsOnly) {
  const auto self = identity(listed_);
  for (const auto* host : {"example.org", "EXAMPLE.ORG", "example.org.", "192.0.2.50", "2001:db8::50"}) {
    EXPECT_TRUE(self.is_own_domain(host)) << host;
  }
  for (const auto* host : {"gate", "localhost", "192.0.2.1", "127.0.0.1", "sub.example.org"}) {
    EXPECT_FALSE(self.is_own_domain(host)) << host;
  }
}

TEST_F(HostIdentityTest, AListMayStandBesideAuto) {
  const auto self = identity({true, {"example.org"}});
  EXPECT_TRUE(self.is_own_domain("example.org"));
  EXPECT_TRUE(self.is_own_domain("gate"));
}

TEST_F(HostIdentityTest, LearnsOfAnAddressThatTheHostGetsLater) {
  const auto self = identity(auto_);
  EXPECT_FALSE(self.is_own_domain("192.0.2.9"));
  interfaces_.push_back(ip("192.0.2.9"));
  EXPECT_TRUE(self.is_own_domain("192.0.2.9"));
}

TEST_F(HostIdentityTest, AUriIsOwnByHostAndPort) {
  const auto self = identity(auto_);
  for (const auto* uri : {"sip:192.0.2.1", "sip:192.0.2.1:5060;lr", "sip:alice@gate.example.org", "sip:[2001:db8::1]",
                          "sips:gate:5060", "sip:127.0.0.1"}) {
    EXPECT_TRUE(own_uri(self, uri)) << uri;
  }
  for (const auto* uri : {"sip:192.0.2.1:5070", "sip:192.0.2.2", "sip:example.org", "sips:gate", "tel:+421255555"}) {
    EXPECT_FALSE(own_uri(self, uri)) << uri;
  }
}

TEST_F(HostIdentityTest, WithoutTheDefaultPortAUriMustNameTheOneListenedOn) {
  const auto self = identity(auto_, {"udp:0.0.0.0:5070", "tcp:0.0.0.0:5061"});
  EXPECT_FALSE(own_uri(self, "sip:192.0.2.1"));
  EXPECT_TRUE(own_uri(self, "sip:192.0.2.1:5070"));
  EXPECT_TRUE(own_uri(self, "sips:192.0.2.1"));
}

TEST_F(HostIdentityTest, AnAddressListenedOnIsOwnInAUriEvenWhereDomainsAreListed) {
  const auto self = identity(listed_);
  EXPECT_TRUE(own_uri(self, "sip:192.0.2.1:5060;lr"));
  EXPECT_TRUE(own_uri(self, "sip:example.org"));
  EXPECT_FALSE(own_uri(self, "sip:gate"));
}

TEST_F(HostIdentityTest, AnEndpointIsOwnWhereItIsListenedOn) {
  const auto self = identity(auto_, {"udp:192.0.2.1:5060", "tcp:[::]:5080"});
  EXPECT_TRUE(self.is_own_endpoint({ip("192.0.2.1"), 5060}));
  EXPECT_TRUE(self.is_own_endpoint({ip("2001:db8::1"), 5080}));
  EXPECT_FALSE(self.is_own_endpoint({ip("127.0.0.1"), 5060}));
  EXPECT_FALSE(self.is_own_endpoint({ip("192.0.2.1"), 5080}));
  EXPECT_FALSE(self.is_own_endpoint({ip("2001:db8::2"), 5080}));
}

TEST(HostNames, AreTheNameOfThisHost) {
  const auto names = host_names();
  ASSERT_FALSE(names.empty());
  EXPECT_FALSE(names[0].empty());
}

}  // namespace
}  // namespace zvoni::kernel
