#include "record_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "office.hpp"

namespace zvoni::cdr_text {
namespace {

using ::testing::ElementsAre;
using ::zvoni::testing::lines_of;
using ::zvoni::testing::Scratch;

TEST(RecordFile, NewOneBeginsWithTheHeaderAndCannotBeReadByEverybody) {
  const Scratch scratch;
  const RecordFile file(scratch / "calls", "a,b\n");
  EXPECT_THAT(lines_of(scratch / "calls"), ElementsAre("a,b"));
  struct stat status {};
  ASSERT_EQ(::stat((scratch / "calls").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07137U, 0U);
}

TEST(RecordFile, OldOneIsContinuedWithoutASecondHeader) {
  const Scratch scratch;
  for (const auto* line : {"1\n", "2\n"}) {
    RecordFile file(scratch / "calls", "a,b\n");
    EXPECT_EQ(file.write(line).written, 1U);
  }
  EXPECT_THAT(lines_of(scratch / "calls"), ElementsAre("a,b", "1", "2"));
}

TEST(RecordFile, ReopenedAfterRotationIsNewAgain) {
  const Scratch scratch;
  RecordFile file(scratch / "calls", "a,b\n");
  file.write("1\n");
  std::filesystem::rename(scratch / "calls", scratch / "calls.1");
  file.write("2\n");
  file.reopen();
  file.write("3\n");
  EXPECT_THAT(lines_of(scratch / "calls.1"), ElementsAre("a,b", "1", "2"));
  EXPECT_THAT(lines_of(scratch / "calls"), ElementsAre("a,b", "3"));
}

TEST(RecordFile, ThatCannotBeReopenedStaysOpen) {
  const Scratch scratch;
  std::filesystem::create_directory(scratch / "folder");
  RecordFile file(scratch / "folder/calls", "");
  std::filesystem::rename(scratch / "folder", scratch / "moved");
  EXPECT_THROW(file.reopen(), std::system_error);
  EXPECT_EQ(file.write("1\n").written, 1U);
  EXPECT_THAT(lines_of(scratch / "moved/calls"), ElementsAre("1"));
}

TEST(RecordFile, OnAFullDiskSaysSo) {
  RecordFile file("/dev/full", "");
  const auto outcome = file.write("1\n2\n");
  EXPECT_EQ(outcome.written, 0U);
  EXPECT_EQ(outcome.error, std::errc::no_space_on_device);
}

TEST(RecordFile, EndsALineThatWasCutBeforeTheNextBegins) {
  const Scratch scratch;
  rlimit unlimited{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &unlimited), 0);
  std::signal(SIGXFSZ, SIG_IGN);
  RecordFile file(scratch / "calls", "");
  const rlimit ten_bytes{10, unlimited.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &ten_bytes), 0);
  const auto cut = file.write("12345\n67890\nabc\n");
  const auto none = file.write("lost\n");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &unlimited), 0);
  EXPECT_EQ(cut.written, 1U);
  EXPECT_EQ(cut.error, std::errc::file_too_large);
  EXPECT_EQ(none.written, 0U);
  EXPECT_EQ(file.write("next\n").written, 1U);
  EXPECT_THAT(lines_of(scratch / "calls"), ElementsAre("12345", "6789", "next"));
}

TEST(RecordFile, WritesItsHeaderLaterWhereTheDiskWasFull) {
  const Scratch scratch;
  rlimit unlimited{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &unlimited), 0);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit nothing{0, unlimited.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &nothing), 0);
  RecordFile file(scratch / "calls", "a,b\n");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &unlimited), 0);
  EXPECT_THAT(lines_of(scratch / "calls"), ElementsAre());
  file.write("1\n");
  EXPECT_THAT(lines_of(scratch / "calls"), ElementsAre("a,b", "1"));
}

}  // namespace
}  // namespace zvoni::cdr_text
