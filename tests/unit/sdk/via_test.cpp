#include <gtest/gtest.h>

#include <zvoni/header_values.hpp>

namespace zvoni {
namespace {

using namespace std::string_view_literals;

Via via(std::string_view text) {
  const auto parsed = parse_via(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Via{});
}

TEST(Via, HasAllItsParts) {
  const auto all = via("SIP/2.0/UDP pc33.example.org:5066;branch=z9hG4bK776;rport;received=192.0.2.1");
  EXPECT_EQ(all.transport_name, "UDP");
  EXPECT_EQ(all.transport, Transport::udp);
  EXPECT_EQ(all.host, "pc33.example.org");
  EXPECT_EQ(all.port, 5066);
  EXPECT_EQ(all.branch(), "z9hG4bK776");
  EXPECT_TRUE(all.has_magic_cookie());
  EXPECT_TRUE(all.params.has("rport"));
  EXPECT_FALSE(all.params.find("rport")->has_value);
  EXPECT_EQ(all.params.value("received"), "192.0.2.1");
}

TEST(Via, MayHaveNoPortAndNoParameters) {
  const auto plain = via("SIP/2.0/TCP example.org");
  EXPECT_EQ(plain.transport, Transport::tcp);
  EXPECT_FALSE(plain.port);
  EXPECT_EQ(plain.branch(), "");
  EXPECT_FALSE(plain.has_magic_cookie());
}

// RFC 4475, 3.1.1.1.
TEST(Via, MayHaveBlanksAndFoldsAroundItsParts) {
  const auto tortuous = via("SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw");
  EXPECT_EQ(tortuous.transport, Transport::udp);
  EXPECT_EQ(tortuous.host, "192.0.2.2");
  EXPECT_EQ(tortuous.branch(), "390skdjuw");
  const auto spindle = via(" SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ");
  EXPECT_EQ(spindle.host, "spindle.example.com");
  EXPECT_EQ(spindle.branch(), "z9hG4bK9ikj8");
  EXPECT_EQ(via("SIP/2.0/UDP host : 5070 ;lr").port, 5070);
  EXPECT_EQ(via("sip/2.0/udp host;branch=\r\n z9hG4bK30239").branch(), "z9hG4bK30239");
}

TEST(Via, KeepsIpv6BracketsAndReceivedInBothSpellings) {
  const auto v6 = via("SIP/2.0/UDP [2001:db8::9:1]:5070;received=[2001:db8::9:255];branch=z9hG4bKas3");
  EXPECT_EQ(v6.host, "[2001:db8::9:1]");
  EXPECT_EQ(v6.port, 5070);
  EXPECT_EQ(v6.params.value("received"), "[2001:db8::9:255]");
  EXPECT_EQ(via("SIP/2.0/UDP [::1];received=2001:db8::9:255").params.value("received"), "2001:db8::9:255");
}

TEST(Via, TakesTransportsItDoesNotKnow) {
  for (const auto name : {"SCTP"sv, "UNKNOWN"sv, "WS"sv, "TLS-SCTP"sv}) {
    const std::string text = "SIP/2.0/" + std::string(name) + " host;branch=z9hG4bK1";
    EXPECT_FALSE(via(text).transport);
    EXPECT_EQ(via(text).transport_name, name);
  }
}

TEST(Via, TakesUnusualBranches) {
  EXPECT_EQ(via("SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~").branch(), "z9hG4bK-.!%66*_+`'~");
  EXPECT_TRUE(via("SIP/2.0/UDP host;branch=z9hG4bK").has_magic_cookie());
  EXPECT_EQ(via("SIP/2.0/UDP host;x=\"a;branch=no\";branch=yes;").branch(), "yes");
}

class BadVia : public testing::TestWithParam<std::string_view> {};

TEST_P(BadVia, IsRefused) { EXPECT_FALSE(parse_via(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Via, BadVia,
                         testing::Values(""sv, "SIP"sv, "SIP/2.0"sv, "SIP/2.0/"sv, "SIP/2.0/UDP"sv, "SIP/2.0/UDP "sv,
                                         "SIP/2.0/ host"sv, "SIP/2.0/UDPhost"sv, "HTTP/2.0/UDP host"sv,
                                         "SIP/3.0/UDP host"sv, "SIP/2.0/UDP :5060"sv, "SIP/2.0/UDP host:"sv,
                                         "SIP/2.0/UDP host:x"sv, "SIP/2.0/UDP host:65536"sv, "SIP/2.0/UDP host;;"sv,
                                         "SIP/2.0/UDP host;;branch=x"sv, "SIP/2.0/UDP host;=x"sv,
                                         "SIP/2.0/UDP host branch=x"sv, "SIP/2.0/UDP host;branch=a b"sv,
                                         "SIP/2.0/UDP host;branch=\"a"sv, "SIP/2.0/UDP host;branch=a,SIP/2.0/UDP b"sv,
                                         "SIP/2.0/UDP ::1"sv, "SIP/2.0/UDP [::1"sv, "SIP/2.0/UDP [1.2.3.4]"sv,
                                         "SIP/2.0/UDP <host>"sv, "SIP/2.0/UDP a@b"sv, ";"sv, "SIP/2.0/UDP host;a=<b>"sv,
                                         "SIP//UDP host"sv));

}  // namespace
}  // namespace zvoni
