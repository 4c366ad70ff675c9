#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config_scene.hpp"

namespace zvoni::kernel {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::Pair;

constexpr Option kMembers[] = {
    {"match", OptionType::text, nullptr, "nonempty", "A pattern.", true},
    {"after", OptionType::duration, "20s", "1s..5m", "How long."},
};

constexpr Option kTable[] = {
    {"boolean", OptionType::boolean, "no", nullptr, "h"},
    {"integer", OptionType::integer, "10", "1..100", "h"},
    {"any-integer", OptionType::integer, nullptr, nullptr, "h"},
    {"duration", OptionType::duration, "1h", nullptr, "h"},
    {"bounded", OptionType::duration, "1m", "1s..1d", "h"},
    {"size", OptionType::size, "64K", "1K..1M", "h"},
    {"text", OptionType::text, "", nullptr, "h"},
    {"name", OptionType::text, "x", "nonempty", "h"},
    {"path", OptionType::path, "", nullptr, "h"},
    {"choice", OptionType::choice, "text", "text|csv|json", "h"},
    {"uri", OptionType::uri, nullptr, nullptr, "h"},
    {"list", OptionType::list, "[]", nullptr, "h"},
    {"methods", OptionType::list, "[INVITE]", "INVITE|REFER|NOTIFY", "h"},
    {"networks", OptionType::networks, "[]", nullptr, "h"},
    {"map", OptionType::map, "{}", nullptr, "h"},
    {"phrases", OptionType::map, "{}", "100..699", "h"},
    {"groups", OptionType::groups, "[]", nullptr, "h", false, kMembers, 2},
};

std::string mistake(std::string_view yaml) { return check(kTable, yaml).mistakes; }

TEST(OptionTypes, HaveTheirDefaultsWhereNothingIsGiven) {
  const Checked checked = check(kTable, "");
  EXPECT_EQ(checked.mistakes, "");
  const ModuleConfig& config = *checked.config;
  EXPECT_FALSE(config.boolean("boolean"));
  EXPECT_EQ(config.integer("integer"), 10);
  EXPECT_EQ(config.duration("duration"), std::chrono::hours(1));
  EXPECT_EQ(config.size("size"), 65536U);
  EXPECT_EQ(config.text("text"), "");
  EXPECT_TRUE(config.path("path").empty());
  EXPECT_EQ(config.text("choice"), "text");
  EXPECT_THAT(config.list("methods"), ElementsAre("INVITE"));
  EXPECT_TRUE(config.networks("networks").empty());
  EXPECT_TRUE(config.map("map").empty());
  EXPECT_TRUE(config.groups("groups").empty());
  EXPECT_FALSE(config.has("any-integer"));
  EXPECT_FALSE(config.has("uri"));
  EXPECT_TRUE(config.has("integer"));
}

TEST(OptionTypes, HaveTheValuesOfTheFile) {
  const Checked checked = check(kTable, R"(
boolean: on
integer: 42
any-integer: -5
duration: 500ms
bounded: 2h
size: 1M
text: Zvoní
choice: json
uri: sip:alice@example.org;transport=tcp
list: [ b, a ]
networks: [ 192.0.2.0/24, "2001:db8::1" ]
map: { z: 1, a: two }
phrases: { 486: Obsadené, 180: Zvoní }
)");
  EXPECT_EQ(checked.mistakes, "");
  const ModuleConfig& config = *checked.config;
  EXPECT_TRUE(config.boolean("boolean"));
  EXPECT_EQ(config.integer("integer"), 42);
  EXPECT_EQ(config.integer("any-integer"), -5);
  EXPECT_EQ(config.duration("duration"), milliseconds(500));
  EXPECT_EQ(config.duration("bounded"), std::chrono::hours(2));
  EXPECT_EQ(config.size("size"), 1048576U);
  EXPECT_EQ(config.text("text"), "Zvoní");
  EXPECT_EQ(config.text("choice"), "json");
  EXPECT_EQ(config.text("uri"), "sip:alice@example.org;transport=tcp");
  EXPECT_THAT(config.list("list"), ElementsAre("b", "a"));
  ASSERT_EQ(config.networks("networks").size(), 2U);
  EXPECT_TRUE(config.networks("networks")[0].contains(*IpAddress::parse("192.0.2.77")));
  EXPECT_THAT(config.map("map"), ElementsAre(Pair("z", "1"), Pair("a", "two")));
  EXPECT_THAT(config.map("phrases"), ElementsAre(Pair("486", "Obsadené"), Pair("180", "Zvoní")));
}

TEST(OptionTypes, TakeRelativePathsFromTheStateDirectory) {
  EXPECT_EQ(check(kTable, "path: calls.log").config->path("path"), "/state/calls.log");
  EXPECT_EQ(check(kTable, "path: ./a/../calls.log").config->path("path"), "/state/calls.log");
  EXPECT_EQ(check(kTable, "path: /var/log/calls.log").config->path("path"), "/var/log/calls.log");
  EXPECT_TRUE(check(kTable, "path: \"\"").config->path("path").empty());
}

TEST(OptionTypes, RefuseOtherWordsThanYesAndNo) {
  EXPECT_EQ(mistake("boolean: maybe"), "t.yaml:1:10: m.boolean: expected yes or no, got \"maybe\"");
}

TEST(OptionTypes, RefuseNumbersOutOfRange) {
  EXPECT_EQ(mistake("integer: 101"), "t.yaml:1:10: m.integer: expected a whole number from 1 to 100, got \"101\"");
  EXPECT_EQ(mistake("integer: 0"), "t.yaml:1:10: m.integer: expected a whole number from 1 to 100, got \"0\"");
  EXPECT_EQ(mistake("any-integer: many"), "t.yaml:1:14: m.any-integer: expected a whole number, got \"many\"");
}

TEST(OptionTypes, RefuseDurationsThatAreNone) {
  EXPECT_EQ(mistake("duration: soon"), "t.yaml:1:11: m.duration: expected a duration such as 1h, got \"soon\"");
  EXPECT_EQ(mistake("bounded: 2d"), "t.yaml:1:10: m.bounded: expected a duration from 1s to 1d, got \"2d\"");
  EXPECT_EQ(mistake("bounded: 0"), "t.yaml:1:10: m.bounded: expected a duration from 1s to 1d, got \"0\"");
}

TEST(OptionTypes, TellToWriteTheUnitOfADuration) {
  EXPECT_EQ(mistake("duration: 90"),
            "t.yaml:1:11: m.duration: expected a duration such as 1h, got \"90\"; write its unit, as in 90s");
}

TEST(OptionTypes, RefuseSizesThatAreNone) {
  EXPECT_EQ(mistake("size: big"), "t.yaml:1:7: m.size: expected a size such as 64K, got \"big\"");
  EXPECT_EQ(mistake("size: 2M"), "t.yaml:1:7: m.size: expected a size from 1K to 1M, got \"2M\"");
}

TEST(OptionTypes, RefuseAnEmptyTextWhereOneMustBe) {
  EXPECT_EQ(mistake("name: \"\""), "t.yaml:1:7: m.name: expected a text that is not empty, got \"\"");
}

// A line break could end a SIP header or a log line.
TEST(OptionTypes, RefuseControlCharactersInTexts) {
  EXPECT_EQ(mistake("text: \"a\\r\\nb\""),
            "t.yaml:1:7: m.text: expected a text without line breaks and control characters, got \"a\\r\\nb\"");
}

TEST(OptionTypes, NameTheNearestChoice) {
  EXPECT_EQ(mistake("choice: jsn"),
            "t.yaml:1:9: m.choice: expected one of text, csv, json, got \"jsn\"; did you mean \"json\"?");
  EXPECT_EQ(mistake("choice: yellow"), "t.yaml:1:9: m.choice: expected one of text, csv, json, got \"yellow\"");
  EXPECT_EQ(mistake("methods: [ INVITE, REFR ]"),
            "t.yaml:1:20: m.methods: expected one of INVITE, REFER, NOTIFY, got \"REFR\"; did you mean \"REFER\"?");
}

TEST(OptionTypes, RefuseWhatIsNoSipUri) {
  const std::string expected = "expected a SIP URI such as sip:alice@example.org, got ";
  EXPECT_EQ(mistake("uri: alice"), "t.yaml:1:6: m.uri: " + expected + "\"alice\"");
  EXPECT_EQ(mistake("uri: http://example.org/"), "t.yaml:1:6: m.uri: " + expected + "\"http://example.org/\"");
}

TEST(OptionTypes, RefuseWhatIsNoNetwork) {
  EXPECT_EQ(mistake("networks: [ 192.0.2.0/24, 192.0.2.0/33 ]"),
            "t.yaml:1:27: m.networks: expected a network such as 192.0.2.0/24 or 2001:db8::/32, or an address, got "
            "\"192.0.2.0/33\"");
}

TEST(OptionTypes, TakeASingleValueAsAListOfOne) {
  const Checked checked = check(kTable, "list: one\nnetworks: 10.0.0.0/8");
  EXPECT_EQ(checked.mistakes, "");
  EXPECT_THAT(checked.config->list("list"), ElementsAre("one"));
  EXPECT_EQ(checked.config->networks("networks").size(), 1U);
}

TEST(OptionTypes, TakeNothingAsAnEmptyList) {
  const Checked checked = check(kTable, "methods:\n#- REFER\nmap:\ngroups:\n");
  EXPECT_EQ(checked.mistakes, "");
  EXPECT_TRUE(checked.config->list("methods").empty());
}

TEST(OptionTypes, RefuseOneKindOfYamlForAnother) {
  EXPECT_EQ(mistake("duration: [ 1h ]"), "t.yaml:1:11: m.duration: expected a duration such as 1h, got a list");
  EXPECT_EQ(mistake("text: { a: b }"), "t.yaml:1:7: m.text: expected a text, got a map");
  EXPECT_EQ(mistake("list: { a: b }"), "t.yaml:1:7: m.list: expected a list of texts, got a map");
  EXPECT_EQ(mistake("list: [ [ a ] ]"), "t.yaml:1:9: m.list: expected a text, got a list");
  EXPECT_EQ(mistake("map: 5"), "t.yaml:1:6: m.map: expected a map, got \"5\"");
  EXPECT_EQ(mistake("map: { a: [ b ] }"), "t.yaml:1:11: m.map.a: expected a text, got a list");
  EXPECT_EQ(mistake("path: ~"), "t.yaml:1:7: m.path: expected the name of a file, got nothing");
  EXPECT_EQ(mistake("- a\n- b\n"), "t.yaml:1:1: m: expected a map of options, got a list");
}

TEST(OptionTypes, RefuseKeysOfAMapOutOfRange) {
  EXPECT_EQ(mistake("phrases:\n  486: Obsadené\n  99: Nie\n"),
            "t.yaml:3:3: m.phrases: expected a map with whole numbers from 100 to 699 as keys, got the key \"99\"");
}

TEST(OptionTypes, CheckEachGroup) {
  const Checked checked = check(kTable, "groups:\n  - { match: \"0*\", after: 5s }\n  - match: alice\n");
  EXPECT_EQ(checked.mistakes, "");
  const auto groups = checked.config->groups("groups");
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0]->text("match"), "0*");
  EXPECT_EQ(groups[0]->duration("after"), milliseconds(5000));
  EXPECT_EQ(groups[1]->duration("after"), milliseconds(20000));
}

TEST(OptionTypes, SayWhichGroupIsWrong) {
  EXPECT_EQ(mistake("groups:\n  - match: alice\n  - after: 5s\n  - { match: bob, aftr: 5s }\n  - bob\n"),
            "t.yaml:3:5: m.groups[2].match: expected a text that is not empty, got nothing; it must be given\n"
            "t.yaml:4:19: m.groups[3].aftr: expected one of match, after, got \"aftr\"; did you mean \"after\"?\n"
            "t.yaml:5:5: m.groups[4]: expected a map, got \"bob\"");
  EXPECT_EQ(mistake("groups: { match: bob }"),
            "t.yaml:1:9: m.groups: expected a list of maps, got a map; put \"- \" in front of each map");
}

TEST(OptionTypes, NameTheNearestOption) {
  constexpr Option kTwo[] = {{"max-expires", OptionType::duration, "1h", nullptr, "h"},
                             {"min-expires", OptionType::duration, "1m", nullptr, "h"}};
  EXPECT_EQ(check(kTwo, "max-expire: 1h").mistakes,
            "t.yaml:1:1: m.max-expire: expected one of max-expires, min-expires, got \"max-expire\"; did you mean "
            "\"max-expires\"?");
  EXPECT_EQ(check({}, "anything: 1").mistakes, "t.yaml:1:1: m.anything: expected no options, got \"anything\"");
}

TEST(OptionTypes, ReportAllMistakesInTheOrderOfTheFile) {
  EXPECT_EQ(mistake("size: big\nboolean: maybe\nuri: x\n"),
            "t.yaml:1:7: m.size: expected a size such as 64K, got \"big\"\n"
            "t.yaml:2:10: m.boolean: expected yes or no, got \"maybe\"\n"
            "t.yaml:3:6: m.uri: expected a SIP URI such as sip:alice@example.org, got \"x\"");
}

TEST(OptionTypes, CutWhatTheyQuote) {
  const std::string text = mistake("boolean: " + std::string(500, 'x'));
  EXPECT_EQ(text, "t.yaml:1:10: m.boolean: expected yes or no, got \"" + std::string(60, 'x') + "…\"");
}

}  // namespace
}  // namespace zvoni::kernel
