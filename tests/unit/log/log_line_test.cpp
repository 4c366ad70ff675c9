#include "log/log_line.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;

class LogLine : public ::testing::Test {
 protected:
  LogLine() {
    ::setenv("TZ", "CET-1", 1);
    ::tzset();
  }
  static std::string line(LogStyle style, LogLevel level, std::string_view text) {
    const WallTime time{1767225600s + 7ms};  // 2026-01-01 00:00:00.007 UTC
    std::string out;
    append_log_line(out, style, time, level, "registrar", text);
    return out;
  }
};

TEST_F(LogLine, BeginsWithLocalTimeLevelAndModule) {
  EXPECT_EQ(line(LogStyle::timed, LogLevel::info, "bob has 2 contacts"),
            "2026-01-01 01:00:00.007 info registrar: bob has 2 contacts\n");
}

TEST_F(LogLine, ForTheJournalBeginsWithAPriorityInstead) {
  EXPECT_EQ(line(LogStyle::journal, LogLevel::error, "x"), "<3>registrar: x\n");
  EXPECT_EQ(line(LogStyle::journal, LogLevel::warning, "x"), "<4>registrar: x\n");
  EXPECT_EQ(line(LogStyle::journal, LogLevel::info, "x"), "<6>registrar: x\n");
  EXPECT_EQ(line(LogStyle::journal, LogLevel::debug, "x"), "<7>registrar: x\n");
  EXPECT_EQ(line(LogStyle::journal, LogLevel::trace, "x"), "<7>registrar: x\n");
}

TEST_F(LogLine, CannotBeEndedOrForgedByItsText) {
  const auto text = line(LogStyle::journal, LogLevel::info, "from \"a\r\n<0>kernel: owned\x1b[2J\"");
  EXPECT_EQ(text, "<6>registrar: from \"a\\r\\n<0>kernel: owned\\x1b[2J\"\n");
}

TEST_F(LogLine, AtTraceShowsAMessageLineByLine) {
  EXPECT_EQ(line(LogStyle::journal, LogLevel::trace, "from 192.0.2.1\nINVITE sip:b SIP/2.0\r\nTo: \x1b\r\n\r\nv=0\r\n"),
            "<7>registrar: from 192.0.2.1\n<7>  | INVITE sip:b SIP/2.0\n<7>  | To: \\x1b\n<7>  | \n<7>  | v=0\n");
  EXPECT_EQ(line(LogStyle::journal, LogLevel::trace, ""), "<7>registrar: \n");
}

TEST_F(LogLine, IsBounded) {
  EXPECT_LT(line(LogStyle::timed, LogLevel::info, std::string(10'000'000, 'x')).size(), 300'000U);
}

}  // namespace
}  // namespace zvoni::kernel
