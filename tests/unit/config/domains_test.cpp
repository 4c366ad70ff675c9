#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config_scene.hpp"

namespace zvoni::kernel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Domains, MayBeAList) {
  Mistakes mistakes;
  const Settings settings = read("domains: [ Example.ORG, 192.0.2.1, \"[2001:DB8::1]\", pbx. ]\n", mistakes);
  EXPECT_EQ(mistakes.to_string(), "");
  EXPECT_FALSE(settings.domains_auto);
  EXPECT_THAT(settings.domains, ElementsAre("example.org", "192.0.2.1", "2001:db8::1", "pbx"));
}

TEST(Domains, MayBeAddedToThoseOfTheHost) {
  Mistakes mistakes;
  const Settings settings = read("domains: [ auto, example.org ]\n", mistakes);
  EXPECT_TRUE(mistakes.empty());
  EXPECT_TRUE(settings.domains_auto);
  EXPECT_THAT(settings.domains, ElementsAre("example.org"));
}

TEST(Domains, MayBeOne) {
  Mistakes mistakes;
  const Settings settings = read("domains: auto\n", mistakes);
  EXPECT_TRUE(mistakes.empty());
  EXPECT_TRUE(settings.domains_auto);
  EXPECT_THAT(settings.domains, IsEmpty());
}

TEST(Domains, AreRefusedWithAPortOrScheme) {
  EXPECT_EQ(
      mistakes_in("domains: [ \"example.org:5060\" ]\n"),
      "t.yaml:1:12: domains: expected auto, or a domain or address such as example.org or 192.0.2.1, without port, got "
      "\"example.org:5060\"");
  EXPECT_THAT(mistakes_in("domains: \"sip:example.org\"\n"), HasSubstr("t.yaml:1:10: domains: expected auto"));
  EXPECT_THAT(mistakes_in("domains: [ \"exa mple\" ]\n"), HasSubstr("got \"exa mple\""));
  EXPECT_THAT(mistakes_in("domains: []\n"), HasSubstr("expected auto or at least one domain, got none"));
}

}  // namespace
}  // namespace zvoni::kernel
