#include "append_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace zvoni::registrar {
namespace {

/// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "zvoni-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string content(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(AppendFile, AppendsToWhatIsThere) {
  const Folder folder;
  std::ofstream(folder / "diary") << "before\n";
  AppendFile file(folder / "diary");
  EXPECT_FALSE(file.write("one\n"));
  EXPECT_FALSE(file.write("two\nthree\n"));
  EXPECT_EQ(content(folder / "diary"), "before\none\ntwo\nthree\n");
}

TEST(AppendFile, ANewFileIsNotForEverybodysEyes) {
  const Folder folder;
  const AppendFile file(folder / "diary");
  struct stat status {};
  ASSERT_EQ(::stat(file.path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07027, 0U) << "neither written by the group nor seen by others";
}

TEST(AppendFile, GoesOnInANewFileAfterARotation) {
  const Folder folder;
  AppendFile file(folder / "diary");
  EXPECT_FALSE(file.write("old\n"));
  std::filesystem::rename(folder / "diary", folder / "diary.1");
  EXPECT_FALSE(file.write("late\n"));
  file.reopen();
  EXPECT_FALSE(file.write("new\n"));
  EXPECT_EQ(content(folder / "diary.1"), "old\nlate\n");
  EXPECT_EQ(content(folder / "diary"), "new\n");
}

TEST(AppendFile, KeepsItsFileWhereTheNewOneCannotBeOpened) {
  const Folder folder;
  std::filesystem::create_directory(folder / "logs");
  AppendFile file(folder / "logs" / "diary");
  std::filesystem::rename(folder / "logs", folder / "moved");
  EXPECT_THROW(file.reopen(), std::system_error);
  EXPECT_FALSE(file.write("still here\n"));
  EXPECT_EQ(content(folder / "moved" / "diary"), "still here\n");
}

TEST(AppendFile, SaysWhereItsFolderIsMissing) {
  const Folder folder;
  const auto path = folder / "nowhere" / "diary";
  try {
    const AppendFile file(path);
    FAIL() << "opened";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::no_such_file_or_directory);
    EXPECT_NE(std::string(error.what()).find(path.string()), std::string::npos);
  }
}

TEST(AppendFile, SaysWhenTheDiskIsFull) {
  AppendFile file("/dev/full");
  EXPECT_EQ(file.write("line\n"), std::errc::no_space_on_device);
}

}  // namespace
}  // namespace zvoni::registrar
