#include "target_search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include <zvoni/text.hpp>

namespace zvoni::forwarder {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = TargetSearch::Question::Kind;

const Flow kBehindNat{.transport = Transport::udp,
                      .local = *Endpoint::parse("192.0.2.1:5060"),
                      .remote = *Endpoint::parse("192.0.2.12:1024")};

class TargetSearchTest : public ::testing::Test {
 protected:
  TargetSearchTest() {
    rules_.is_own = [](const Uri& uri) { return iequals(uri.host, "example.org") || uri.host == "192.0.2.1"; };
    rules_.relay_for = {*Network::parse("198.51.100.0/24")};
    sender_ = {.aor = "sip:alice@example.org", .address = *IpAddress::parse("192.0.2.11")};
  }

  void bind(const std::string& aor, const std::string& contact, int q = 1000, std::optional<Flow> flow = std::nullopt,
            std::vector<std::string> path = {}) {
    Location& location = bindings_[aor];
    location.result = Location::Result::found;
    location.contacts.push_back({.uri = contact, .q = q, .path = std::move(path), .flow = flow});
  }
  void know(const std::string& aor) { bindings_[aor].result = Location::Result::no_bindings; }

  StaticRoute& add_route(std::string_view match, std::initializer_list<const char*> to, When when = When::always) {
    StaticRoute route{.match = *RoutePattern::parse(match), .to = {}, .when = when, .prefix = {}, .from = {}};
    for (const char* uri : to) route.to.push_back(*RouteTarget::parse(uri));
    routes_.push_back(std::move(route));
    return routes_.back();
  }

  Location look_up(const TargetSearch::Question& question) {
    asked_.push_back(question.text);
    if (question.kind == Kind::aor) {
      const auto found = bindings_.find(question.text);
      return found == bindings_.end() ? Location{} : found->second;
    }
    for (const auto& [aor, location] : bindings_) {
      for (const LocatedContact& contact : location.contacts) {
        if (contact.uri == question.text) return {.result = Location::Result::found, .contacts = {contact}};
      }
    }
    return {};
  }

  TargetPlan run(TargetSearch search) {
    while (const auto question = search.next()) search.answer(look_up(*question));
    return search.take_plan();
  }

  TargetPlan find(std::string uri) { return plan_for({.request_uri = std::move(uri)}); }
  TargetPlan plan_for(TargetSearch::Request request) {
    rules_.routes = RouteTable(routes_);
    return run({rules_, sender_, std::move(request)});
  }

  SearchRules rules_;
  Sender sender_;
  std::map<std::string, Location> bindings_;
  std::vector<StaticRoute> routes_;
  std::vector<std::string> asked_;
};

RouteUsers anyone() { return {.automatic = false, .anyone = true, .networks = {}}; }

/// "a b | c": groups by bars, targets by blanks.
std::string text_of(const TargetPlan& plan) {
  std::string text;
  for (const TargetGroup& group : plan.groups) {
    if (!text.empty()) text += " | ";
    for (const Target& target : group.targets) {
      if (!text.empty() && !text.ends_with("| ")) text += ' ';
      text += target.request_uri;
    }
  }
  return text;
}

TEST_F(TargetSearchTest, FindsTheContactsOfAnOwnUser) {
  bind("sip:bob@example.org", "sip:bob@192.0.2.12:5062");
  const TargetPlan plan = find("sip:bob@EXAMPLE.org;transport=udp");
  EXPECT_EQ(text_of(plan), "sip:bob@192.0.2.12:5062");
  EXPECT_THAT(asked_, ElementsAre("sip:bob@example.org"));
}

TEST_F(TargetSearchTest, ForksInParallelWithinEqualQAndSeriallyByQ) {
  bind("sip:bob@example.org", "sip:a@x");
  bind("sip:bob@example.org", "sip:b@x");
  bind("sip:bob@example.org", "sip:c@x", 500);
  EXPECT_EQ(text_of(find("sip:bob@example.org")), "sip:a@x sip:b@x | sip:c@x");
}

TEST_F(TargetSearchTest, TakesTheFlowOrThePathOfABinding) {
  bind("sip:bob@example.org", "sip:bob@10.0.0.2", 1000, kBehindNat);
  bind("sip:bob@example.org", "sip:bob@10.0.0.3", 1000, kBehindNat, {"<sip:192.0.2.30;lr>"});
  const TargetPlan plan = find("sip:bob@example.org");
  const auto& targets = plan.groups.at(0).targets;
  EXPECT_EQ(targets.at(0).flow, kBehindNat);
  EXPECT_THAT(targets.at(0).route, IsEmpty());
  EXPECT_EQ(targets.at(1).flow, std::nullopt);
  EXPECT_THAT(targets.at(1).route, ElementsAre("<sip:192.0.2.30;lr>"));
}

TEST_F(TargetSearchTest, RefusesUsersWithoutBindings) {
  know("sip:bob@example.org");
  EXPECT_EQ(find("sip:bob@example.org").refusal, 480);
  EXPECT_EQ(find("sip:nobody@example.org").refusal, 404);
  EXPECT_EQ(find("sip:example.org").refusal, 404);
  bindings_["sip:carol@example.org"].result = Location::Result::unavailable;
  EXPECT_EQ(find("sip:carol@example.org").refusal, 500);
}

TEST_F(TargetSearchTest, RefusesForeignUrisOfStrangers) {
  EXPECT_EQ(find("sip:bob@partner.example").refusal, 403);
  EXPECT_THAT(asked_, ElementsAre("sip:bob@partner.example"));
}

TEST_F(TargetSearchTest, ForwardsForeignUrisForRelaySenders) {
  sender_.address = *IpAddress::parse("198.51.100.7");
  EXPECT_EQ(text_of(find("sip:bob@partner.example")), "sip:bob@partner.example");
}

TEST_F(TargetSearchTest, FindsAContactOfWhateverUser) {
  bind("sip:bob@example.org", "sip:bob@10.0.0.2:5062", 1000, kBehindNat);
  const TargetPlan plan = find("sip:bob@10.0.0.2:5062");
  EXPECT_EQ(text_of(plan), "sip:bob@10.0.0.2:5062");
  EXPECT_EQ(plan.groups.at(0).targets.at(0).flow, kBehindNat);
}

TEST_F(TargetSearchTest, ForwardsWithinADialogItVouchesFor) {
  const TargetSearch::Request bye{.request_uri = "sip:bob@10.0.0.9", .in_dialog = true};
  EXPECT_EQ(plan_for(bye).refusal, 403);
  sender_.vouched = true;
  EXPECT_EQ(text_of(plan_for(bye)), "sip:bob@10.0.0.9");
}

TEST_F(TargetSearchTest, UsesTheFlowWithinADialogToo) {
  bind("sip:bob@example.org", "sip:bob@10.0.0.2:5062", 1000, kBehindNat);
  sender_.vouched = true;
  const TargetPlan plan = plan_for({.request_uri = "sip:bob@10.0.0.2:5062", .in_dialog = true});
  EXPECT_EQ(plan.groups.at(0).targets.at(0).flow, kBehindNat);
}

TEST_F(TargetSearchTest, FollowsARouteSetOnlyForThoseItMay) {
  bind("sip:bob@example.org", "sip:bob@192.0.2.12");
  const TargetSearch::Request routed{.request_uri = "sip:bob@example.org", .has_route = true};
  EXPECT_EQ(plan_for(routed).refusal, 403);
  EXPECT_THAT(asked_, IsEmpty());
  sender_.vouched = true;
  EXPECT_EQ(text_of(plan_for(routed)), "sip:bob@example.org");
  sender_.vouched = false;
  sender_.address = *IpAddress::parse("198.51.100.7");
  EXPECT_EQ(text_of(plan_for(routed)), "sip:bob@example.org");
}

TEST_F(TargetSearchTest, TakesTheFirstRouteThatMatches) {
  add_route("09*", {"sip:mobile@192.0.2.60"});
  add_route("0*", {"sip:trunk@192.0.2.61"});
  EXPECT_EQ(text_of(find("sip:0903@example.org")), "sip:mobile@192.0.2.60");
  EXPECT_EQ(text_of(find("sip:02@example.org")), "sip:trunk@192.0.2.61");
}

TEST_F(TargetSearchTest, TakesNoRouteWithinADialog) {
  add_route("*", {"sip:trunk@192.0.2.61"});
  bind("sip:bob@example.org", "sip:bob@192.0.2.12");
  EXPECT_EQ(text_of(plan_for({.request_uri = "sip:bob@example.org", .in_dialog = true})), "sip:bob@192.0.2.12");
}

TEST_F(TargetSearchTest, KeepsATrunkFromStrangers) {
  add_route("0*", {"sip:trunk.example.net"});
  EXPECT_EQ(find("sip:0903@example.org").refusal, 403);
}

TEST_F(TargetSearchTest, OpensATrunkToRegisteredUsersAtTheirAddress) {
  add_route("0*", {"sip:trunk.example.net"});
  bind("sip:alice@example.org", "sip:alice@192.0.2.11:5060");
  EXPECT_EQ(text_of(find("sip:0903@example.org")), "sip:0903@trunk.example.net");

  sender_.address = *IpAddress::parse("192.0.2.66");
  EXPECT_EQ(find("sip:0903@example.org").refusal, 403);
}

TEST_F(TargetSearchTest, ComparesTheFlowOfABindingWithTheSender) {
  add_route("0*", {"sip:trunk.example.net"});
  bind("sip:alice@example.org", "sip:alice@192.0.2.11:5060", 1000, kBehindNat);
  EXPECT_EQ(find("sip:0903@example.org").refusal, 403);
  sender_.address = kBehindNat.remote.address;
  EXPECT_EQ(text_of(find("sip:0903@example.org")), "sip:0903@trunk.example.net");
}

TEST_F(TargetSearchTest, OpensATrunkToRelaySendersAndNamedNetworks) {
  add_route("0*", {"sip:trunk.example.net"});
  StaticRoute& office = add_route("1*", {"sip:trunk.example.net"});
  office.from = {.automatic = false, .networks = {*Network::parse("192.0.2.0/28")}};
  EXPECT_EQ(text_of(find("sip:112@example.org")), "sip:112@trunk.example.net");
  EXPECT_EQ(find("sip:0903@example.org").refusal, 403);

  sender_.address = *IpAddress::parse("198.51.100.7");
  EXPECT_EQ(text_of(find("sip:0903@example.org")), "sip:0903@trunk.example.net");
  sender_.address = *IpAddress::parse("203.0.113.7");
  EXPECT_EQ(find("sip:112@example.org").refusal, 403);
}

TEST_F(TargetSearchTest, PassesOverARouteThatTheSenderMayNotUse) {
  add_route("bob", {"sip:{user}@trunk.example.net"});
  bind("sip:bob@example.org", "sip:bob@192.0.2.12");
  EXPECT_EQ(text_of(find("sip:bob@example.org")), "sip:bob@192.0.2.12");
}

TEST_F(TargetSearchTest, ForwardsACallToAFixedNumberForAnyone) {
  add_route("bob", {"sip:0903@example.org"});
  add_route("0*", {"sip:trunk.example.net"});
  EXPECT_EQ(text_of(find("sip:bob@example.org")), "sip:0903@trunk.example.net");
}

TEST_F(TargetSearchTest, KeepsATrunkFromStrangersWhoComeByAnotherRoute) {
  StaticRoute& prefix = add_route("9*", {"sip:{user}@example.org"});
  prefix.strip = 1;
  add_route("0*", {"sip:trunk.example.net"});
  EXPECT_EQ(find("sip:90903@example.org").refusal, 403);
}

TEST_F(TargetSearchTest, LeadsToADomainThatARouteNames) {
  add_route("*@partner.example", {"sip:gate.partner.example;transport=tcp"});
  bind("sip:alice@example.org", "sip:alice@192.0.2.11");
  EXPECT_EQ(text_of(find("sip:carol@partner.example")), "sip:carol@gate.partner.example;transport=tcp");
}

TEST_F(TargetSearchTest, RingsAHuntGroupTogether) {
  bind("sip:alice@example.org", "sip:a@x");
  bind("sip:alice@example.org", "sip:a2@x", 200);
  bind("sip:bob@example.org", "sip:b@x");
  know("sip:carol@example.org");
  add_route("600", {"sip:alice@example.org", "sip:bob@example.org", "sip:carol@example.org"});
  EXPECT_EQ(text_of(find("sip:600@example.org")), "sip:a@x sip:b@x | sip:a2@x");
}

TEST_F(TargetSearchTest, RingsASerialHuntGroupOneByOne) {
  bind("sip:alice@example.org", "sip:a@x");
  bind("sip:bob@example.org", "sip:b@x");
  StaticRoute& hunt = add_route("601", {"sip:alice@example.org", "sip:bob@example.org"});
  hunt.fork = Fork::serial;
  hunt.after = std::chrono::seconds(15);
  const TargetPlan plan = find("sip:601@example.org");
  EXPECT_EQ(text_of(plan), "sip:a@x | sip:b@x");
  EXPECT_EQ(plan.groups.at(0).ring_time, std::chrono::seconds(15));
}

TEST_F(TargetSearchTest, RefusesAGroupWhereNobodyIsRegistered) {
  know("sip:bob@example.org");
  add_route("600", {"sip:nobody@example.org", "sip:bob@example.org"});
  EXPECT_EQ(find("sip:600@example.org").refusal, 480);
}

TEST_F(TargetSearchTest, ForwardsAnUnregisteredUsersCalls) {
  add_route("bob", {"sip:mail@192.0.2.70"}, When::unregistered);
  add_route("*", {"sip:pbx.example.net"}, When::unregistered).from = anyone();
  know("sip:bob@example.org");
  EXPECT_EQ(text_of(find("sip:bob@example.org")), "sip:mail@192.0.2.70");
  EXPECT_EQ(text_of(find("sip:nobody@example.org")), "sip:nobody@pbx.example.net");
  bind("sip:bob@example.org", "sip:bob@192.0.2.12");
  EXPECT_EQ(text_of(find("sip:bob@example.org")), "sip:bob@192.0.2.12");
}

TEST_F(TargetSearchTest, NamesRoutesForBusyAndNoAnswer) {
  bind("sip:bob@example.org", "sip:bob@192.0.2.12");
  add_route("bob", {"sip:carol@example.org"}, When::busy);
  add_route("*", {"sip:v-{user}@192.0.2.70"}, When::no_answer).from = anyone();
  TargetPlan plan = find("sip:bob@example.org");
  ASSERT_TRUE(plan.when_busy);
  ASSERT_TRUE(plan.when_no_answer);

  bind("sip:carol@example.org", "sip:carol@192.0.2.13");
  EXPECT_EQ(text_of(run({rules_, sender_, *plan.when_busy})), "sip:carol@192.0.2.13");
  EXPECT_EQ(text_of(run({rules_, sender_, *plan.when_no_answer})), "sip:v-bob@192.0.2.70");
}

TEST_F(TargetSearchTest, EndsRoutesThatLeadInACircle) {
  add_route("bob", {"sip:carol@example.org"});
  add_route("carol", {"sip:bob@example.org"});
  EXPECT_EQ(find("sip:bob@example.org").refusal, 482);
}

TEST_F(TargetSearchTest, FollowsFiveRoutesInARowAtTheMost) {
  for (int i = 0; i < 7; ++i) {
    const std::string to = "sip:u" + std::to_string(i + 1) + "@example.org";
    add_route("u" + std::to_string(i), {to.c_str()});
  }
  bind("sip:u7@example.org", "sip:u7@192.0.2.12");
  EXPECT_EQ(text_of(find("sip:u2@example.org")), "sip:u7@192.0.2.12");
  EXPECT_EQ(find("sip:u1@example.org").refusal, 482);
}

TEST_F(TargetSearchTest, BoundsGroupsOfGroups) {
  for (char c = 'a'; c < 'f'; ++c) {
    StaticRoute route{.match = *RoutePattern::parse(std::string(1, c)), .to = {}, .prefix = {}, .from = {}};
    for (int i = 0; i < 50; ++i) {
      route.to.push_back(*RouteTarget::parse("sip:" + std::string(1, static_cast<char>(c + 1)) + "@example.org"));
    }
    routes_.push_back(std::move(route));
  }
  bind("sip:f@example.org", "sip:f@192.0.2.12");
  find("sip:a@example.org");
  EXPECT_LE(asked_.size(), 1U);
}

TEST_F(TargetSearchTest, TriesRedirectContactsThatTheCallerMayReach) {
  bind("sip:carol@example.org", "sip:carol@192.0.2.13");
  bind("sip:dave@example.org", "sip:dave@192.0.2.14");
  const std::vector<RedirectContact> contacts{{.uri = "sip:carol@example.org"},
                                              {.uri = "sip:dave@example.org"},
                                              {.uri = "sip:eve@partner.example", .q = 500},
                                              {.uri = "sip:carol@192.0.2.13", .q = 100}};
  const TargetPlan plan = run({rules_, sender_, contacts});
  EXPECT_EQ(text_of(plan), "sip:carol@192.0.2.13 sip:dave@192.0.2.14 | sip:carol@192.0.2.13");
  EXPECT_THAT(plan.not_followed, ElementsAre("sip:eve@partner.example"));
}

}  // namespace
}  // namespace zvoni::forwarder
