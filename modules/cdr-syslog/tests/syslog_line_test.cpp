#include "syslog_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include <zvoni/text.hpp>

namespace zvoni::cdr_syslog {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr WallTime kAttempted{1795190733s + 100ms};  // 2026-11-20 16:05:33.100 UTC

CallEntry answered_call() {
  CallEntry entry;
  CallRecord& call = entry.call;
  call.call_id = "x9f3";
  call.caller = {"sip:alice@10.99.0.1", "Alice", *Endpoint::parse("10.99.0.11:5060")};
  call.callee = {"sip:bob@10.99.0.1", "", *Endpoint::parse("10.99.0.12:5060")};
  call.attempted = kAttempted;
  call.ringing = kAttempted + 900ms;
  call.answered = kAttempted + 3100ms;
  call.ended = kAttempted + 37150ms;
  call.ring_time = 3100ms;
  call.duration = 34050ms;
  call.ended_by = CallSide::caller;
  call.final_status = 200;
  call.final_reason = "OK";
  call.video = true;
  entry.time = *call.ended;
  return entry;
}

class SyslogLine : public ::testing::Test {
 protected:
  SyslogLine() {
    ::setenv("TZ", "CET-1", 1);
    ::tzset();
    front.pid = 4711;
  }
  LineFront front;
};

TEST_F(SyslogLine, HasTheWholeRecordAsKeysAndValues) {
  EXPECT_EQ(
      record_line(front, answered_call()),
      "<134>Nov 20 17:06:10 zvoni[4711]: event=\"ended\" call_id=\"x9f3\" caller_uri=\"sip:alice@10.99.0.1\" "
      "caller_name=\"Alice\" caller_address=\"10.99.0.11:5060\" callee_uri=\"sip:bob@10.99.0.1\" callee_name=\"\" "
      "callee_address=\"10.99.0.12:5060\" attempted=\"2026-11-20T16:05:33.100Z\" "
      "ringing=\"2026-11-20T16:05:34.000Z\" answered=\"2026-11-20T16:05:36.200Z\" "
      "ended=\"2026-11-20T16:06:10.250Z\" ring_seconds=\"3.100\" duration_seconds=\"34.050\" ended_by=\"caller\" "
      "status=\"200\" reason=\"OK\" video=\"yes\" transferred_to=\"\" transferred_by=\"\"");
}

TEST_F(SyslogLine, TellsOfFailureAndTransfer) {
  auto entry = answered_call();
  entry.kind = CallEventKind::failed;
  entry.call.final_status = 486;
  entry.call.final_reason = "Obsadené";
  entry.call.video = false;
  entry.call.transferred_to = "sip:carol@10.99.0.1";
  entry.call.transferred_by = CallSide::callee;
  const auto line = record_line(front, entry);
  EXPECT_THAT(line, HasSubstr(" event=\"failed\" "));
  EXPECT_THAT(line, EndsWith(" status=\"486\" reason=\"Obsadené\" video=\"no\" "
                             "transferred_to=\"sip:carol@10.99.0.1\" transferred_by=\"callee\""));
}

TEST_F(SyslogLine, PriorityIsFacilityTimesEightPlusSeverity) {
  front.facility = facility_of("local7");
  front.severity = severity_of("notice");
  front.tag = "office";
  EXPECT_THAT(record_line(front, answered_call()), StartsWith("<189>Nov 20 17:06:10 office[4711]: event="));
  EXPECT_EQ(facility_of("user"), 1);
  EXPECT_EQ(facility_of("authpriv"), 10);
  EXPECT_EQ(severity_of("emerg"), 0);
  EXPECT_EQ(severity_of("debug"), 7);
  EXPECT_EQ(facility_of("nonsense"), -1);
  EXPECT_EQ(severity_of("nonsense"), -1);
}

TEST_F(SyslogLine, DayOfOneDigitIsPaddedWithABlank) {
  auto entry = answered_call();
  entry.time = WallTime{1767225600s};  // 2026-01-01
  EXPECT_THAT(record_line(front, entry), StartsWith("<134>Jan  1 01:00:00 zvoni"));
}

TEST_F(SyslogLine, TextOfStrangersCannotEndAValueOrTheMessage) {
  auto entry = answered_call();
  entry.call.caller.display_name = "a\" status=\"200\\\n<0>kernel: %n\xff";
  EXPECT_THAT(record_line(front, entry),
              HasSubstr(" caller_name=\"a\\\" status=\\\"200\\\\\\n<0>kernel: %n\\xff\" caller_address="));
}

TEST_F(SyslogLine, IsBoundedAndItsLongValuesAreMarked) {
  auto entry = answered_call();
  for (auto* text :
       {&entry.call.call_id, &entry.call.caller.uri, &entry.call.caller.display_name, &entry.call.callee.uri,
        &entry.call.callee.display_name, &entry.call.final_reason, &entry.call.transferred_to}) {
    *text = std::string(100000, '\x01');
  }
  const auto line = record_line(front, entry);
  EXPECT_LE(line.size(), kMaxLine);
  EXPECT_THAT(line, HasSubstr("\\x01…\" caller_uri="));
  EXPECT_THAT(line, EndsWith("…\" transferred_by=\"\""));
}

TEST_F(SyslogLine, LongValuesStayWholeWhereThereIsRoom) {
  auto entry = answered_call();
  entry.call.caller.uri = "sip:" + std::string(500, 'x');
  EXPECT_THAT(record_line(front, entry), HasSubstr(entry.call.caller.uri + "\""));
}

TEST_F(SyslogLine, IsNotCutWithinACharacter) {
  auto entry = answered_call();
  entry.call.caller.display_name.clear();
  for (int i = 0; i < 5000; ++i) entry.call.caller.display_name += "é";
  for (const auto* front_char : {"", "x"}) {
    auto shifted = entry;
    shifted.call.caller.display_name.insert(0, front_char);
    EXPECT_TRUE(is_clean_utf8(record_line(front, shifted)));
  }
}

TEST_F(SyslogLine, SaysHowManyWereDropped) {
  EXPECT_EQ(dropped_line(front, kAttempted, 17), "<132>Nov 20 17:05:33 zvoni[4711]: event=\"dropped\" records=\"17\"");
}

}  // namespace
}  // namespace zvoni::cdr_syslog
