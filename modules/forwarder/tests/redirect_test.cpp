#include "redirect.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni::forwarder {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> uris_of(const Message& message) {
  std::vector<std::string> uris;
  for (const RedirectContact& contact : contacts_of(message)) uris.push_back(contact.uri);
  return uris;
}

TEST(Redirect, OrdersContactsByQ) {
  const auto moved =
      response(302, "Contact: <sip:a@x.example>;q=0.2, <sip:b@x.example>\nContact: <sip:c@x.example>;q=0.5\n");
  EXPECT_THAT(uris_of(*moved), ElementsAre("sip:b@x.example", "sip:c@x.example", "sip:a@x.example"));
}

TEST(Redirect, LeavesToTheCallerWhatCannotBecomeARequestUri) {
  const auto moved = response(302,
                              "Contact: <tel:+421>, <sip:a@x.example?Subject=x>, <sip:b@x.example;method=MESSAGE>, "
                              "<mailto:a@x.example>, <sips:ok@x.example>\n");
  EXPECT_THAT(uris_of(*moved), ElementsAre("sips:ok@x.example"));
}

TEST(Redirect, TakesFollowedContactsOut) {
  const auto moved = response(302, "Contact: <sip:a@x.example>;q=0.2, \"B, b\" <sip:b@x.example>\n");
  EXPECT_TRUE(remove_contacts(*moved, {"sip:a@x.example"}));
  EXPECT_EQ(moved->header(HeaderName::contact), "\"B, b\" <sip:b@x.example>");
  EXPECT_FALSE(remove_contacts(*moved, {"sip:b@x.example"}));
  EXPECT_FALSE(moved->has(HeaderName::contact));
}

TEST(Redirect, FollowsOnlyStatusesThatNameOtherPlaces) {
  EXPECT_TRUE(can_be_followed(300));
  EXPECT_TRUE(can_be_followed(301));
  EXPECT_TRUE(can_be_followed(302));
  EXPECT_FALSE(can_be_followed(305));
  EXPECT_FALSE(can_be_followed(380));
  EXPECT_FALSE(can_be_followed(486));
}

}  // namespace
}  // namespace zvoni::forwarder
