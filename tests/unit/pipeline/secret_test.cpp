#include "pipeline/secret.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace zvoni::kernel {
namespace {

class SecretFile : public ::testing::Test {
 protected:
  SecretFile() {
    std::string name = (std::filesystem::temp_directory_path() / "zvoni-secret-XXXXXX").string();
    directory_ = ::mkdtemp(name.data());
  }
  ~SecretFile() override { std::filesystem::remove_all(directory_); }
  std::filesystem::path directory_;
};

TEST_F(SecretFile, IsTheSameAfterARestart) {
  auto first = Secret::load_or_create(directory_ / "secret");
  auto second = Secret::load_or_create(directory_ / "secret");
  EXPECT_EQ(first.hash("call"), second.hash("call"));
  EXPECT_NE(first.hash("call"), first.hash("other"));
  EXPECT_NE(first.hash("call"), Secret::random().hash("call"));
}

TEST_F(SecretFile, IsForItsOwnerAlone) {
  Secret::load_or_create(directory_ / "secret");
  struct stat status {};
  ASSERT_EQ(::stat((directory_ / "secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(SecretFile, IsMadeAnewWhereACrashCutIt) {
  std::ofstream(directory_ / "secret") << "short";
  auto made = Secret::load_or_create(directory_ / "secret");
  EXPECT_EQ(std::filesystem::file_size(directory_ / "secret"), Secret::kSize);
  EXPECT_EQ(made.hash("call"), Secret::load_or_create(directory_ / "secret").hash("call"));
}

TEST_F(SecretFile, SaysWhereItCannotBeKept) {
  try {
    Secret::load_or_create(directory_ / "missing" / "secret");
    FAIL() << "no exception";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("missing/secret"), std::string::npos);
  }
}

}  // namespace
}  // namespace zvoni::kernel
