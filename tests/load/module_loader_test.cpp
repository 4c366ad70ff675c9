#include "loader/module_loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "load_scene.hpp"

namespace zvoni::kernel {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// Why a module is refused.
std::string refused(std::string_view name) {
  try {
    static_cast<void>(test_loader().load(name));
  } catch (const ModuleError& error) {
    return without_folder(error.what());
  }
  return {};
}

TEST(ModuleLoader, ReadsTheDescriptorOfAGoodModule) {
  const ModuleLibrary library = test_loader().load("good");
  EXPECT_STREQ(library.descriptor().name, "good");
  EXPECT_STREQ(library.descriptor().version, "1.2");
  EXPECT_EQ(library.descriptor().option_count, 5U);
  EXPECT_EQ(without_folder(library.file().string()), "DIR/good.so");
}

TEST(ModuleLoader, ListsWhatIsInItsFolders) {
  const auto names = ModuleLoader({"/nowhere", ZVONI_LOAD_MODULE_DIR}).available();
  EXPECT_THAT(names, testing::IsSupersetOf({"good", "not-a-library", "wrong-major"}));
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST(ModuleLoader, NamesTheFoldersAndTheNearestModuleWhereThereIsNone) {
  EXPECT_EQ(refused("goood"), "expected a module, found no goood.so in DIR; did you mean \"good\"?");
  EXPECT_EQ(refused("telephone-book"), "expected a module, found no telephone-book.so in DIR");
}

TEST(ModuleLoader, RefusesNamesThatArePaths) {
  for (const char* name : {"../good", "/tmp/good", "..", "good.so", "", "GOOD", "a b"}) {
    EXPECT_THAT(refused(name),
                StartsWith("expected the name of a module, of lower-case letters, digits and hyphens, got "))
        << name;
  }
}

TEST(ModuleLoader, RefusesAFileThatIsNoLibrary) {
  EXPECT_EQ(refused("not-a-library"), "DIR/not-a-library.so cannot be loaded: file too short");
}

TEST(ModuleLoader, RefusesAModuleWithUnresolvedSymbolsAtOnce) {
  EXPECT_THAT(refused("unresolved"), StartsWith("DIR/unresolved.so cannot be loaded: undefined symbol: "));
  EXPECT_THAT(refused("unresolved"), HasSubstr("function_that_is_nowhere"));
}

TEST(ModuleLoader, RefusesALibraryWithoutDescriptor) {
  EXPECT_EQ(refused("no-descriptor"),
            "DIR/no-descriptor.so is no module of zvoni: it does not export zvoni_module; define it with ZVONI_MODULE");
}

TEST(ModuleLoader, RefusesAnotherAbiMajor) {
  const std::string theirs = std::to_string(kAbiMajor + 1);
  EXPECT_EQ(refused("wrong-major"), "DIR/wrong-major.so was built for SDK ABI " + theirs + ", this zvoni has " +
                                        std::to_string(kAbiMajor) + ": rebuild it against this zvoni-dev");
}

TEST(ModuleLoader, RefusesANewerAbiMinor) {
  const std::string major = std::to_string(kAbiMajor) + ".";
  EXPECT_EQ(refused("newer-minor"), "DIR/newer-minor.so was built for SDK ABI " + major +
                                        std::to_string(kAbiMinor + 1) + ", this zvoni has only " + major +
                                        std::to_string(kAbiMinor) +
                                        ": upgrade zvoni, or rebuild the module against this zvoni-dev");
}

TEST(ModuleLoader, RefusesAnotherToolchain) {
  EXPECT_EQ(
      refused("other-toolchain"),
      "DIR/other-toolchain.so was built with the toolchain \"x86_64/itanium-c++20/libother\", this zvoni with \"" +
          std::string(kToolchain) + "\": rebuild it with a compiler and standard library that match");
}

TEST(ModuleLoader, RefusesADescriptorOfAnotherName) {
  EXPECT_EQ(refused("other-name"),
            "DIR/other-name.so says it is the module \"good\", not \"other-name\": file, name in the configuration and "
            "descriptor must agree");
}

TEST(ModuleLoader, RefusesADescriptorWithoutCreate) {
  EXPECT_EQ(refused("null-create"),
            "DIR/null-create.so has a broken descriptor: create is null; give it the function that makes the module");
}

TEST(ModuleLoader, RefusesABrokenOptionTable) {
  EXPECT_EQ(
      refused("bad-table"),
      "DIR/bad-table.so has a broken descriptor: in its option table: timeout: the default: timeout: expected a "
      "duration such as 1h, got \"soon\"; count: expected \"allowed\" in the form of its type, got \"few\"; expected "
      "names in lower case with hyphens, got \"Name\"");
}

TEST(ModuleLoader, TakesTheFirstFolderThatHasTheModule) {
  const ModuleLoader loader({"/nowhere", ZVONI_LOAD_MODULE_DIR, "/elsewhere"});
  EXPECT_EQ(loader.find("good"), std::filesystem::path(ZVONI_LOAD_MODULE_DIR) / "good.so");
  EXPECT_TRUE(loader.find("absent").empty());
}

}  // namespace
}  // namespace zvoni::kernel
