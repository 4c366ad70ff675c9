#include "log/log_line.hpp"

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <ctime>

#include <zvoni/text.hpp>

namespace zvoni::kernel {
namespace {

constexpr std::size_t kMaxText = std::size_t{256} * 1024;

/// The priorities of syslog(3).
char journal_priority(LogLevel level) noexcept {
  switch (level) {
    case LogLevel::error:
      return '3';
    case LogLevel::warning:
      return '4';
    case LogLevel::info:
      return '6';
    default:
      return '7';
  }
}

void append_time(std::string& out, WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time - seconds).count();
  const std::time_t since_epoch = std::chrono::system_clock::to_time_t(seconds);
  std::tm local{};
  localtime_r(&since_epoch, &local);
  char text[64];
  const auto length = std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &local);
  std::snprintf(text + length, sizeof text - length, ".%03d ", static_cast<int>(milliseconds));
  out += text;
}

void append_front(std::string& out, LogStyle style, LogLevel level) {
  if (style == LogStyle::journal) out.append("<").append(1, journal_priority(level)).append(">");
}

}  // namespace

std::string_view to_string(LogLevel level) noexcept {
  switch (level) {
    case LogLevel::trace:
      return "trace";
    case LogLevel::debug:
      return "debug";
    case LogLevel::info:
      return "info";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      return "error";
  }
  return "";
}

void append_log_line(std::string& out, LogStyle style, WallTime time, LogLevel level, std::string_view module,
                     std::string_view text) {
  append_front(out, style, level);
  if (style == LogStyle::timed) {
    append_time(out, time);
    out.append(to_string(level)).append(" ");
  }
  out.append(module).append(": ");

  auto rest = text.substr(0, kMaxText);
  if (level != LogLevel::trace) {
    out.append(escape_for_log(rest)).append("\n");
    return;
  }
  while (rest.ends_with('\n') || rest.ends_with('\r')) rest.remove_suffix(1);
  for (bool first = true; first || !rest.empty(); first = false) {
    const auto end = rest.find('\n');
    auto line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!first) {
      append_front(out, style, level);
      out += "  | ";
    }
    out.append(escape_for_log(line)).append("\n");
  }
}

}  // namespace zvoni::kernel
