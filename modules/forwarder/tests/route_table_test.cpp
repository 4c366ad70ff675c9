#include "route_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zvoni::forwarder {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Dialled own(std::string user) { return {.user = std::move(user), .host = "example.org", .own_domain = true}; }
Dialled foreign(std::string user, std::string host) {
  return {.user = std::move(user), .host = std::move(host), .own_domain = false};
}

StaticRoute route(std::string_view match, std::initializer_list<const char*> to, When when = When::always) {
  StaticRoute made{.match = *RoutePattern::parse(match), .to = {}, .when = when, .prefix = {}, .from = {}};
  for (const char* uri : to) made.to.push_back(*RouteTarget::parse(uri));
  return made;
}

TEST(RoutePattern, MatchesUsersOfOwnDomainsOnly) {
  const auto pattern = *RoutePattern::parse("0*");
  EXPECT_TRUE(pattern.matches(own("0903")));
  EXPECT_FALSE(pattern.matches(own("1903")));
  EXPECT_FALSE(pattern.matches(foreign("0903", "partner.example")));
}

TEST(RoutePattern, MatchesDomainsItNames) {
  const auto pattern = *RoutePattern::parse("*@*.partner.example");
  EXPECT_TRUE(pattern.matches(foreign("bob", "sip.PARTNER.example")));
  EXPECT_FALSE(pattern.matches(foreign("bob", "partner.example.org")));
  EXPECT_TRUE(RoutePattern::parse("@example.org")->matches(own("anybody")));
}

TEST(RoutePattern, RefusesWhatIsNone) {
  EXPECT_FALSE(RoutePattern::parse(""));
  EXPECT_FALSE(RoutePattern::parse("a@"));
  EXPECT_FALSE(RoutePattern::parse("a@b@c"));
}

TEST(RoutePattern, SaysWhatItsStarStandsFor) {
  const auto pattern = *RoutePattern::parse("85*9");
  ASSERT_TRUE(pattern.has_matched_part());
  EXPECT_EQ(pattern.matched_part("851239"), "123");
  EXPECT_FALSE(RoutePattern::parse("8*5*")->has_matched_part());
  EXPECT_FALSE(RoutePattern::parse("85?")->has_matched_part());
}

TEST(RouteTarget, RefusesWhatIsNoSipUri) {
  for (const char* text : {"", "bob", "tel:+421", "mailto:a@b", "sip:", "sip:a@b c", "sip:a@b?Subject=x"}) {
    EXPECT_FALSE(RouteTarget::parse(text)) << text;
  }
}

TEST(RouteTarget, TakesPlaceholdersInTheUserPartOnly) {
  EXPECT_TRUE(RouteTarget::parse("sip:x{user}y@trunk.example.net"));
  EXPECT_FALSE(RouteTarget::parse("sip:x@{user}.example.net"));
  EXPECT_FALSE(RouteTarget::parse("sip:{user}"));
  EXPECT_FALSE(RouteTarget::parse("sip:{number}@trunk.example.net"));
}

TEST(StaticRoute, KeepsTheUserWhereItsTargetHasNone) {
  EXPECT_THAT(route("0*", {"sip:trunk.example.net;transport=tcp"}).targets_for(own("0903")),
              ElementsAre("sip:0903@trunk.example.net;transport=tcp"));
}

TEST(StaticRoute, RewritesTheNumber) {
  StaticRoute trunk = route("0*", {"sips:[2001:db8::5]:5071", "sip:t-{user}@b.example"});
  trunk.strip = 1;
  trunk.prefix = "+421";
  EXPECT_THAT(trunk.targets_for(own("0903")),
              ElementsAre("sips:+421903@[2001:db8::5]:5071", "sip:t-+421903@b.example"));
}

TEST(StaticRoute, PutsTheMatchedPartIn) {
  EXPECT_THAT(route("85*", {"sip:conf-{matched}@conf.example.net"}).targets_for(own("8512")),
              ElementsAre("sip:conf-12@conf.example.net"));
}

TEST(StaticRoute, EscapesWhatWasDialled) {
  EXPECT_THAT(route("*", {"sip:trunk.example.net"}).targets_for(own("a@evil.example>;x")),
              ElementsAre("sip:a%40evil.example%3E;x@trunk.example.net"));
}

TEST(StaticRoute, LeavesOutTargetsThatCannotBeMade) {
  StaticRoute trunk = route("0*", {"sip:{user}@trunk.example.net"});
  trunk.strip = 10;
  EXPECT_THAT(trunk.targets_for(own("0903")), IsEmpty());
}

TEST(StaticRoute, IsFixedWhereNothingOfTheNumberIsUsed) {
  EXPECT_TRUE(route("bob", {"sip:carol@example.org"}).is_fixed());
  EXPECT_FALSE(route("bob", {"sip:carol@example.org", "sip:trunk.example.net"}).is_fixed());
  EXPECT_FALSE(route("bob", {"sip:v-{user}@example.org"}).is_fixed());
}

TEST(RouteTable, FindsMatchingRoutesOfAConditionInOrder) {
  std::vector<StaticRoute> routes;
  routes.push_back(route("09*", {"sip:mobile.example.net"}));
  routes.push_back(route("0*", {"sip:trunk.example.net"}));
  routes.push_back(route("0*", {"sip:mail@example.org"}, When::busy));
  const RouteTable table(std::move(routes));
  const auto found = table.matching(When::always, own("0903"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_THAT(found.front()->targets_for(own("0903")), ElementsAre("sip:0903@mobile.example.net"));
  EXPECT_EQ(table.matching(When::busy, own("0903")).size(), 1U);
  EXPECT_THAT(table.matching(When::no_answer, own("0903")), IsEmpty());
}

}  // namespace
}  // namespace zvoni::forwarder
