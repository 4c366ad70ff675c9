#include "binding_locator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample.hpp"

namespace zvoni::registrar {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class BindingLocatorTest : public ::testing::Test {
 protected:
  Location look_up(std::string_view aor) {
    std::optional<Location> answer;
    locator_.lookup(aor, [&](Location location) { answer = std::move(location); });
    return answer.value();
  }
  Location look_up_contact(std::string_view uri) {
    std::optional<Location> answer;
    locator_.lookup_contact(parse_uri(uri).value(), [&](Location location) { answer = std::move(location); });
    return answer.value();
  }
  static std::vector<std::string> uris_of(const Location& location) {
    std::vector<std::string> uris;
    for (const LocatedContact& found : location.contacts) uris.push_back(found.uri);
    return uris;
  }

  SteadyTime now_ = kStart;
  Users users_;
  ObservedStore observed_;
  BindingLocator locator_{observed_.store, users_, [this] { return now_; }};
};

TEST_F(BindingLocatorTest, ListsContactsByFallingQAndTheNewestFirst) {
  observed_.store.update(update_of({contact("sip:a@192.0.2.1", seconds(600), 500), contact("sip:b@192.0.2.1"),
                                    contact("sip:c@192.0.2.1", seconds(600), 500), contact("sip:d@192.0.2.1")},
                                   "c", 1),
                         kStart);
  observed_.store.update(update_of({contact("sip:b@192.0.2.1")}, "c", 2), kStart);
  const Location location = look_up("sip:alice@example.org");
  EXPECT_EQ(location.result, Location::Result::found);
  EXPECT_THAT(uris_of(location),
              ElementsAre("sip:b@192.0.2.1", "sip:d@192.0.2.1", "sip:c@192.0.2.1", "sip:a@192.0.2.1"));
  EXPECT_EQ(location.contacts.back().q, 500);
}

TEST_F(BindingLocatorTest, GivesTheFlowOfThoseReachedByItAndThePathOfTheOthers) {
  BindingUpdate direct = update_of({{"sip:a@192.0.2.11", seconds(600), 1000, true}}, "c1");
  observed_.store.update(direct, kStart);
  BindingUpdate edge = update_of({{"sip:b@192.168.1.5", seconds(600), 500, false}}, "c2");
  edge.path = "<sip:edge.example.org;lr>\n<sip:core.example.org;lr>";
  observed_.store.update(edge, kStart);
  const Location location = look_up("sip:alice@example.org");
  ASSERT_EQ(location.contacts.size(), 2U);
  EXPECT_EQ(location.contacts[0].flow, flow_from("192.0.2.11:5060"));
  EXPECT_THAT(location.contacts[0].path, IsEmpty());
  EXPECT_EQ(location.contacts[1].flow, std::nullopt);
  EXPECT_THAT(location.contacts[1].path, ElementsAre("<sip:edge.example.org;lr>", "<sip:core.example.org;lr>"));
}

TEST_F(BindingLocatorTest, KnowsWhoWasHereOnceFromWhoNeverWas) {
  observed_.store.update(update_of({contact("sip:a@192.0.2.1", seconds(60))}), kStart);
  now_ += seconds(60);
  EXPECT_EQ(look_up("sip:alice@example.org").result, Location::Result::no_bindings);
  EXPECT_EQ(look_up("sip:bob@example.org").result, Location::Result::unknown_user);
}

TEST_F(BindingLocatorTest, WhereUsersAreListedTheListSaysWhoIsKnown) {
  ASSERT_TRUE(users_.add("bob"));
  observed_.store.update(update_of({contact("sip:a@192.0.2.1", seconds(60))}), kStart);
  now_ += seconds(60);
  EXPECT_EQ(look_up("sip:alice@example.org").result, Location::Result::unknown_user);
  EXPECT_EQ(look_up("sip:bob@example.org").result, Location::Result::no_bindings);
}

TEST_F(BindingLocatorTest, FindsTheBindingOfAContact) {
  observed_.store.update(update_of({{"sip:a@192.0.2.11:5060;ob", seconds(60), 300, true}}), kStart);
  const Location location = look_up_contact("sip:a@192.0.2.11:5060");
  EXPECT_EQ(location.result, Location::Result::found);
  EXPECT_THAT(uris_of(location), ElementsAre("sip:a@192.0.2.11:5060;ob"));
  EXPECT_EQ(location.contacts.front().flow, flow_from("192.0.2.11:5060"));
  now_ += seconds(60);
  EXPECT_EQ(look_up_contact("sip:a@192.0.2.11:5060").result, Location::Result::unknown_user);
}

}  // namespace
}  // namespace zvoni::registrar
