#include "config/module_config.hpp"

#include <gtest/gtest.h>

#include "config_scene.hpp"

namespace zvoni::kernel {
namespace {

constexpr Option kMembers[] = {{"to", OptionType::uri, nullptr, nullptr, "h", true}};
constexpr Option kTable[] = {
    {"max-expires", OptionType::duration, "1h", nullptr, "h"},
    {"count", OptionType::integer, nullptr, nullptr, "h"},
    {"file", OptionType::path, nullptr, nullptr, "h"},
    {"routes", OptionType::groups, nullptr, nullptr, "h", false, kMembers, 1},
};

TEST(ModuleConfig, ThrowsALogicErrorForANameTheTableDoesNotHave) {
  const Checked checked = check(kTable, "");
  EXPECT_THROW(static_cast<void>(checked.config->text("nonsense")), std::logic_error);
  EXPECT_THROW(static_cast<void>(checked.config->has("nonsense")), std::logic_error);
  EXPECT_THROW(static_cast<void>(checked.config->error("nonsense", "x")), std::logic_error);
}

TEST(ModuleConfig, ThrowsALogicErrorForAnotherType) {
  const Checked checked = check(kTable, "");
  EXPECT_THROW(static_cast<void>(checked.config->integer("max-expires")), std::logic_error);
  EXPECT_THROW(static_cast<void>(checked.config->text("max-expires")), std::logic_error);
}

TEST(ModuleConfig, ThrowsALogicErrorForANumberThatIsNotThere) {
  const Checked checked = check(kTable, "");
  EXPECT_FALSE(checked.config->has("count"));
  EXPECT_THROW(static_cast<void>(checked.config->integer("count")), std::logic_error);
}

TEST(ModuleConfig, ReadsAnAbsentPathOrListAsEmpty) {
  const Checked checked = check(kTable, "");
  EXPECT_FALSE(checked.config->has("file"));
  EXPECT_TRUE(checked.config->path("file").empty());
  EXPECT_TRUE(checked.config->groups("routes").empty());
}

TEST(ModuleConfig, PointsItsErrorsAtTheOptionInTheFile) {
  const Checked checked = check(kTable, "count: 1\nmax-expires: 10s\n");
  EXPECT_STREQ(checked.config->error("max-expires", "must not be below min-expires (60s)").what(),
               "t.yaml:2:14: m.max-expires: must not be below min-expires (60s)");
}

TEST(ModuleConfig, PointsItsErrorsAtTheGroup) {
  const Checked checked = check(kTable, "routes:\n  - to: sip:a@example.org\n  - to: sip:b@example.org\n");
  const auto groups = checked.config->groups("routes");
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_STREQ(groups[1]->error("to", "must differ").what(), "t.yaml:3:9: m.routes[2].to: must differ");
}

TEST(ModuleConfig, LetsGroupsOutliveIt) {
  std::vector<std::unique_ptr<Config>> groups;
  {
    const Checked checked = check(kTable, "routes: [ { to: \"sip:a@example.org\" } ]");
    groups = checked.config->groups("routes");
  }
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0]->text("to"), "sip:a@example.org");
}

}  // namespace
}  // namespace zvoni::kernel
