// The README and the option table say the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "options.hpp"

namespace zvoni::registrar {
namespace {

TEST(RegistrarReadme, ListsEachOptionAsTheTableHasIt) {
  std::ostringstream text;
  text << std::ifstream(ZVONI_TEST_SOURCE_DIR "/../README.md").rdbuf();
  for (const Option& option : kOptions) {
    EXPECT_THAT(text.str(), ::testing::HasSubstr("| `" + std::string(option.name) + "` |"));
    EXPECT_THAT(text.str(), ::testing::HasSubstr("| " + std::string(option.help) + " |")) << option.name;
    const std::string value(option.default_value);
    EXPECT_THAT(text.str(), ::testing::HasSubstr("| `" + (value.empty() ? "\"\"" : value) + "` |")) << option.name;
  }
}

}  // namespace
}  // namespace zvoni::registrar
