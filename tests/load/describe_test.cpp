#include "loader/describe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "load_scene.hpp"

namespace zvoni::kernel {
namespace {

using testing::HasSubstr;

std::string description(std::string_view name) {
  std::ostringstream out;
  describe_module(out, test_loader(), name);
  return without_folder(out.str());
}

TEST(Describe, ShowsAModuleWithItsOptionsInColumns) {
  EXPECT_EQ(description("good"),
            "good 1.2 - Greets, and offers greeting to others.\n"
            "File: DIR/good.so\n"
            "Provides: greeting/1\n"
            "\n"
            "Options, beside \"enabled: no\", which turns it off:\n"
            "  name      type          default     allowed      meaning\n"
            "  greeting  text          hello       nonempty     What is said.\n"
            "  language  choice        en          en|sk|cs|de  In which language.\n"
            "  after     duration      1s          100ms..1h    When it is said.\n"
            "  file      file          \"\"          any          Where it is written down.\n"
            "  visitors  list of maps  []          any          Those who come.\n"
            "    name    text          (required)  nonempty     Who is greeted.\n"
            "    times   whole number  1           1..10        How often.\n");
}

TEST(Describe, ShowsAModuleWithoutOptions) {
  EXPECT_EQ(description("needs-greeting"),
            "needs-greeting 1.0 - Needs what the good module provides.\n"
            "File: DIR/needs-greeting.so\n"
            "Needs: greeting/1\n"
            "\n"
            "Options, beside \"enabled: no\", which turns it off:\n"
            "  none\n");
}

TEST(Describe, ShowsTheOptionsOfZvoniItself) {
  const std::string text = description("zvoni");
  for (const char* part : {"\nAt the root - ", "\nlog - ", "\ntransport - ", "\ntransactions - ", "\ncalls - ",
                           "  listen ", "  tcp-idle-timeout ", "trace|debug|info|warning|error"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(Describe, NamesTheNearestModule) {
  try {
    static_cast<void>(description("goodd"));
    FAIL() << "there is no such module";
  } catch (const ModuleError& error) {
    EXPECT_THAT(error.what(), HasSubstr("did you mean \"good\"?"));
  }
}

TEST(ListModules, ShowsGoodOnesAndWhyOthersCannotBeUsed) {
  std::ostringstream out;
  list_modules(out, test_loader());
  const std::string text = without_folder(out.str());
  EXPECT_THAT(text,
              testing::ContainsRegex("\n  good +1\\.2  Greets, and offers greeting to others\\.  DIR/good\\.so\n"));
  EXPECT_THAT(text,
              testing::ContainsRegex("\n  wrong-major +-    cannot be used: DIR/wrong-major.so was built for SDK ABI"));
  EXPECT_THAT(text,
              testing::ContainsRegex("\n  not-a-library +-    cannot be used: DIR/not-a-library.so cannot be loaded"));
}

TEST(ListModules, SaysWhereThereAreNone) {
  std::ostringstream out;
  list_modules(out, ModuleLoader({"/nowhere", "/elsewhere"}));
  EXPECT_EQ(out.str(), "no modules in /nowhere, /elsewhere\n");
}

}  // namespace
}  // namespace zvoni::kernel
