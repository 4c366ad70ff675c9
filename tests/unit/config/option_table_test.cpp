#include "config/option_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/kernel_options.hpp"

namespace zvoni::kernel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// What is wrong with a table of one option.
std::vector<std::string> wrong(const Option& option) { return check_table({&option, 1}); }

TEST(OptionTable, OfTheKernelIsWellFormed) {
  for (const OptionSection& section : kernel_sections())
    EXPECT_THAT(check_table(section.table), IsEmpty()) << section.name;
}

TEST(OptionTable, MayBeEmpty) { EXPECT_THAT(check_table({}), IsEmpty()); }

TEST(OptionTable, RefusesNamesInAnotherForm) {
  const auto sentence = ElementsAre(testing::HasSubstr("expected names in lower case with hyphens"));
  EXPECT_THAT(wrong({"maxExpires", OptionType::boolean, "no", nullptr, "h"}), sentence);
  EXPECT_THAT(wrong({"max_expires", OptionType::boolean, "no", nullptr, "h"}), sentence);
  EXPECT_THAT(wrong({"", OptionType::boolean, "no", nullptr, "h"}), sentence);
  EXPECT_THAT(wrong({nullptr, OptionType::boolean, "no", nullptr, "h"}), sentence);
}

TEST(OptionTable, RefusesANameThatIsZvonisOwn) {
  EXPECT_THAT(wrong({"enabled", OptionType::boolean, "no", nullptr, "h"}),
              ElementsAre("enabled: expected another name: this one is zvoni's"));
}

TEST(OptionTable, RefusesANameGivenTwice) {
  constexpr Option kTwice[] = {{"a", OptionType::boolean, "no", nullptr, "h"},
                               {"a", OptionType::boolean, "no", nullptr, "h"}};
  EXPECT_THAT(check_table(kTwice), ElementsAre("a: expected each name once, got it again"));
}

TEST(OptionTable, RefusesDefaultsThatDoNotFit) {
  EXPECT_THAT(wrong({"a", OptionType::duration, "soon", nullptr, "h"}),
              ElementsAre("a: the default: a: expected a duration such as 1h, got \"soon\""));
  EXPECT_THAT(wrong({"a", OptionType::integer, "7", "1..5", "h"}),
              ElementsAre("a: the default: a: expected a whole number from 1 to 5, got \"7\""));
  EXPECT_THAT(wrong({"a", OptionType::list, "[ b", nullptr, "h"}), ElementsAre(testing::HasSubstr("expected YAML")));
}

TEST(OptionTable, RefusesAllowedInAnotherForm) {
  for (const Option& option :
       {Option{"a", OptionType::integer, "1", "1-5", "h"}, Option{"a", OptionType::integer, "1", "5..1", "h"},
        Option{"a", OptionType::duration, "1s", "1..5", "h"}, Option{"a", OptionType::size, "1K", "small", "h"},
        Option{"a", OptionType::choice, "x", nullptr, "h"}, Option{"a", OptionType::text, "x", "short", "h"},
        Option{"a", OptionType::map, "{}", "numbers", "h"}}) {
    EXPECT_THAT(wrong(option), ElementsAre(testing::StartsWith("a: expected \"allowed\" in the form of its type")));
  }
}

TEST(OptionTable, RefusesAnUnknownType) {
  EXPECT_THAT(wrong({"a", static_cast<OptionType>(99), "1", nullptr, "h"}),
              ElementsAre("a: expected a known type, got number 99"));
}

TEST(OptionTable, WantsHelp) {
  EXPECT_THAT(wrong({"a", OptionType::boolean, "no", nullptr, nullptr}),
              ElementsAre("a: expected a sentence of help, got none"));
}

TEST(OptionTable, ChecksTheMembersOfGroups) {
  constexpr Option kMembers[] = {{"b", OptionType::size, "x", nullptr, "h"}};
  EXPECT_THAT(wrong({"a", OptionType::groups, "[]", nullptr, "h", false, kMembers, 1}),
              ElementsAre("a.b: the default: b: expected a size such as 64K, got \"x\""));
  EXPECT_THAT(wrong({"a", OptionType::groups, "[]", nullptr, "h"}), ElementsAre("a: expected members, got none"));
  EXPECT_THAT(wrong({"a", OptionType::list, "[]", nullptr, "h", false, kMembers, 1}),
              ElementsAre("a: expected members for a list of maps only"));
}

TEST(OptionTable, RefusesGroupsWithinThemselves) {
  static Option endless[] = {{"a", OptionType::groups, nullptr, nullptr, "h", false, nullptr, 1}};
  endless[0].members = endless;
  EXPECT_THAT(check_table(endless), ElementsAre("a.a.a.a.a: expected at most 4 levels of groups"));
}

TEST(OptionTable, RefusesADefaultForWhatMustBeGiven) {
  EXPECT_THAT(wrong({"a", OptionType::text, "x", nullptr, "h", true}),
              ElementsAre("a: expected no default, as it is required, got one"));
}

}  // namespace
}  // namespace zvoni::kernel
