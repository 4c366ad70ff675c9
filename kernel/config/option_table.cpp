#include "config/option_table.hpp"

#include <algorithm>

#include "config/key_path.hpp"
#include "config/scalars.hpp"

namespace zvoni::kernel {

namespace {

// "low..high" with both parts read by `parse`.
template <typename Parse>
std::optional<Bounds> parse_bounds(std::string_view allowed, Parse parse) noexcept {
  const std::size_t dots = allowed.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const std::optional<std::int64_t> low = parse(allowed.substr(0, dots));
  const std::optional<std::int64_t> high = parse(allowed.substr(dots + 2));
  if (!low || !high || *low > *high) return std::nullopt;
  return Bounds{*low, *high};
}

std::optional<std::int64_t> milliseconds_of(std::string_view text) noexcept {
  const auto duration = parse_duration(text);
  return duration ? std::optional<std::int64_t>(duration->count()) : std::nullopt;
}

std::optional<std::int64_t> bytes_of(std::string_view text) noexcept {
  const auto size = parse_size(text);
  return size ? std::optional<std::int64_t>(static_cast<std::int64_t>(*size)) : std::nullopt;
}

// "1..100" as " from 1 to 100".
std::string range_of(const Option& option) {
  if (!option.allowed) return {};
  const std::string_view allowed = option.allowed;
  const std::size_t dots = allowed.find("..");
  if (dots == std::string_view::npos) return {};
  return " from " + std::string(allowed.substr(0, dots)) + " to " + std::string(allowed.substr(dots + 2));
}

}  // namespace

const Option* find_option(OptionTable table, std::string_view name) noexcept {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Option& option) { return option.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string type_name(OptionType type) {
  switch (type) {
    case OptionType::boolean:
      return "yes or no";
    case OptionType::integer:
      return "whole number";
    case OptionType::duration:
      return "duration";
    case OptionType::size:
      return "size";
    case OptionType::text:
      return "text";
    case OptionType::path:
      return "file";
    case OptionType::choice:
      return "choice";
    case OptionType::uri:
      return "SIP URI";
    case OptionType::list:
      return "list";
    case OptionType::networks:
      return "networks";
    case OptionType::map:
      return "map";
    case OptionType::groups:
      return "list of maps";
  }
  return "?";  // a table of a module may hold anything
}

std::string expectation(const Option& option) {
  const std::string range = range_of(option);
  switch (option.type) {
    case OptionType::boolean:
      return "yes or no";
    case OptionType::integer:
      return "a whole number" + range;
    case OptionType::duration:
      return range.empty() ? "a duration such as 1h" : "a duration" + range;
    case OptionType::size:
      return range.empty() ? "a size such as 64K" : "a size" + range;
    case OptionType::text:
      return option.allowed && *option.allowed ? "a text that is not empty" : "a text";
    case OptionType::path:
      return "the name of a file";
    case OptionType::choice:
      return "one of " + join(choices_of(option));
    case OptionType::uri:
      return "a SIP URI such as sip:alice@example.org";
    case OptionType::list:
      return option.allowed ? "a list of " + join(choices_of(option)) : "a list of texts";
    case OptionType::networks:
      return "a list of networks such as 192.0.2.0/24";
    case OptionType::map:
      return "a map" + (range.empty() ? range : " with whole numbers" + range + " as keys");
    case OptionType::groups:
      return "a list of maps";
  }
  return "nothing";
}

std::optional<Bounds> bounds_of(const Option& option) noexcept {
  if (!option.allowed) return Bounds{};
  switch (option.type) {
    case OptionType::duration:
      return parse_bounds(option.allowed, milliseconds_of);
    case OptionType::size:
      return parse_bounds(option.allowed, bytes_of);
    default:
      return parse_bounds(option.allowed, parse_integer);
  }
}

std::vector<std::string> choices_of(const Option& option) {
  std::vector<std::string> choices;
  std::string_view rest = option.allowed ? option.allowed : "";
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    choices.emplace_back(rest.substr(0, bar));
    rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
  }
  return choices;
}

}  // namespace zvoni::kernel
