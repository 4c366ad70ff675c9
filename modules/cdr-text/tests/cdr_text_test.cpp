// The built module in a whole exchange.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include <zvoni/config.hpp>

#include "office.hpp"

namespace zvoni::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class CdrText : public ::testing::Test {
 protected:
  CdrText() {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
  }
  /// The file, once what waits is written.
  std::vector<std::string> calls(Office& office, const char* file = "calls.log") {
    office.exchange.run_work();
    return lines_of(scratch / file);
  }

  Scratch scratch;
};

TEST_F(CdrText, WritesALineForACallThatWasAnswered) {
  Office office("  cdr-text:\n", scratch.path());
  office.call(34s);
  EXPECT_THAT(calls(office),
              ElementsAre("2026-01-01 00:00:00  \"Alice\" <sip:alice@example.org> -> <sip:bob@example.org>  "
                          "ringing 00:00:00, answered 00:00:02, ended 00:00:36 by caller, 34 s, no video  "
                          "Call-ID call-1  200 OK"));
  EXPECT_EQ(office.exchange.metric("cdr-text.written"), 1);
}

TEST_F(CdrText, WritesALineForCallsThatWereDeclinedOrCancelled) {
  Office office("  cdr-text:\n", scratch.path());
  office.invite();
  office.exchange.advance(3s);
  office.decline(603, "Decline");
  office.exchange.advance(1s);
  office.invite();
  office.ring();
  office.cancel();
  EXPECT_THAT(calls(office),
              ElementsAre(HasSubstr("failed 00:00:03 by callee, after 3 s, no video  Call-ID call-1  603 Decline"),
                          HasSubstr("by caller, after 0 s, no video  Call-ID call-2  487 Request Terminated")));
}

TEST_F(CdrText, WritesNothingBeforeTheEndOfACall) {
  Office office("  cdr-text:\n", scratch.path());
  office.invite();
  office.ring();
  office.answer();
  EXPECT_THAT(calls(office), IsEmpty());
}

TEST_F(CdrText, WritesALineForEachEventIfAsked) {
  Office office("  cdr-text: { events: yes, format: csv, file: calls.csv }\n", scratch.path());
  office.invite();
  office.ring();
  office.answer();
  office.add_video();
  office.transfer("<sip:carol@example.org?Replaces=1>");
  office.hang_up();
  EXPECT_THAT(calls(office, "calls.csv"),
              ElementsAre(StartsWith("event,time,"), StartsWith("attempted,"), StartsWith("ringing,"),
                          StartsWith("answered,"), AllOf(StartsWith("media_changed,"), HasSubstr(",yes,,")),
                          AllOf(StartsWith("transferred,"), HasSubstr(",sip:carol@example.org,callee")),
                          AllOf(StartsWith("ended,"), HasSubstr(",yes,sip:carol@example.org,callee"))));
}

TEST_F(CdrText, WritesJson) {
  Office office("  cdr-text: { format: json, file: calls.json }\n", scratch.path());
  office.call(5s);
  EXPECT_THAT(
      calls(office, "calls.json"),
      ElementsAre(AllOf(StartsWith("{\"event\":\"ended\""), HasSubstr("\"duration_seconds\":5.000"),
                        HasSubstr("\"callee_address\":\"192.0.2.12:5060\""), HasSubstr("\"ended_by\":\"caller\""))));
}

TEST_F(CdrText, CannotBeForgedByADisplayName) {
  Office office("  cdr-text:\n", scratch.path());
  office.invite("x\\\" <sip:y> -> \x1b[2J");
  office.decline(486, "Busy Here");
  EXPECT_THAT(calls(office), ElementsAre(HasSubstr("\"x\\\" <sip:y> -> \\x1b[2J\" <sip:alice@example.org> -> ")));
}

TEST_F(CdrText, GoesOnInANewFileAfterRotation) {
  Office office("  cdr-text:\n", scratch.path());
  office.call(1s);
  EXPECT_THAT(calls(office), SizeIs(1));
  std::filesystem::rename(scratch / "calls.log", scratch / "calls.log.1");
  office.call(1s);  // not written yet: it belongs into the old file
  office.exchange.reopen();
  office.call(1s);
  EXPECT_THAT(calls(office), ElementsAre(HasSubstr("call-3")));
  EXPECT_THAT(calls(office, "calls.log.1"), ElementsAre(HasSubstr("call-1"), HasSubstr("call-2")));
}

TEST_F(CdrText, WritesCallsThatAreOpenWhenTheExchangeStops) {
  Office office("  cdr-text:\n", scratch.path());
  office.invite();
  office.answer();
  office.exchange.advance(5s);
  office.exchange.stop();
  EXPECT_THAT(lines_of(scratch / "calls.log"), ElementsAre(HasSubstr("by exchange, 5 s,")));
}

TEST_F(CdrText, CountsWhatTheDiskDoesNotTakeAndSaysSoOnceAMinute) {
  Office office("  cdr-text: { file: /dev/full }\n", scratch.path());
  const auto complaints = [&office] {
    std::vector<std::string> lines;
    for (const auto& line : office.exchange.log()) {
      if (line.find("cdr-text: ") != std::string::npos) lines.push_back(line);
    }
    return lines;
  };
  for (int i = 0; i < 3; ++i) {
    office.call(1s);
    office.exchange.run_work();
  }
  EXPECT_EQ(office.exchange.metric("cdr-text.write-errors"), 3);
  EXPECT_EQ(office.exchange.metric("cdr-text.written"), 0);
  EXPECT_THAT(complaints(),
              ElementsAre("error cdr-text: 1 lines of calls were lost: /dev/full: No space left on device"));
  office.exchange.advance(60s);
  office.call(1s);
  office.exchange.run_work();
  EXPECT_THAT(complaints(), ElementsAre(HasSubstr(": 1 lines"), HasSubstr(": 3 lines")));
}

TEST_F(CdrText, DropsAndCountsWhatFindsNoRoom) {
  Office office("  cdr-text: { events: yes }\n", scratch.path());
  for (int i = 0; i < 5001; ++i) {
    office.invite();
    office.decline(486, "Busy Here");
  }
  EXPECT_THAT(calls(office), SizeIs(10000));
  EXPECT_EQ(office.exchange.metric("cdr-text.written"), 10000);
  EXPECT_EQ(office.exchange.metric("cdr-text.dropped"), 2);
  EXPECT_THAT(office.exchange.log(),
              ::testing::Contains(HasSubstr("2 lines of calls were lost: too many were waiting")));
}

void expect_refused(const std::string& modules, const std::string& sentence) {
  const Scratch state;
  try {
    Office office(modules, state.path());
    FAIL() << "started";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr(sentence));
  }
}

TEST_F(CdrText, RefusesAFileWhoseFolderIsMissing) {
  expect_refused("  cdr-text: { file: /nowhere/at/all/calls.log }\n",
                 "zvoni.yaml:5:21: cdr-text.file: the folder /nowhere/at/all does not exist: make it first");
}

TEST_F(CdrText, RefusesAFileThatCannotBeOpened) {
  expect_refused("  cdr-text: { file: /dev }\n", "cdr-text.file: cannot open /dev: Is a directory");
  expect_refused("  cdr-text: { file: \"\" }\n", "cdr-text.file: expected the name of a file");
}

TEST_F(CdrText, RefusesAFormatItDoesNotKnow) { expect_refused("  cdr-text: { format: xml }\n", "cdr-text.format"); }

}  // namespace
}  // namespace zvoni::testing
