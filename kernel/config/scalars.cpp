#include "config/scalars.hpp"

#include <charconv>
#include <system_error>

#include <zvoni/text.hpp>

namespace zvoni::kernel {

namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kMaxDuration = 100ULL * 365 * 24 * 3600 * 1000;  // ms
constexpr std::uint64_t kMaxSize = 1ULL << 62;

// The digits at the start of a text, which are taken off. nullopt: none, a leading zero, or too large.
std::optional<std::uint64_t> take_digits(std::string_view& text) noexcept {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc()) return std::nullopt;
  const auto length = static_cast<std::size_t>(stop - text.data());
  if (length > 1 && text.front() == '0') return std::nullopt;
  text.remove_prefix(length);
  return number;
}

// How many milliseconds a unit has; 0: it is none.
std::uint64_t duration_unit(std::string_view unit) noexcept {
  if (unit == "ms") return 1;
  if (unit == "s") return 1000;
  if (unit == "m") return 60'000;
  if (unit == "h") return 3'600'000;
  if (unit == "d") return 86'400'000;
  return 0;
}

std::uint64_t size_unit(std::string_view unit) noexcept {
  if (unit.empty()) return 1;
  if (iequals(unit, "K")) return 1ULL << 10;
  if (iequals(unit, "M")) return 1ULL << 20;
  if (iequals(unit, "G")) return 1ULL << 30;
  return 0;
}

}  // namespace

std::optional<bool> parse_boolean(std::string_view text) noexcept {
  for (const char* yes : {"yes", "true", "on"}) {
    if (iequals(text, yes)) return true;
  }
  for (const char* no : {"no", "false", "off"}) {
    if (iequals(text, no)) return false;
  }
  return std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto number = take_digits(text);
  if (!number || !text.empty() || *number > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return negative ? -static_cast<std::int64_t>(*number) : static_cast<std::int64_t>(*number);
}

std::optional<milliseconds> parse_duration(std::string_view text) noexcept {
  const auto number = take_digits(text);
  if (!number) return std::nullopt;
  if (*number == 0 && text.empty()) return milliseconds(0);
  const std::uint64_t unit = duration_unit(text);
  if (unit == 0 || *number > kMaxDuration / unit) return std::nullopt;
  return milliseconds(static_cast<std::int64_t>(*number * unit));
}

std::optional<std::uint64_t> parse_size(std::string_view text) noexcept {
  const auto number = take_digits(text);
  if (!number) return std::nullopt;
  const std::uint64_t unit = size_unit(text);
  if (unit == 0 || *number > kMaxSize / unit) return std::nullopt;
  return *number * unit;
}

}  // namespace zvoni::kernel
