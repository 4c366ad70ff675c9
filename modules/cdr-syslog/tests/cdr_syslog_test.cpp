// The built module in a whole exchange.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <zvoni/config.hpp>

#include "listener.hpp"
#include "office.hpp"

namespace zvoni::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class CdrSyslog : public ::testing::Test {
 protected:
  [[nodiscard]] std::string module(std::string_view more = "") const {
    return "  cdr-syslog: { socket: " + (scratch / "log").string() + std::string(more) + " }\n";
  }
  static std::size_t count(const std::vector<std::string>& lines, std::string_view part) {
    return static_cast<std::size_t>(std::count_if(
        lines.begin(), lines.end(), [part](const std::string& line) { return line.find(part) != std::string::npos; }));
  }
  Scratch scratch;
};

TEST_F(CdrSyslog, SendsTheRecordOfACall) {
  Listener daemon(scratch / "log");
  Office office(module(", facility: local3, severity: notice, tag: office"), scratch.path());
  office.call(34s);
  office.exchange.run_work();
  EXPECT_THAT(
      daemon.receive(),
      ElementsAre(AllOf(StartsWith("<157>"), HasSubstr(" office["), HasSubstr("]: event=\"ended\" call_id=\"call-1\" "),
                        HasSubstr(" caller_uri=\"sip:alice@example.org\" caller_name=\"Alice\" "),
                        HasSubstr(" callee_uri=\"sip:bob@example.org\" "), HasSubstr(" duration_seconds=\"34.000\" "),
                        HasSubstr(" ended_by=\"caller\" status=\"200\" reason=\"OK\" video=\"no\" "))));
  EXPECT_EQ(office.exchange.metric("cdr-syslog.sent"), 1);
}

TEST_F(CdrSyslog, SendsNothingButRecords) {
  Listener daemon(scratch / "log");
  Office office(module(), scratch.path());
  office.invite();
  office.ring();
  office.answer();
  office.exchange.run_work();
  EXPECT_THAT(daemon.receive(), IsEmpty());
}

TEST_F(CdrSyslog, CannotBeForgedByADisplayName) {
  Listener daemon(scratch / "log");
  Office office(module(), scratch.path());
  office.invite("x\\\" status=\\\"200\x1b");
  office.decline(486, "Busy Here");
  office.exchange.run_work();
  EXPECT_THAT(daemon.receive(), ElementsAre(AllOf(HasSubstr(" caller_name=\"x\\\" status=\\\"200\\x1b\" "),
                                                  HasSubstr(" status=\"486\" reason=\"Busy Here\" "))));
}

TEST_F(CdrSyslog, CountsWhatItHadToDropAndSaysSoWhenSyslogIsBack) {
  Office office(module(), scratch.path());
  for (int i = 0; i < 3; ++i) {
    office.call(1s);
    office.exchange.run_work();
  }
  EXPECT_EQ(office.exchange.metric("cdr-syslog.dropped"), 3);
  EXPECT_EQ(count(office.exchange.log(), "error cdr-syslog: records of calls that were dropped: 1: "), 1U);
  EXPECT_EQ(count(office.exchange.log(), "records of calls that were dropped"), 1U) << "once a minute at the most";

  Listener daemon(scratch / "log");
  office.call(1s);
  office.exchange.run_work();
  EXPECT_THAT(daemon.receive(),
              ElementsAre(HasSubstr("]: event=\"dropped\" records=\"3\""), HasSubstr("call_id=\"call-4\"")));
  EXPECT_THAT(office.exchange.log(), Contains(HasSubstr("syslog takes records again, after 3 were dropped")));
  EXPECT_EQ(office.exchange.metric("cdr-syslog.sent"), 1);
  office.call(1s);
  office.exchange.run_work();
  EXPECT_THAT(daemon.receive(), ElementsAre(HasSubstr("call_id=\"call-5\"")));
}

TEST_F(CdrSyslog, SaysAgainAfterAMinuteHowManyWereDropped) {
  Office office(module(), scratch.path());
  for (int i = 0; i < 2; ++i) {
    office.call(1s);
    office.exchange.run_work();
  }
  office.exchange.advance(60s);
  office.call(1s);
  office.exchange.run_work();
  EXPECT_EQ(count(office.exchange.log(), ": records of calls that were dropped: 1: "), 1U);
  EXPECT_EQ(count(office.exchange.log(), ": records of calls that were dropped: 2: "), 1U);
}

TEST_F(CdrSyslog, SendsTheRecordsOfCallsThatAreOpenWhenTheExchangeStops) {
  Listener daemon(scratch / "log");
  Office office(module(), scratch.path());
  office.invite();
  office.answer();
  office.exchange.stop();
  EXPECT_THAT(daemon.receive(), ElementsAre(HasSubstr(" ended_by=\"exchange\" ")));
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

TEST_F(CdrSyslog, RefusesWhatSyslogDoesNotKnow) {
  expect_refused("  cdr-syslog: { facility: local8 }\n", "cdr-syslog.facility");
  expect_refused("  cdr-syslog: { severity: loud }\n", "cdr-syslog.severity");
  expect_refused("  cdr-syslog: { tag: \"a b\" }\n",
                 "cdr-syslog.tag: expected at most 32 letters, digits and -_./, got \"a b\"");
  expect_refused("  cdr-syslog: { socket: /" + std::string(200, 'x') + " }\n",
                 "cdr-syslog.socket: expected a name of less");
}

}  // namespace
}  // namespace zvoni::testing
