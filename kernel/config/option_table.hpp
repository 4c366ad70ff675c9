// Option tables: the tables of zvoni::Option with which both the kernel and the modules describe their options.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/option.hpp>

namespace zvoni::kernel {

using OptionTable = std::span<const Option>;

/// nullptr: the table has no option of that name.
[[nodiscard]] const Option* find_option(OptionTable table, std::string_view name) noexcept;
[[nodiscard]] inline OptionTable members_of(const Option& option) noexcept {
  return {option.members, option.member_count};
}

/// "duration", "list of networks": for people.
[[nodiscard]] std::string type_name(OptionType type);
/// What an option takes, for "expected …": "a duration such as 1h", "one of text, csv, json", "a whole number from 1 to
/// 100".
[[nodiscard]] std::string expectation(const Option& option);

/// The bounds of `allowed` of an integer, size, duration (in milliseconds) or of a map's keys. nullopt: `allowed` is
/// not "low..high" in the notation of the type. Everything of the type where `allowed` is null.
struct Bounds {
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};
[[nodiscard]] std::optional<Bounds> bounds_of(const Option& option) noexcept;
/// The parts of "text|csv|json".
[[nodiscard]] std::vector<std::string> choices_of(const Option& option);

/// What is wrong with a table that somebody else wrote, a sentence each: names, `allowed`, defaults that do not fit,
/// members. Empty: all is well.
[[nodiscard]] std::vector<std::string> check_table(OptionTable table);

}  // namespace zvoni::kernel
