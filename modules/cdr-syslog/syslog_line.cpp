#include "syslog_line.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <optional>
#include <utility>

#include <zvoni/text.hpp>

namespace zvoni::cdr_syslog {
namespace {

constexpr int kWarning = 4;
/// With all values cut to it, each byte of them as \xHH, a record still fits into kMaxLine.
constexpr std::size_t kShortValue = 200;

constexpr std::array<std::pair<std::string_view, int>, 18> kFacilities{{
    {"user", 1},
    {"mail", 2},
    {"daemon", 3},
    {"auth", 4},
    {"lpr", 6},
    {"news", 7},
    {"uucp", 8},
    {"cron", 9},
    {"authpriv", 10},
    {"ftp", 11},
    {"local0", 16},
    {"local1", 17},
    {"local2", 18},
    {"local3", 19},
    {"local4", 20},
    {"local5", 21},
    {"local6", 22},
    {"local7", 23},
}};
constexpr std::array<std::string_view, 8> kSeverities{"emerg",   "alert",  "crit", "err",
                                                      "warning", "notice", "info", "debug"};

/// "<134>Nov 20 17:06:10 zvoni[4711]:" (RFC 3164, 4.1): local time, English months whatever the locale.
std::string front_text(const LineFront& front, int severity, WallTime time) {
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time));
  std::tm local{};
  localtime_r(&seconds, &local);
  char date[32];
  std::snprintf(date, sizeof date, "%s %2d %02d:%02d:%02d", kMonths[static_cast<std::size_t>(local.tm_mon)],
                local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec);
  return "<" + std::to_string(front.facility * 8 + severity) + ">" + date + " " + front.tag + "[" +
         std::to_string(front.pid) + "]:";
}

/// Cut to `limit` bytes, but not within a UTF-8 sequence, with a mark behind it.
std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return std::string(text.substr(0, limit)) + "…";
}

void append_pair(std::string& line, const char* key, std::string_view value) {
  line.append(" ").append(key).append("=\"");
  for (const char c : escape_for_log(value)) {
    if (c == '"') line += '\\';
    line += c;
  }
  line += '"';
}

std::string time_text(const std::optional<WallTime>& time) {
  if (!time) return {};
  const auto seconds = std::chrono::floor<std::chrono::seconds>(*time);
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(*time - seconds).count();
  const std::time_t since_epoch = std::chrono::system_clock::to_time_t(seconds);
  std::tm utc{};
  gmtime_r(&since_epoch, &utc);
  char text[48];
  const auto length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + length, sizeof text - length, ".%03dZ", static_cast<int>(milliseconds));
  return text;
}

std::string seconds_text(std::chrono::milliseconds duration) {
  char text[48];
  std::snprintf(text, sizeof text, "%lld.%03d", static_cast<long long>(duration.count() / 1000),
                static_cast<int>(duration.count() % 1000));
  return text;
}

std::string address_text(const Endpoint& address) {
  return address == Endpoint() ? std::string() : address.to_string();
}

std::string_view side_text(CallSide side) { return side == CallSide::none ? std::string_view() : to_string(side); }

std::string line_with(const LineFront& front, const CallEntry& entry, std::size_t value_limit) {
  const CallRecord& call = entry.call;
  std::string line = front_text(front, front.severity, entry.time);
  const auto text = [&](const char* key, std::string_view value) {
    append_pair(line, key, shortened(value, value_limit));
  };
  text("event", to_string(entry.kind));
  text("call_id", call.call_id);
  text("caller_uri", call.caller.uri);
  text("caller_name", call.caller.display_name);
  text("caller_address", address_text(call.caller.address));
  text("callee_uri", call.callee.uri);
  text("callee_name", call.callee.display_name);
  text("callee_address", address_text(call.callee.address));
  text("attempted", time_text(call.attempted));
  text("ringing", time_text(call.ringing));
  text("answered", time_text(call.answered));
  text("ended", time_text(call.ended));
  text("ring_seconds", seconds_text(call.ring_time));
  text("duration_seconds", seconds_text(call.duration));
  text("ended_by", side_text(call.ended_by));
  text("status", std::to_string(call.final_status));
  text("reason", call.final_reason);
  text("video", call.video ? "yes" : "no");
  text("transferred_to", call.transferred_to);
  text("transferred_by", side_text(call.transferred_by));
  return line;
}

}  // namespace

int facility_of(std::string_view name) noexcept {
  for (const auto& [known, number] : kFacilities) {
    if (known == name) return number;
  }
  return -1;
}

int severity_of(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kSeverities.size(); ++i) {
    if (kSeverities[i] == name) return static_cast<int>(i);
  }
  return -1;
}

std::string record_line(const LineFront& front, const CallEntry& entry) {
  auto line = line_with(front, entry, kMaxLine);
  return line.size() <= kMaxLine ? line : line_with(front, entry, kShortValue);
}

std::string dropped_line(const LineFront& front, WallTime time, std::size_t records) {
  auto line = front_text(front, kWarning, time);
  append_pair(line, "event", "dropped");
  append_pair(line, "records", std::to_string(records));
  return line;
}

}  // namespace zvoni::cdr_syslog
