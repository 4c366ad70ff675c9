#include "target_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "target_plan.hpp"

namespace zvoni::forwarder {
namespace {

using ::testing::ElementsAre;

TargetGroup group(std::initializer_list<const char*> uris) {
  TargetGroup made;
  for (const char* uri : uris) made.targets.push_back({.request_uri = uri, .route = {}, .flow = std::nullopt});
  return made;
}

std::vector<std::string> next_of(TargetSet& set) {
  std::vector<std::string> uris;
  if (const auto taken = set.take_next()) {
    for (const Target& target : taken->targets) uris.push_back(target.request_uri);
  }
  return uris;
}

TEST(TargetPlan, LeavesTheHeadersOfAContactOutOfTheRequestUri) {
  LocatedContact contact;
  contact.uri = "sip:what?now@192.0.2.12:5070;transport=udp?Route=%3Csip:x%3E";
  const auto groups = groups_of({contact});
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].targets[0].request_uri, "sip:what?now@192.0.2.12:5070;transport=udp");
}

TEST(TargetSet, HandsOutGroupsInOrder) {
  TargetSet set(30);
  EXPECT_EQ(set.add_next({group({"sip:a@x", "sip:b@x"}), group({"sip:c@x"})}), 3U);
  EXPECT_THAT(next_of(set), ElementsAre("sip:a@x", "sip:b@x"));
  EXPECT_THAT(next_of(set), ElementsAre("sip:c@x"));
  EXPECT_TRUE(set.empty());
  EXPECT_FALSE(set.take_next());
}

TEST(TargetSet, TakesEachTargetOnce) {
  TargetSet set(30);
  set.add_next({group({"sip:a@x"})});
  EXPECT_THAT(next_of(set), ElementsAre("sip:a@x"));
  EXPECT_EQ(set.add_next({group({"sip:a@X:5060", "sip:a@x", "sip:b@x"}), group({"sip:a@x"})}), 2U);
  EXPECT_THAT(next_of(set), ElementsAre("sip:a@X:5060", "sip:b@x"));
  EXPECT_TRUE(set.empty());
}

TEST(TargetSet, TellsEqualContactsBehindDifferentNatsApart) {
  TargetSet set(30);
  TargetGroup phones = group({"sip:a@10.0.0.2", "sip:a@10.0.0.2", "sip:a@10.0.0.2"});
  phones.targets[0].flow = Flow{.local = {}, .remote = *Endpoint::parse("192.0.2.20:1024")};
  phones.targets[1].flow = Flow{.local = {}, .remote = *Endpoint::parse("192.0.2.21:1024")};
  phones.targets[2].route = {"<sip:192.0.2.30;lr>"};
  EXPECT_EQ(set.add_next({phones}), 3U);
}

TEST(TargetSet, PutsNewGroupsInFront) {
  TargetSet set(30);
  set.add_next({group({"sip:a@x"}), group({"sip:b@x"})});
  EXPECT_THAT(next_of(set), ElementsAre("sip:a@x"));
  set.add_next({group({"sip:c@x"}), group({"sip:d@x"})});
  EXPECT_THAT(next_of(set), ElementsAre("sip:c@x"));
  EXPECT_THAT(next_of(set), ElementsAre("sip:d@x"));
  EXPECT_THAT(next_of(set), ElementsAre("sip:b@x"));
}

TEST(TargetSet, TakesNoMoreThanItsLimitEver) {
  TargetSet set(2);
  EXPECT_EQ(set.add_next({group({"sip:a@x", "sip:b@x", "sip:c@x"})}), 2U);
  EXPECT_THAT(next_of(set), ElementsAre("sip:a@x", "sip:b@x"));
  EXPECT_EQ(set.add_next({group({"sip:d@x"})}), 0U);
}

TEST(TargetSet, IsEmptyOnceCleared) {
  TargetSet set(30);
  set.add_next({group({"sip:a@x"})});
  set.clear();
  EXPECT_TRUE(set.empty());
  EXPECT_EQ(set.add_next({group({"sip:a@x"})}), 0U);
}

}  // namespace
}  // namespace zvoni::forwarder
