#include "loader/module_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "load_scene.hpp"

namespace zvoni::kernel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ModuleSet, ChecksTheOptionsOfEachModule) {
  const ModuleSet modules = load("modules:\n  good: { greeting: ahoj, after: 5s, file: log }\n");
  ASSERT_EQ(modules.modules().size(), 1U);
  const ModuleConfig& config = *modules.modules()[0].config;
  EXPECT_EQ(config.text("greeting"), "ahoj");
  EXPECT_EQ(config.text("language"), "en");
  EXPECT_EQ(config.path("file"), "/state/log");
}

TEST(ModuleSet, RefusesWrongOptionsWithPlaceAndNearestName) {
  EXPECT_EQ(
      refusal("modules:\n  good:\n    greting: ahoj\n    after: 2h\n"),
      "t.yaml:3:5: good.greting: expected one of greeting, language, after, file, visitors, got \"greting\"; did you "
      "mean \"greeting\"?\n"
      "t.yaml:4:12: good.after: expected a duration from 100ms to 1h, got \"2h\"");
}

TEST(ModuleSet, AsksAModulesOwnRulesWithTheOptionsOfTheFile) {
  EXPECT_EQ(refusal("modules:\n  check-refuses: { low: 5 }\n"), "");
  EXPECT_EQ(refusal("modules:\n  absent:\n  check-refuses:\n    low: 20\n"),
            "t.yaml:2:3: modules.absent: expected a module, found no absent.so in DIR\n"
            "t.yaml:4:10: check-refuses.low: expected a number not above high");
  EXPECT_EQ(refusal("modules:\n  check-refuses: { low: 13 }\n"),
            "t.yaml:2:3: modules.check-refuses: its check() threw something that is no std::exception");
}

TEST(ModuleSet, AsksNoRulesWhereAnOptionIsWrongAlready) {
  EXPECT_EQ(refusal("modules:\n  check-refuses: { low: 20, high: x }\n"),
            "t.yaml:2:35: check-refuses.high: expected a whole number, got \"x\"");
}

TEST(ModuleSet, RefusesUnknownModulesWithThePlace) {
  EXPECT_EQ(refusal("modules:\n  good:\n  needs-greting:\n"),
            "t.yaml:3:3: modules.needs-greting: expected a module, found no needs-greting.so in DIR; did you mean "
            "\"needs-greeting\"?");
  EXPECT_THAT(refusal("modules:\n  ../good:\n"),
              HasSubstr("t.yaml:2:3: modules.../good: expected the name of a module"));
}

TEST(ModuleSet, ReportsAllThatIsWrongTogether) {
  EXPECT_EQ(refusal("workers: none\nmodules:\n  good: { after: soon }\n  wrong-major:\n  absent:\n"),
            "t.yaml:1:10: workers: expected a whole number from 1 to 256, got \"none\"\n"
            "t.yaml:3:18: good.after: expected a duration such as 1h, got \"soon\"\n"
            "t.yaml:4:3: modules.wrong-major: DIR/wrong-major.so was built for SDK ABI " +
                std::to_string(kAbiMajor + 1) + ", this zvoni has " + std::to_string(kAbiMajor) +
                ": rebuild it against this zvoni-dev\n"
                "t.yaml:5:3: modules.absent: expected a module, found no absent.so in DIR");
}

TEST(ModuleSet, LeavesOutModulesThatAreTurnedOff) {
  const ModuleSet modules =
      load("modules:\n  good: { enabled: no, nonsense: 1 }\n  uses-greeting:\n  absent: { enabled: no }\n");
  ASSERT_EQ(modules.modules().size(), 1U);
  EXPECT_EQ(modules.modules()[0].name, "uses-greeting");
  EXPECT_EQ(modules.modules()[0].index, 0U);
}

TEST(ModuleSet, RefusesANeedThatNoModuleMeets) {
  EXPECT_EQ(
      refusal("modules:\n  needs-nothing:\n"),
      "t.yaml:2:3: modules.needs-nothing: expected a module that provides the service nothing-like-it/1, got none; no "
      "module here provides it");
}

TEST(ModuleSet, SaysWhichModuleWouldMeetANeed) {
  const std::string text =
      "t.yaml:2:3: modules.needs-greeting: expected a module that provides the service greeting/1, got none; put good, "
      "which provides it, under modules and do not turn it off";
  EXPECT_EQ(refusal("modules:\n  needs-greeting:\n"), text);
  EXPECT_EQ(refusal("modules:\n  needs-greeting:\n  good: { enabled: no }\n"), text);
}

TEST(ModuleSet, NamesTheServiceThatIsNearest) {
  EXPECT_THAT(
      refusal("modules:\n  good:\n  needs-old-greeting:\n"),
      HasSubstr("expected a module that provides the service greeting/2, got none; no module here provides it; did you "
                "mean \"greeting/1\"?"));
}

// What is refused may well be the provider: that it must be repaired first is said already.
TEST(ModuleSet, DoesNotComplainOfNeedsThatARefusedModuleMayMeet) {
  EXPECT_EQ(refusal("modules:\n  needs-nothing:\n  absent:\n"),
            "t.yaml:3:3: modules.absent: expected a module, found no absent.so in DIR");
}

TEST(ModuleSet, RefusesTwoProvidersOfOneService) {
  EXPECT_EQ(
      refusal("modules:\n  good:\n  second-greeting:\n"),
      "t.yaml:3:3: modules.second-greeting: expected one provider of the service greeting/1, got a second one beside "
      "good; turn one of them off");
}

TEST(ModuleSet, RefusesACircleOfNeeds) {
  EXPECT_EQ(
      refusal("modules:\n  circle-a:\n  circle-b:\n"),
      "t.yaml:2:3: modules.circle-a: expected services that can be started one after another, got a circle: circle-a "
      "needs circle-b, circle-b needs circle-a; turn one of them off");
}

TEST(ModuleSet, CreatesProvidersFirstAndDestroysThemLast) {
  Hosts hosts;
  {
    ModuleSet modules = load("modules:\n  needs-greeting:\n  uses-greeting:\n  good:\n");
    modules.create(hosts.host_for());
    modules.start();
  }
  EXPECT_THAT(hosts.lines, ElementsAre("good created", "needs-greeting created", "uses-greeting created",
                                       "good started", "needs-greeting started", "uses-greeting started",
                                       "uses-greeting destroyed", "needs-greeting destroyed", "good destroyed"));
}

TEST(ModuleSet, KnowsThePlaceOfEachModuleInTheFile) {
  const ModuleSet modules = load("modules:\n  needs-greeting:\n  uses-greeting: { enabled: no }\n  good:\n");
  ASSERT_EQ(modules.modules().size(), 2U);
  EXPECT_EQ(modules.modules()[0].name, "good");
  EXPECT_EQ(modules.modules()[0].index, 1U);
  EXPECT_EQ(modules.modules()[1].name, "needs-greeting");
  EXPECT_EQ(modules.modules()[1].index, 0U);
}

TEST(ModuleSet, DestroysWhatItCreatedWhereALaterModuleRefuses) {
  Hosts hosts;
  ModuleSet modules = load("modules:\n  good:\n  create-throws:\n");
  EXPECT_THROW(modules.create(hosts.host_for()), ConfigError);
  EXPECT_THAT(hosts.lines, ElementsAre("good created", "good destroyed"));
}

// What a start is refused with. The modules are gone when the message is read.
std::string start_refusal(std::string_view yaml) {
  try {
    Hosts hosts;
    ModuleSet modules = load(yaml);
    modules.create(hosts.host_for());
    modules.start();
  } catch (const ConfigError& error) {
    return error.what();
  }
  return {};
}

TEST(ModuleSet, NamesTheModuleThatThrows) {
  EXPECT_EQ(start_refusal("modules:\n  create-throws:\n"), "modules.create-throws: the disk is full");
  EXPECT_EQ(start_refusal("modules:\n  create-throws: { how: own }\n"),
            "modules.create-throws: an error of the module's own");
  EXPECT_EQ(start_refusal("modules:\n  create-throws: { how: other }\n"),
            "modules.create-throws: it threw something that is no std::exception");
  EXPECT_EQ(start_refusal("modules:\n  start-throws:\n"), "modules.start-throws: the port is taken");
}

TEST(ModuleSet, PassesAModulesConfigErrorAsItIs) {
  EXPECT_EQ(start_refusal("modules:\n  create-throws: { how: config }\n"),
            "t.yaml:2:25: create-throws.how: expected another value");
}

TEST(ModuleSet, RefusesACreateThatReturnsNothing) {
  EXPECT_EQ(start_refusal("modules:\n  create-throws: { how: \"null\" }\n"),
            "modules.create-throws: its create() returned nothing; it must return a module, or throw");
}

TEST(ModuleSet, MayBeReplacedByAnother) {
  Hosts hosts;
  ModuleSet modules = load("modules:\n  good:\n");
  modules.create(hosts.host_for());
  modules = load("modules:\n  uses-greeting:\n");
  EXPECT_THAT(hosts.lines, ElementsAre("good created", "good destroyed"));
  EXPECT_EQ(modules.modules().size(), 1U);
}

TEST(ModuleSet, WarnsOfModulesThatEverybodyMayWrite) {
  namespace fs = std::filesystem;
  std::string name = (fs::temp_directory_path() / "zvoni-load-XXXXXX").string();
  const fs::path folder = mkdtemp(name.data());
  fs::copy(fs::path(ZVONI_LOAD_MODULE_DIR) / "good.so", folder / "good.so");
  fs::permissions(folder / "good.so", fs::perms::all);
  {
    const ModuleSet modules = load("modules:\n  good:\n", ModuleLoader({folder}));
    EXPECT_THAT(modules.warnings(), ElementsAre((folder / "good.so").string() +
                                                " can be written by every user of this host: chmod o-w it"));
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace zvoni::kernel
