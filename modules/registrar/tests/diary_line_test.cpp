#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <optional>

#include "diary.hpp"
#include "sample.hpp"

namespace zvoni::registrar {
namespace {

/// The time zone of the process while it lives.
class TimeZone {
 public:
  explicit TimeZone(const char* zone) {
    if (const char* before = std::getenv("TZ")) before_ = before;
    ::setenv("TZ", zone, 1);
    ::tzset();
  }
  TimeZone(const TimeZone&) = delete;
  TimeZone& operator=(const TimeZone&) = delete;
  ~TimeZone() {
    if (before_) {
      ::setenv("TZ", before_->c_str(), 1);
    } else {
      ::unsetenv("TZ");
    }
    ::tzset();
  }

 private:
  std::optional<std::string> before_;
};

constexpr WallTime kTime{std::chrono::seconds(1795194333)};  // 2026-11-20 17:05:33 UTC

TEST(DiaryLine, TellsWhoRegisteredWhereAndWithWhat) {
  const TimeZone zone("UTC");
  const Flow source = flow_from("10.99.0.11:5060");
  const BindingEvent event{BindingEvent::Kind::registered, "sip:alice@10.99.0.1", "sip:alice@10.99.0.11:5060", source,
                           std::chrono::seconds(600),      "Linphone/5.1"};
  EXPECT_EQ(diary_line(event, kTime),
            "2026-11-20 17:05:33 registered sip:alice@10.99.0.1 contact=<sip:alice@10.99.0.11:5060> "
            "source=udp:10.99.0.11:5060 expires=600 user-agent=\"Linphone/5.1\"\n");
}

TEST(DiaryLine, IsInLocalTime) {
  const TimeZone zone("CET-1");
  const Flow source = flow_from("[2001:db8::11]:40000", Transport::tcp);
  const BindingEvent event{
      BindingEvent::Kind::expired, "sip:bob@example.org", "sip:bob@[2001:db8::11]", source, {}, {}};
  EXPECT_EQ(diary_line(event, kTime),
            "2026-11-20 18:05:33 expired sip:bob@example.org contact=<sip:bob@[2001:db8::11]> "
            "source=tcp:[2001:db8::11]:40000 expires=0 user-agent=\"\"\n");
}

TEST(DiaryLine, WhatAStrangerSendsStaysInItsField) {
  const TimeZone zone("UTC");
  const Flow source = flow_from("10.99.0.11:5060");
  const BindingEvent event{BindingEvent::Kind::unregistered,   "sip:a@10.99.0.1", "sip:a@10.99.0.11", source, {},
                           "Evil\" expires=1\r\n2026\x1b[2J\\"};
  EXPECT_EQ(diary_line(event, kTime),
            "2026-11-20 17:05:33 unregistered sip:a@10.99.0.1 contact=<sip:a@10.99.0.11> source=udp:10.99.0.11:5060 "
            "expires=0 user-agent=\"Evil\\\" expires=1\\r\\n2026\\x1b[2J\\\\\"\n");
}

}  // namespace
}  // namespace zvoni::registrar
