#include "config/key_path.hpp"

#include <gtest/gtest.h>

namespace zvoni::kernel {
namespace {

const std::vector<std::string> kNames = {"default-expires", "max-expires", "min-expires", "max-aors", "users"};

TEST(NearestName, FindsWhatATypingMistakeMeant) {
  EXPECT_EQ(nearest_name("max-expire", kNames), "max-expires");
  EXPECT_EQ(nearest_name("max_expires", kNames), "max-expires");
  EXPECT_EQ(nearest_name("Min-Expires", kNames), "min-expires");
  EXPECT_EQ(nearest_name("defualt-expires", kNames), "default-expires");
  EXPECT_EQ(nearest_name("user", kNames), "users");
}

TEST(NearestName, PrefersTheOneThatDiffersLeast) {
  EXPECT_EQ(nearest_name("mim-expires", kNames), "min-expires");
  EXPECT_EQ(nearest_name("axm-aors", kNames), "max-aors");
}

TEST(NearestName, FindsNothingInWhatIsSomethingElse) {
  EXPECT_EQ(nearest_name("colour", kNames), "");
  EXPECT_EQ(nearest_name("", kNames), "");
  EXPECT_EQ(nearest_name("x", {"ab"}), "");
  EXPECT_EQ(nearest_name("max-expires", {}), "");
}

TEST(NearestName, DoesNotCompareEndlessNames) { EXPECT_EQ(nearest_name(std::string(100000, 'a'), kNames), ""); }

TEST(DisplayKey, BeginsWithTheModuleInsideModules) {
  EXPECT_EQ(display_key({"log", "level"}), "log.level");
  EXPECT_EQ(display_key({"modules", "registrar", "users"}), "registrar.users");
  EXPECT_EQ(display_key({"modules"}), "modules");
  EXPECT_EQ(display_key({}), "");
}

}  // namespace
}  // namespace zvoni::kernel
