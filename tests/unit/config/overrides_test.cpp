#include "config/overrides.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config_scene.hpp"

namespace zvoni::kernel {
namespace {

using testing::HasSubstr;

constexpr const char* kFile = "log: { level: info }\nmodules:\n  registrar: { max-expires: 1h }\n  forwarder:\n";

Settings with(std::vector<std::string> overrides) {
  Mistakes mistakes;
  Settings settings = read(kFile, mistakes, std::move(overrides));
  EXPECT_EQ(mistakes.to_string(), "");
  return settings;
}

TEST(Overrides, ReplaceAValueOfTheFile) {
  EXPECT_EQ(with({"log.level=debug"}).log.level, LogLevel::debug);
  EXPECT_EQ(with({"modules.registrar.max-expires=2h"}).modules[0].options.find("max-expires")->value.text, "2h");
}

TEST(Overrides, AddWhatTheFileDoesNotHave) {
  EXPECT_EQ(with({"calls.max=500"}).calls.max, 500U);
  const Settings settings = with({"modules.forwarder.timer-c=200s", "modules.cdr-text.file=/tmp/x"});
  ASSERT_EQ(settings.modules.size(), 3U);
  EXPECT_EQ(settings.modules[1].options.find("timer-c")->value.text, "200s");
  EXPECT_EQ(settings.modules[2].name, "cdr-text");
  EXPECT_EQ(settings.modules[2].options.find("file")->value.text, "/tmp/x");
}

TEST(Overrides, TakeYamlAsTheValue) {
  const Settings settings = with({"listen=[ \"udp:127.0.0.1:0\", \"tcp:127.0.0.1:0\" ]"});
  ASSERT_EQ(settings.listen.size(), 2U);
  EXPECT_EQ(settings.listen[1].to_string(), "tcp:127.0.0.1:0");
}

TEST(Overrides, MayHoldEqualsSigns) { EXPECT_EQ(with({"log.file=/tmp/a=b"}).log.file, "/tmp/a=b"); }

TEST(Overrides, TurnModulesOff) { EXPECT_FALSE(with({"modules.registrar.enabled=no"}).modules[0].enabled); }

TEST(Overrides, CountInTheirOrder) { EXPECT_EQ(with({"calls.max=500", "calls.max=600"}).calls.max, 600U); }

TEST(Overrides, StandForTheFileInErrors) {
  EXPECT_EQ(mistakes_in(kFile, {"log.level=loud"}),
            "--set log.level=loud: log.level: expected one of trace, debug, info, warning, error, got \"loud\"");
  EXPECT_EQ(mistakes_in(kFile, {"log.colour=yes"}),
            "--set log.colour=yes: log.colour: expected one of level, file, got \"colour\"");
  EXPECT_EQ(mistakes_in(kFile, {"listen=[ a, b ]"}),
            "--set listen=[ a, b ]: listen: expected an address such as udp:0.0.0.0:5060 or tcp:[::]:5060, got \"a\"\n"
            "--set listen=[ a, b ]: listen: expected an address such as udp:0.0.0.0:5060 or tcp:[::]:5060, got \"b\"");
}

TEST(Overrides, AreReportedBehindTheFile) {
  const std::string text = mistakes_in("log: { level: loud }\n", {"workers=0"});
  EXPECT_THAT(text, testing::StartsWith("t.yaml:1:15: log.level: "));
  EXPECT_THAT(text, HasSubstr("\n--set workers=0: workers: expected a whole number from 1 to 256, got \"0\""));
}

TEST(Overrides, AreRefusedInAnotherForm) {
  for (const char* text : {"", "=", "log", "log.level", "=x", ".level=x", "log..level=x", "log.=x"}) {
    EXPECT_EQ(mistakes_in(kFile, {text}),
              "--set " + std::string(text) + ": expected key.path=value, such as log.level=debug")
        << text;
  }
}

TEST(Overrides, AreRefusedBelowWhatIsNoMap) {
  EXPECT_EQ(mistakes_in(kFile, {"log.level.x=1"}),
            "--set log.level.x=1: log.level: expected a map to set \"x\" in, got \"info\"");
}

TEST(Overrides, AreRefusedWhereTheValueIsNoYaml) {
  EXPECT_THAT(mistakes_in(kFile, {"listen=[ a"}), HasSubstr("--set listen=[ a: expected YAML, got an error: "));
}

TEST(Overrides, RefuseAnEmptyValue) {
  EXPECT_EQ(mistakes_in(kFile, {"log.level="}),
            "--set log.level=: log.level: expected one of trace, debug, info, warning, error, got nothing");
}

}  // namespace
}  // namespace zvoni::kernel
