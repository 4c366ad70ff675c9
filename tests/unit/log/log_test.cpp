#include "log/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>
#include <thread>
#include <vector>

#include "scratch.hpp"

namespace zvoni::kernel {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::istringstream stream(content_of(file));
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Log, WritesTheLevelTheModuleAndTheText) {
  const Scratch scratch;
  BoostLog log(LogLevel::info, {scratch / "log", LogStyle::timed});
  log.logger("registrar").info("hello");
  log.logger("kernel").error("no\nway");
  EXPECT_THAT(lines_of(scratch / "log"),
              ElementsAre(EndsWith(" info registrar: hello"), EndsWith(" error kernel: no\\nway")));
}

TEST(Log, LeavesOutWhatIsBelowItsLevelAndTheLevelCanChange) {
  const Scratch scratch;
  BoostLog log(LogLevel::warning, {scratch / "log", LogStyle::journal});
  Logger& logger = log.logger("x");
  EXPECT_FALSE(logger.enabled(LogLevel::info));
  EXPECT_TRUE(logger.enabled(LogLevel::warning));
  logger.info("one");
  log.set_level(LogLevel::debug);
  EXPECT_EQ(log.level(), LogLevel::debug);
  logger.debug("two");
  logger.trace("three");
  EXPECT_THAT(lines_of(scratch / "log"), ElementsAre("<7>x: two"));
}

TEST(Log, GivesTheSameLoggerForTheSameName) {
  const Scratch scratch;
  BoostLog log(LogLevel::info, {scratch / "log", LogStyle::timed});
  EXPECT_EQ(&log.logger("a"), &log.logger("a"));
  EXPECT_NE(&log.logger("a"), &log.logger("b"));
}

TEST(Log, TwoLogsOfOneProcessDoNotMix) {
  const Scratch scratch;
  BoostLog one(LogLevel::info, {scratch / "one", LogStyle::journal});
  BoostLog two(LogLevel::info, {scratch / "two", LogStyle::journal});
  one.logger("x").info("1");
  two.logger("x").info("2");
  EXPECT_THAT(lines_of(scratch / "one"), ElementsAre("<6>x: 1"));
  EXPECT_THAT(lines_of(scratch / "two"), ElementsAre("<6>x: 2"));
}

TEST(Log, GoesOnInANewFileAfterRotation) {
  const Scratch scratch;
  BoostLog log(LogLevel::info, {scratch / "log", LogStyle::journal});
  Logger& logger = log.logger("x");
  logger.info("1");
  std::filesystem::rename(scratch / "log", scratch / "log.1");
  log.reopen();
  logger.info("2");
  EXPECT_THAT(lines_of(scratch / "log.1"), ElementsAre("<6>x: 1"));
  EXPECT_THAT(lines_of(scratch / "log"), ElementsAre("<6>x: 2"));
}

TEST(Log, SaysWhereItCannotBeOpenedAgain) {
  const Scratch scratch;
  std::filesystem::create_directory(scratch / "folder");
  BoostLog log(LogLevel::info, {scratch / "folder/log", LogStyle::journal});
  std::filesystem::rename(scratch / "folder", scratch / "moved");
  log.reopen();
  EXPECT_THAT(lines_of(scratch / "moved/log"), ElementsAre(HasSubstr("<3>log: cannot open the log file")));
}

TEST(Log, LinesOfManyThreadsStayWhole) {
  const Scratch scratch;
  constexpr int kThreads = 4;
  constexpr int kLines = 500;
  BoostLog log(LogLevel::info, {scratch / "log", LogStyle::journal});
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&log] {
      for (int line = 0; line < kLines; ++line) log.logger("x").info("a line like any other");
    });
  }
  log.reopen();
  for (auto& thread : threads) thread.join();
  const auto lines = lines_of(scratch / "log");
  EXPECT_EQ(lines.size(), std::size_t{kThreads * kLines});
  EXPECT_THAT(lines, ::testing::Each("<6>x: a line like any other"));
}

TEST(Log, TellsTheJournalByItsDeviceAndInode) {
  struct stat status {};
  ASSERT_EQ(::fstat(STDERR_FILENO, &status), 0);
  const auto own = std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
  ::setenv("JOURNAL_STREAM", own.c_str(), 1);
  EXPECT_EQ(log_target("").style, LogStyle::journal);
  EXPECT_EQ(log_target("/var/log/zvoni/zvoni.log").style, LogStyle::timed);
  ::setenv("JOURNAL_STREAM", "1:2", 1);  // inherited, but standard error goes elsewhere by now
  EXPECT_EQ(log_target("").style, LogStyle::timed);
  ::unsetenv("JOURNAL_STREAM");
  EXPECT_EQ(log_target("").style, LogStyle::timed);
}

}  // namespace
}  // namespace zvoni::kernel
