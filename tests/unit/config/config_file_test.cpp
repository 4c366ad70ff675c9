#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "config_scene.hpp"

namespace zvoni::kernel {
namespace {

namespace fs = std::filesystem;

class ConfigFile : public testing::Test {
 protected:
  ConfigFile() {
    std::string name = (fs::temp_directory_path() / "zvoni-config-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~ConfigFile() override { fs::remove_all(folder_); }

  fs::path write(const std::string& text) {
    const fs::path file = folder_ / "zvoni.yaml";
    std::ofstream(file) << text;
    return file;
  }

  // What a file is refused with; the file's name is left out.
  std::string refusal(const fs::path& file) {
    try {
      static_cast<void>(load_settings({file, {}, "/state"}));
    } catch (const ConfigError& error) {
      const std::string text = error.what();
      EXPECT_EQ(text.rfind(file.string() + ":", 0), 0U) << text;
      return text.substr(file.string().size() + 1);
    }
    return {};
  }

  fs::path folder_;
};

TEST_F(ConfigFile, IsReadFromDisk) {
  const Settings settings = load_settings({write("workers: 2\nmodules:\n"), {}, "/state"});
  EXPECT_EQ(settings.workers, 2U);
  EXPECT_EQ(settings.source, (folder_ / "zvoni.yaml").string());
  EXPECT_EQ(settings.state_dir, "/state");
}

TEST_F(ConfigFile, IsNamedInItsErrors) {
  EXPECT_EQ(refusal(write("workers: none\n")), "1:10: workers: expected a whole number from 1 to 256, got \"none\"");
}

TEST_F(ConfigFile, IsRefusedWhereThereIsNone) {
  EXPECT_EQ(refusal(folder_ / "absent.yaml"),
            " expected a configuration file, got an error: No such file or directory");
}

TEST_F(ConfigFile, IsRefusedWhereItIsAFolder) {
  EXPECT_EQ(refusal(folder_), " expected a configuration file, got an error: Is a directory");
}

TEST_F(ConfigFile, IsRefusedWhereItIsAPipe) {
  const fs::path pipe = folder_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(refusal(pipe), " expected a configuration file, got an error: it is a device, pipe or socket");
}

// root may read every file, so its rights are put off for the time of the test.
class AsNobody {
 public:
  AsNobody() : user_(geteuid()) {
    if (user_ == 0) changed_ = seteuid(65534) == 0;
  }
  ~AsNobody() {
    if (changed_ && seteuid(user_) != 0) ADD_FAILURE() << "cannot be root again";
  }

 private:
  uid_t user_;
  bool changed_ = false;
};

TEST_F(ConfigFile, IsRefusedWhereItCannotBeRead) {
  const fs::path file = write("modules:\n");
  fs::permissions(folder_, fs::perms::all);
  fs::permissions(file, fs::perms::none);
  const AsNobody nobody;
  EXPECT_EQ(refusal(file), " expected a configuration file, got an error: Permission denied");
}

TEST_F(ConfigFile, IsRefusedWhereItIsTooLarge) {
  EXPECT_EQ(refusal(write(std::string(kMaxConfigBytes + 1, '#'))),
            " expected a configuration file, got an error: it is larger than 1048576 bytes");
}

}  // namespace
}  // namespace zvoni::kernel
