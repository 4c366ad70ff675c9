#include "users.hpp"

#include <gtest/gtest.h>

namespace zvoni::registrar {
namespace {

bool lists(const Users& users, std::string_view uri) { return users.lists(parse_uri(uri).value()); }

TEST(Users, ABareNameIsListedInEveryDomain) {
  Users users;
  ASSERT_TRUE(users.add("alice"));
  EXPECT_TRUE(lists(users, "sip:alice@one.example"));
  EXPECT_TRUE(lists(users, "sips:%61lice@two.example:5061"));
  EXPECT_FALSE(lists(users, "sip:Alice@one.example"));
  EXPECT_FALSE(lists(users, "sip:bob@one.example"));
}

TEST(Users, ANameWithADomainIsListedThereOnly) {
  Users users;
  ASSERT_TRUE(users.add("alice@One.Example"));
  EXPECT_TRUE(lists(users, "sip:alice@one.example"));
  EXPECT_FALSE(lists(users, "sip:alice@two.example"));
}

TEST(Users, AnEmptyListIsEmpty) {
  Users users;
  EXPECT_TRUE(users.empty());
  ASSERT_TRUE(users.add("alice@one.example"));
  EXPECT_FALSE(users.empty());
}

TEST(Users, TakesNothingThatIsNoUser) {
  Users users;
  for (const char* text : {"", "@example.org", "alice@", "al ice", "alice@a@b", "alice@example.org:5060",
                           "alice@example.org;lr", "sip:alice@example.org", "alice:secret@example.org"}) {
    EXPECT_FALSE(users.add(text)) << text;
  }
  EXPECT_TRUE(users.empty());
}

}  // namespace
}  // namespace zvoni::registrar
