#include "time_text.hpp"

#include <cstdio>
#include <ctime>

namespace zvoni::cdr_text {
namespace {

std::tm local_parts(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time));
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return parts;
}

std::string text_of(const std::tm& parts, const char* format) {
  char text[64];
  return {text, std::strftime(text, sizeof text, format, &parts)};
}

/// ".050"
std::string fraction(std::chrono::milliseconds milliseconds) {
  char text[8];
  std::snprintf(text, sizeof text, ".%03d", static_cast<int>(milliseconds.count() % 1000));
  return text;
}

}  // namespace

std::string iso_time(WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const std::time_t since_epoch = std::chrono::system_clock::to_time_t(seconds);
  std::tm parts{};
  gmtime_r(&since_epoch, &parts);
  return text_of(parts, "%Y-%m-%dT%H:%M:%S") + fraction(std::chrono::floor<std::chrono::milliseconds>(time - seconds)) +
         "Z";
}

std::string local_date_and_time(WallTime time) { return text_of(local_parts(time), "%Y-%m-%d %H:%M:%S"); }

std::string local_time_beside(WallTime time, WallTime beside) {
  const auto parts = local_parts(time);
  const auto other = local_parts(beside);
  const bool same_day = parts.tm_yday == other.tm_yday && parts.tm_year == other.tm_year;
  return text_of(parts, same_day ? "%H:%M:%S" : "%Y-%m-%d %H:%M:%S");
}

std::string decimal_seconds(std::chrono::milliseconds duration) {
  return std::to_string(duration.count() / 1000) + fraction(duration);
}

std::string duration_in_words(std::chrono::milliseconds duration) {
  const auto seconds = duration.count() / 1000;
  std::string text = std::to_string(seconds % 60) + " s";
  if (seconds < 60) return text;
  text = std::to_string(seconds / 60 % 60) + " min " + text;
  return seconds < 3600 ? text : std::to_string(seconds / 3600) + " h " + text;
}

}  // namespace zvoni::cdr_text
