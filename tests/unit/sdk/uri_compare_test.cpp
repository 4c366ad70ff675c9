// RFC 3261, 19.1.4: its own examples, and the rules one by one.
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include <zvoni/uri.hpp>

namespace zvoni {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

bool same(std::string_view a, std::string_view b) {
  const auto left = parse_uri(a);
  const auto right = parse_uri(b);
  EXPECT_TRUE(left) << a;
  EXPECT_TRUE(right) << b;
  if (!left || !right) return false;
  EXPECT_EQ(equivalent(*left, *right), equivalent(*right, *left)) << a << " and " << b;
  EXPECT_TRUE(equivalent(*left, *left)) << a;
  return equivalent(*left, *right);
}

class EquivalentUris : public testing::TestWithParam<Pair> {};
TEST_P(EquivalentUris, AreEquivalent) { EXPECT_TRUE(same(GetParam().first, GetParam().second)); }

INSTANTIATE_TEST_SUITE_P(
    UriCompare, EquivalentUris,
    testing::Values(Pair("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"),
                    Pair("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
                    Pair("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on"),
                    Pair("sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
                         "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com"),
                    Pair("sip:alice@atlanta.com?subject=project%20x&priority=urgent",
                         "sip:alice@atlanta.com?priority=urgent&subject=project%20x"),
                    Pair("SIP:bob@host", "sip:bob@host"), Pair("sip:a%3ab@host", "sip:a%3Ab@host"),
                    Pair("sip:bob@host;lr", "sip:bob@host"), Pair("sip:bob@host;%6cr=on", "sip:bob@host;LR=oN"),
                    Pair("sip:bob@[2001:db8::1]", "sip:bob@[2001:DB8:0:0::1]"),
                    Pair("sip:bob@host:5060", "sip:bob@host:05060"), Pair("tel:+421905", "tel:+421905")));

class DifferentUris : public testing::TestWithParam<Pair> {};
TEST_P(DifferentUris, AreNotEquivalent) { EXPECT_FALSE(same(GetParam().first, GetParam().second)); }

INSTANTIATE_TEST_SUITE_P(
    UriCompare, DifferentUris,
    testing::Values(Pair("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
                    Pair("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
                    Pair("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
                    Pair("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"),
                    Pair("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
                    Pair("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"), Pair("sip:bob@host", "sips:bob@host"),
                    Pair("sip:bob@host", "sip:host"), Pair("sip:bob:x@host", "sip:bob@host"),
                    Pair("sip:bob:@host", "sip:bob@host"), Pair("sip:bob:x@host", "sip:bob:X@host"),
                    Pair("sip:bob@host;user=phone", "sip:bob@host"), Pair("sip:bob@host;user=ip", "sip:bob@host"),
                    Pair("sip:bob@host;ttl=1", "sip:bob@host"), Pair("sip:bob@host;method=INVITE", "sip:bob@host"),
                    Pair("sip:bob@host;maddr=192.0.2.1", "sip:bob@host"), Pair("sip:bob@host;x=1", "sip:bob@host;x=2"),
                    Pair("sip:bob@host;x", "sip:bob@host;x=2"),
                    Pair("sip:bob@host;transport=tcp", "sip:bob@host;transport=udp"),
                    Pair("sip:a%2Fb@host", "sip:a/b@host"),  // a reserved character is not its escape
                    Pair("sip:bob@host?a=1&b=2", "sip:bob@host?a=1"), Pair("sip:bob@host?a=1", "sip:bob@host?a=2"),
                    Pair("sip:bob@[2001:db8::1]", "sip:bob@[2001:db8::2]"), Pair("tel:+421905", "tel:+421-905"),
                    Pair("tel:+421905", "sip:+421905@host"), Pair("sip:bo@host", "sip:bob@host")));

TEST(UriCompare, ComparesHostileListsInBoundedTime) {
  std::string a = "sip:bob@host";
  std::string b = "sip:bob@host";
  for (int i = 0; i < 5000; ++i) {
    a += ";p" + std::to_string(i);
    b += ";p" + std::to_string(4999 - i);
  }
  EXPECT_FALSE(same(a, b));  // more parameters than anybody has: equal only to its own text
  EXPECT_TRUE(same(a, a));
}

}  // namespace
}  // namespace zvoni
