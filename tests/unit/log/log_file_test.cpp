#include "log/log_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <system_error>

#include "scratch.hpp"

namespace zvoni::kernel {
namespace {

TEST(LogFile, AppendsToWhatIsThere) {
  const Scratch scratch;
  { EXPECT_TRUE(LogFile(scratch / "log").write("one\n")); }
  { EXPECT_TRUE(LogFile(scratch / "log").write("two\n")); }
  EXPECT_EQ(content_of(scratch / "log"), "one\ntwo\n");
}

TEST(LogFile, CannotBeReadByEverybody) {
  const Scratch scratch;
  const LogFile file(scratch / "log");
  struct stat status {};
  ASSERT_EQ(::stat((scratch / "log").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07U, 0U);
}

TEST(LogFile, SaysWhyItCannotBeOpened) {
  const Scratch scratch;
  try {
    const LogFile file(scratch / "missing/log");
    FAIL();
  } catch (const std::system_error& error) {
    const std::string what = error.what();
    EXPECT_NE(what.find("missing/log"), std::string::npos) << what;
    EXPECT_NE(what.find("No such file or directory"), std::string::npos) << what;
  }
}

TEST(LogFile, WritesToANewFileAfterRotation) {
  const Scratch scratch;
  LogFile file(scratch / "log");
  file.write("old\n");
  std::filesystem::rename(scratch / "log", scratch / "log.1");
  file.write("still old\n");
  EXPECT_TRUE(file.reopen());
  file.write("new\n");
  EXPECT_EQ(content_of(scratch / "log.1"), "old\nstill old\n");
  EXPECT_EQ(content_of(scratch / "log"), "new\n");
}

TEST(LogFile, StaysWithTheOldFileWhereItCannotBeOpenedAgain) {
  const Scratch scratch;
  std::filesystem::create_directory(scratch / "folder");
  LogFile file(scratch / "folder/log");
  std::filesystem::rename(scratch / "folder", scratch / "moved");
  EXPECT_FALSE(file.reopen());
  EXPECT_TRUE(file.write("here\n"));
  EXPECT_EQ(content_of(scratch / "moved/log"), "here\n");
}

TEST(LogFile, CountsWhatCouldNotBeWritten) {
  LogFile full("/dev/full");
  EXPECT_FALSE(full.write("one\n"));
  EXPECT_FALSE(full.write("two\n"));
  EXPECT_EQ(full.take_lost(), 2U);
  EXPECT_EQ(full.take_lost(), 0U);
}

}  // namespace
}  // namespace zvoni::kernel
