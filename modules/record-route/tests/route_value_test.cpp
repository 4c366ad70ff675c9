#include "route_value.hpp"

#include <gtest/gtest.h>

#include <zvoni/header_values.hpp>
#include <zvoni/route_signature.hpp>

namespace zvoni::record_route {
namespace {

Flow flow(Transport transport, std::string_view local) {
  return {.transport = transport, .local = *Endpoint::parse(local), .remote = *Endpoint::parse("192.0.2.11:40000")};
}

TEST(RouteValue, NamesTheAddressThatThePeerReaches) {
  EXPECT_EQ(route_value(flow(Transport::udp, "192.0.2.1:5060"), "0a"), "<sip:192.0.2.1:5060;lr;zv=0a>");
}

TEST(RouteValue, NamesAStreamTransport) {
  EXPECT_EQ(route_value(flow(Transport::tcp, "192.0.2.1:5070"), "0a"), "<sip:192.0.2.1:5070;transport=tcp;lr;zv=0a>");
}

TEST(RouteValue, PutsIpv6InBracketsAndCanBeRead) {
  const std::string value = route_value(flow(Transport::tcp, "[2001:db8::1]:5060"), "0a");
  const auto read = parse_name_addr(value);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->uri.host, "[2001:db8::1]");
  EXPECT_TRUE(read->uri.params.has("lr"));
  EXPECT_EQ(read->uri.params.value("transport"), "tcp");
  EXPECT_EQ(read->uri.params.value(kRouteSignatureParam), "0a");
}

TEST(RouteValue, IsOneForBothSidesOnlyWhereTransportAndAddressAgree) {
  const Flow udp = flow(Transport::udp, "192.0.2.1:5060");
  Flow other_peer = udp;
  other_peer.remote = *Endpoint::parse("192.0.2.12:5060");
  EXPECT_TRUE(is_same_side(udp, other_peer));
  EXPECT_FALSE(is_same_side(udp, flow(Transport::tcp, "192.0.2.1:5060")));
  EXPECT_FALSE(is_same_side(udp, flow(Transport::udp, "198.51.100.1:5060")));
}

TEST(RouteSignature, IsSixteenLowerCaseDigits) {
  EXPECT_EQ(route_signature_value(0xABCDEFU), "0000000000abcdef");
  EXPECT_EQ(route_signature_value(~std::uint64_t{0}), "ffffffffffffffff");
}

TEST(RouteSignature, DependsOnTheCallId) { EXPECT_NE(route_signature_text("a"), route_signature_text("b")); }

}  // namespace
}  // namespace zvoni::record_route
