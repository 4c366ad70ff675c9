// Mistakes in the configuration, each refused at its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <zvoni/config.hpp>

#include "network.hpp"

namespace zvoni::forwarder {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string refusal_of(const std::string& options) {
  try {
    const Network network(options);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "started";
}

std::string refusal_of_route(const std::string& route) { return refusal_of("{ routes: [ " + route + " ] }"); }

TEST(Settings, RefuseATargetThatIsNoSipUri) {
  EXPECT_THAT(refusal_of_route("{ match: \"0*\", to: [ trunk.example.net ] }"),
              AllOf(StartsWith("zvoni.yaml:"), HasSubstr("expected SIP URIs"), HasSubstr("\"trunk.example.net\"")));
}

TEST(Settings, RefuseARouteWithoutTargetOrPattern) {
  EXPECT_THAT(refusal_of_route("{ match: \"0*\", to: [] }"), HasSubstr("at least one SIP URI"));
  EXPECT_THAT(refusal_of_route("{ match: \"0*\" }"), HasSubstr("to"));
  EXPECT_THAT(refusal_of_route("{ to: [ \"sip:a@example.org\" ] }"), HasSubstr("match"));
  EXPECT_THAT(refusal_of_route("{ match: \"a@b@c\", to: [ \"sip:a@example.org\" ] }"), HasSubstr("expected a pattern"));
}

TEST(Settings, RefuseAMatchedPartThatIsNotClear) {
  EXPECT_THAT(refusal_of_route("{ match: \"0??\", to: [ \"sip:{matched}@trunk.example.net\" ] }"),
              HasSubstr("exactly one *"));
}

TEST(Settings, RefuseRewritingThatDoesNothing) {
  EXPECT_THAT(refusal_of_route("{ match: \"0*\", to: [ \"sip:mail@example.org\" ], strip: 1 }"),
              AllOf(HasSubstr("strip"), HasSubstr("no URI in `to` takes the dialled user")));
  EXPECT_THAT(refusal_of_route("{ match: \"0*\", to: [ \"sip:{matched}@example.org\" ], prefix: \"1\" }"),
              HasSubstr("prefix"));
}

TEST(Settings, RefuseUsersThatAreNone) {
  EXPECT_THAT(refusal_of_route("{ match: \"0*\", to: [ \"sip:trunk.example.net\" ], from: [ friends ] }"),
              HasSubstr("expected anyone, registered, or a network such as 192.0.2.0/24, got \"friends\""));
}

TEST(Settings, RefuseAnUnknownCondition) {
  EXPECT_THAT(refusal_of_route("{ match: bob, when: asleep, to: [ \"sip:a@example.org\" ] }"), HasSubstr("no-answer"));
}

TEST(Settings, RefuseTimerCBeyondItsRange) { EXPECT_THAT(refusal_of("{ timer-c: 0s }"), HasSubstr("timer-c")); }

TEST(Settings, TakeEveryKindOfRoute) {
  EXPECT_EQ(refusal_of("{ relay-for: [ 192.0.2.0/24 ], timer-c: 4m, max-targets: 10, recurse-redirects: yes, routes: [ "
                       "{ match: \"0*\", to: [ \"sip:trunk.example.net\" ], strip: 1, prefix: \"+421\", "
                       "from: [ registered, anyone, 192.0.2.0/24, \"2001:db8::/32\" ] } ] }"),
            "started");
}

}  // namespace
}  // namespace zvoni::forwarder
