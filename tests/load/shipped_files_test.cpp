// Every file of conf/ with the modules it names: what `zvoni --check` does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include <zvoni/testing/exchange.hpp>

#include "config/yaml.hpp"
#include "loader/module_set.hpp"

namespace zvoni::kernel {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> shipped_files() {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(ZVONI_CONF_DIR)) {
    if (file.path().extension() == ".yaml") files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Configuration load(const fs::path& file, std::vector<std::string> overrides = {}) {
  return load_configuration({file, std::move(overrides), "/state"}, {}, ZVONI_TEST_MODULE_DIR);
}

std::vector<std::string> names(const Configuration& configuration) {
  std::vector<std::string> names;
  for (const LoadedModule& module : configuration.modules.modules()) names.push_back(module.name);
  return names;
}

class ShippedFile : public ::testing::TestWithParam<fs::path> {};

TEST_P(ShippedFile, IsRightAsItIs) {
  const Configuration configuration = load(GetParam());
  EXPECT_FALSE(configuration.modules.modules().empty());
}

// Modules check more in create() than their tables say, patterns of routes for example.
TEST_P(ShippedFile, IsTakenByItsModules) {
  std::string state_dir = (fs::temp_directory_path() / "zvoni-conf-XXXXXX").string();
  ASSERT_TRUE(mkdtemp(state_dir.data()));
  zvoni::testing::ExchangeSettings settings;
  settings.config = read_config_file(GetParam());
  settings.module_path = {ZVONI_TEST_MODULE_DIR};
  settings.state_dir = state_dir;
  EXPECT_NO_THROW({ const zvoni::testing::Exchange exchange(std::move(settings)); });
  fs::remove_all(state_dir);
}

std::string test_name(const ::testing::TestParamInfo<fs::path>& file) {
  std::string name = file.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Conf, ShippedFile, ::testing::ValuesIn(shipped_files()), test_name);

TEST(ShippedFiles, HaveAllModulesOnInTheMainOne) {
  const Configuration configuration = load(fs::path(ZVONI_CONF_DIR) / "zvoni.yaml");
  EXPECT_THAT(names(configuration), ::testing::UnorderedElementsAre("registrar", "record-route", "forwarder",
                                                                    "phrase-rewriter", "cdr-text", "cdr-syslog"));
  const auto& modules = configuration.modules.modules();
  const auto find = [&](std::string_view name) -> const ModuleConfig& {
    return *std::find_if(modules.begin(), modules.end(), [&](auto& one) { return one.name == name; })->config;
  };
  EXPECT_EQ(find("phrase-rewriter").text("language"), "en");
  EXPECT_EQ(find("registrar").path("diary"), "/state/registrations.log");
  EXPECT_EQ(find("cdr-text").path("file"), "/state/calls.log");
  EXPECT_EQ(configuration.settings.listen.size(), 4U);
}

TEST(ShippedFiles, SpeakTheOwnersLanguage) {
  const Configuration configuration = load(fs::path(ZVONI_CONF_DIR) / "slovak.yaml");
  for (const LoadedModule& module : configuration.modules.modules()) {
    if (module.name != "phrase-rewriter") continue;
    EXPECT_EQ(module.config->text("language"), "sk");
  }
}

TEST(ShippedFiles, CanBeReachedFromThisMachineOnlyInTheLoopbackOne) {
  for (const ListenAddress& address : load(fs::path(ZVONI_CONF_DIR) / "loopback.yaml").settings.listen) {
    EXPECT_TRUE(address.endpoint.address.is_loopback()) << address.to_string();
  }
}

TEST(ShippedFiles, TakeOverridesForModulesTheyDoNotName) {
  const fs::path file = fs::path(ZVONI_CONF_DIR) / "loopback.yaml";
  const Configuration configuration = load(file, {"modules.cdr-syslog.facility=local3"});
  EXPECT_THAT(names(configuration), ::testing::Contains("cdr-syslog"));
}

}  // namespace
}  // namespace zvoni::kernel
