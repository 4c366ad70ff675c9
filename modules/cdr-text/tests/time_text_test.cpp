#include "time_text.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

namespace zvoni::cdr_text {
namespace {

using namespace std::chrono_literals;

constexpr WallTime kTime{1795190733s + 100ms};  // 2026-11-20 16:05:33.100 UTC

class TimeText : public ::testing::Test {
 protected:
  TimeText() {
    ::setenv("TZ", "CET-1", 1);
    ::tzset();
  }
};

TEST_F(TimeText, IsoTimeIsUtcWithMilliseconds) {
  EXPECT_EQ(iso_time(kTime), "2026-11-20T16:05:33.100Z");
  EXPECT_EQ(iso_time(WallTime(0s)), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_time(WallTime(-1ms)), "1969-12-31T23:59:59.999Z");
}

TEST_F(TimeText, LocalTimeIsThatOfTheMachine) { EXPECT_EQ(local_date_and_time(kTime), "2026-11-20 17:05:33"); }

TEST_F(TimeText, LocalTimeHasTheDateWhereTheDayHasChanged) {
  EXPECT_EQ(local_time_beside(kTime + 3s, kTime), "17:05:36");
  EXPECT_EQ(local_time_beside(kTime + 7h, kTime), "2026-11-21 00:05:33");
  EXPECT_EQ(local_time_beside(kTime + 24h * 365, kTime), "2027-11-20 17:05:33");
}

TEST_F(TimeText, SecondsHaveThreeDecimals) {
  EXPECT_EQ(decimal_seconds(34050ms), "34.050");
  EXPECT_EQ(decimal_seconds(0ms), "0.000");
}

TEST_F(TimeText, DurationsAreSaidInWords) {
  EXPECT_EQ(duration_in_words(999ms), "0 s");
  EXPECT_EQ(duration_in_words(34s), "34 s");
  EXPECT_EQ(duration_in_words(125s), "2 min 5 s");
  EXPECT_EQ(duration_in_words(3607s), "1 h 0 min 7 s");
  EXPECT_EQ(duration_in_words(25h), "25 h 0 min 0 s");
}

}  // namespace
}  // namespace zvoni::cdr_text
