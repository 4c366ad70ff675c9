#include "record_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace zvoni::cdr_text {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;

constexpr WallTime kAttempted{1795190733s + 100ms};  // 2026-11-20 16:05:33.100 UTC

CallEntry answered_call() {
  CallEntry entry;
  entry.kind = CallEventKind::ended;
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

CallEntry failed_call() {
  CallEntry entry = answered_call();
  entry.kind = CallEventKind::failed;
  entry.call.answered.reset();
  entry.call.ended = kAttempted + 3s;
  entry.call.ring_time = 3s;
  entry.call.duration = 0s;
  entry.call.ended_by = CallSide::callee;
  entry.call.final_status = 486;
  entry.call.final_reason = "Busy Here";
  entry.call.video = false;
  return entry;
}

class RecordFormat : public ::testing::Test {
 protected:
  RecordFormat() {
    ::setenv("TZ", "CET-1", 1);
    ::tzset();
  }
};

TEST_F(RecordFormat, TextTellsTheWholeCallToAPerson) {
  EXPECT_EQ(text_line(answered_call()),
            "2026-11-20 17:05:33  \"Alice\" <sip:alice@10.99.0.1> -> <sip:bob@10.99.0.1>  ringing 17:05:34, "
            "answered 17:05:36, ended 17:06:10 by caller, 34 s, video  Call-ID x9f3  200 OK\n");
}

TEST_F(RecordFormat, TextTellsHowACallFailed) {
  EXPECT_EQ(text_line(failed_call()),
            "2026-11-20 17:05:33  \"Alice\" <sip:alice@10.99.0.1> -> <sip:bob@10.99.0.1>  ringing 17:05:34, "
            "failed 17:05:36 by callee, after 3 s, no video  Call-ID x9f3  486 Busy Here\n");
}

TEST_F(RecordFormat, TextSaysWhereNobodyAnsweredAtAll) {
  auto entry = failed_call();
  entry.call.ringing.reset();
  entry.call.ended_by = CallSide::exchange;
  entry.call.final_status = 408;
  entry.call.final_reason.clear();
  EXPECT_THAT(text_line(entry),
              EndsWith("  failed 17:05:36 by exchange, after 3 s, no video  Call-ID x9f3  408 no response\n"));
}

TEST_F(RecordFormat, TextTellsOfATransfer) {
  auto entry = answered_call();
  entry.call.transferred_to = "sip:carol@10.99.0.1";
  entry.call.transferred_by = CallSide::callee;
  EXPECT_THAT(text_line(entry), HasSubstr("34 s, video, transferred to <sip:carol@10.99.0.1> by callee  Call-ID"));
}

TEST_F(RecordFormat, TextOfAnEventBeginsWithItsOwnTime) {
  auto entry = answered_call();
  entry.call.ended.reset();
  entry.time = kAttempted + 10s;
  const auto event = [&entry](CallEventKind kind) {
    entry.kind = kind;
    return text_line(entry);
  };
  const std::string front = "2026-11-20 17:05:43  \"Alice\" <sip:alice@10.99.0.1> -> <sip:bob@10.99.0.1>  ";
  EXPECT_EQ(event(CallEventKind::attempted), front + "attempted  Call-ID x9f3\n");
  EXPECT_EQ(event(CallEventKind::ringing), front + "ringing  Call-ID x9f3\n");
  EXPECT_EQ(event(CallEventKind::answered), front + "answered  Call-ID x9f3  200 OK\n");
  EXPECT_EQ(event(CallEventKind::media_changed), front + "video off  Call-ID x9f3\n");
  entry.call.video_now = true;
  EXPECT_EQ(event(CallEventKind::media_changed), front + "video on  Call-ID x9f3\n");
  entry.call.transferred_to = "sip:carol@10.99.0.1";
  EXPECT_EQ(event(CallEventKind::transferred), front + "transferred to <sip:carol@10.99.0.1>  Call-ID x9f3\n");
}

TEST_F(RecordFormat, TextOfStrangersCannotForgeALineOrAField) {
  auto entry = answered_call();
  entry.call.caller.display_name = "Al\"ice\" <sip:x>\r\n2026-11-20";
  entry.call.caller.uri = "sip:a\nb@x";
  entry.call.call_id = "x  200 OK";
  entry.call.final_reason = "O\x1b[2JK\n%n";
  const auto line = text_line(entry);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  EXPECT_THAT(line, HasSubstr("  \"Al\\\"ice\\\" <sip:x>\\r\\n2026-11-20\" <sip:a\\nb@x> -> "));
  EXPECT_THAT(line, EndsWith("  Call-ID x\\x20\\x20200\\x20OK  200 O\\x1b[2JK\\n%n\n"));
}

TEST_F(RecordFormat, CsvHasTheFieldsOfItsHeader) {
  EXPECT_EQ(csv_header(),
            "event,time,call_id,caller_uri,caller_name,caller_address,callee_uri,callee_name,callee_address,attempted,"
            "ringing,answered,ended,ring_seconds,duration_seconds,ended_by,status,reason,video,transferred_to,"
            "transferred_by\n");
  EXPECT_EQ(csv_line(answered_call()),
            "ended,2026-11-20T16:06:10.250Z,x9f3,sip:alice@10.99.0.1,Alice,10.99.0.11:5060,sip:bob@10.99.0.1,,"
            "10.99.0.12:5060,2026-11-20T16:05:33.100Z,2026-11-20T16:05:34.000Z,2026-11-20T16:05:36.200Z,"
            "2026-11-20T16:06:10.250Z,3.100,34.050,caller,200,OK,yes,,\n");
}

TEST_F(RecordFormat, CsvQuotesWhatRfc4180AsksFor) {
  auto entry = failed_call();
  entry.call.caller.display_name = "Alice, \"the boss\"";
  entry.call.final_reason = "Obsadené";
  EXPECT_THAT(csv_line(entry), HasSubstr(",\"Alice, \"\"the boss\"\"\","));
  EXPECT_THAT(csv_line(entry), HasSubstr(",486,Obsadené,no,"));
  entry.call.caller.display_name = "a\r\nb";
  EXPECT_THAT(csv_line(entry), HasSubstr(",a\\r\\nb,"));
}

TEST_F(RecordFormat, JsonIsOneObjectALine) {
  EXPECT_EQ(json_line(failed_call()),
            "{\"event\":\"failed\",\"time\":\"2026-11-20T16:06:10.250Z\",\"call_id\":\"x9f3\","
            "\"caller_uri\":\"sip:alice@10.99.0.1\",\"caller_name\":\"Alice\",\"caller_address\":\"10.99.0.11:5060\","
            "\"callee_uri\":\"sip:bob@10.99.0.1\",\"callee_name\":null,\"callee_address\":\"10.99.0.12:5060\","
            "\"attempted\":\"2026-11-20T16:05:33.100Z\",\"ringing\":\"2026-11-20T16:05:34.000Z\",\"answered\":null,"
            "\"ended\":\"2026-11-20T16:05:36.100Z\",\"ring_seconds\":3.000,\"duration_seconds\":0.000,"
            "\"ended_by\":\"callee\",\"status\":486,\"reason\":\"Busy Here\",\"video\":false,"
            "\"transferred_to\":null,\"transferred_by\":null}\n");
}

TEST_F(RecordFormat, JsonStaysValidWhateverAStrangerSends) {
  auto entry = answered_call();
  entry.call.caller.display_name = "a\"b\\c";
  EXPECT_THAT(json_line(entry), HasSubstr("\"caller_name\":\"a\\\"b\\\\c\""));
  entry.call.caller.display_name = std::string("a\0\n\xff", 4);
  const auto line = json_line(entry);
  EXPECT_THAT(line, HasSubstr("\"caller_name\":\"a\\\\x00\\\\n\\\\xff\""));
  EXPECT_TRUE(std::all_of(line.begin(), line.end() - 1, [](char c) { return c >= ' ' && c <= '~'; })) << line;
}

}  // namespace
}  // namespace zvoni::cdr_text
