#include "loop_check.hpp"

#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni::forwarder {
namespace {

bool is_own(const Uri& uri) { return uri.host == "192.0.2.1" && uri.port.value_or(5060) == 5060; }

std::string via(std::string_view sent_by, std::string_view branch) {
  return "Via: SIP/2.0/UDP " + std::string(sent_by) + ";branch=" + std::string(branch) + "\n";
}

TEST(LoopCheck, FindsItsTokenInAnOwnVia) {
  EXPECT_TRUE(has_looped(*request("sip:bob@example.org", via("192.0.2.1:5060", "z9hG4bK12-beef")), "beef", is_own));
}

TEST(LoopCheck, LetsASpiralPass) {
  EXPECT_FALSE(has_looped(*request("sip:bob@example.org", via("192.0.2.1:5060", "z9hG4bK12-cafe")), "beef", is_own));
}

TEST(LoopCheck, IgnoresTheTokenInTheViaOfOthers) {
  EXPECT_FALSE(has_looped(*request("sip:bob@example.org", via("192.0.2.9", "z9hG4bK12-beef")), "beef", is_own));
}

TEST(LoopCheck, LooksAtEveryVia) {
  const auto looped = request("sip:bob@example.org", via("192.0.2.9", "z9hG4bK1") + via("192.0.2.1", "z9hG4bK2-beef"));
  EXPECT_TRUE(has_looped(*looped, "beef", is_own));
}

TEST(LoopCheck, TokenTextDependsOnWhatDecidesTheWay) {
  const std::string text = loop_token_text(*request("sip:bob@example.org"));
  EXPECT_EQ(loop_token_text(*request("sip:bob@example.org", "Max-Forwards: 3\nVia: SIP/2.0/UDP 192.0.2.9\n")), text);
  EXPECT_NE(loop_token_text(*request("sip:carol@example.org")), text);
  EXPECT_NE(loop_token_text(*request("sip:bob@example.org", "Route: <sip:192.0.2.7;lr>\n")), text);
  EXPECT_NE(loop_token_text(*request("sip:bob@example.org", "Proxy-Authorization: Digest realm=\"a\"\n")), text);
}

TEST(LoopCheck, TokenIsShortHexadecimal) { EXPECT_EQ(loop_token(0xbeef), "beef"); }

}  // namespace
}  // namespace zvoni::forwarder
