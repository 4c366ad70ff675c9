#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <zvoni/config.hpp>

#include "phone.hpp"

namespace zvoni::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

void expect_refused(std::string options, const std::string& sentence) {
  try {
    Exchange exchange(settings(std::move(options)));
    FAIL() << "started";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr(sentence));
  }
}

TEST(RegistrarSettings, RefusesExpiriesThatContradictOneAnother) {
  expect_refused("{ default-expires: 30s }", "registrar.default-expires: must not be below min-expires (60s)");
  expect_refused("{ max-expires: 10m }", "registrar.default-expires: must not be above max-expires (600s)");
  expect_refused("{ min-expires: 2h }", "registrar.min-expires");
}

TEST(RegistrarSettings, RefusesWhatIsNoUser) {
  expect_refused("{ users: [ alice, \"sip:bob@example.org\" ] }",
                 "registrar.users: expected a user such as alice or alice@example.org, got \"sip:bob@example.org\"");
}

TEST(RegistrarSettings, GrantsTheExpiriesItIsTold) {
  Exchange exchange(settings("{ default-expires: 10m, min-expires: 5m, max-expires: 20m }"));
  Phone alice(exchange, "alice");
  EXPECT_THAT(headers_of(alice.send("Contact: <sip:a@192.0.2.11>\n", "c", 1), "Contact"),
              ElementsAre("<sip:a@192.0.2.11>;expires=600"));
  EXPECT_THAT(headers_of(alice.send("Contact: <sip:a@192.0.2.11>\nExpires: 7200\n", "c", 2), "Contact"),
              ElementsAre("<sip:a@192.0.2.11>;expires=1200"));
  const std::string answer = alice.send("Contact: <sip:a@192.0.2.11>\nExpires: 299\n", "c", 3);
  EXPECT_EQ(status_of(answer), 423);
  EXPECT_EQ(header_of(answer, "Min-Expires"), "300");
}

}  // namespace
}  // namespace zvoni::testing
