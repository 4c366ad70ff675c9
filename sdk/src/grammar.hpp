// Character classes and small scanning steps that the parsers share (RFC 3261, 25.1).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace zvoni::grammar {

using CharSet = std::uint8_t;
inline constexpr CharSet kToken = 1;        ///< `token`: names of headers, methods, parameters
inline constexpr CharSet kUser = 2;         ///< the user part and the password, and what phones put there unescaped
inline constexpr CharSet kUriParam = 4;     ///< parameters and headers of a URI, separators included
inline constexpr CharSet kHost = 8;         ///< a host name or an IPv4 address
inline constexpr CharSet kDigit = 16;       ///< 0 to 9
inline constexpr CharSet kHex = 32;         ///< 0 to 9, a to f
inline constexpr CharSet kBlank = 64;       ///< blank, tab, and CR and LF, which are folds within a header value
inline constexpr CharSet kParamText = 128;  ///< an unquoted parameter value, wider than `gen-value`

constexpr std::array<CharSet, 256> make_char_sets() {
  std::array<CharSet, 256> sets{};
  const auto add = [&sets](std::string_view chars, int set) {
    for (const char c : chars) {
      auto& entry = sets[static_cast<unsigned char>(c)];
      entry = static_cast<CharSet>(entry | set);
    }
  };
  add("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
      kToken | kUser | kUriParam | kHost | kParamText);
  add("0123456789", kDigit | kHex);
  add("abcdefABCDEF", kHex);
  add("-.!%*_+`'~", kToken);
  add("-_.!~*'()&=+$,;?/%#", kUser);
  add("-_.!~*'()&=+$,;?/%#[]:", kUriParam);
  add("-._", kHost);
  add("!#$%&'()*+-./:=?@[]^_`{|}~\\", kParamText);
  add(" \t\r\n", kBlank);
  // UTF-8 that should have been escaped, and often is not.
  for (std::size_t byte = 0x80; byte <= 0xff; ++byte) sets[byte] = kUser | kUriParam | kParamText;
  return sets;
}
inline constexpr std::array<CharSet, 256> kCharSets = make_char_sets();

[[nodiscard]] inline bool is(char c, CharSet set) noexcept {
  return (kCharSets[static_cast<unsigned char>(c)] & set) != 0;
}
/// The first position at or after `at` whose character is not in the set; `end` where all are.
[[nodiscard]] inline const char* skip(const char* at, const char* end, CharSet set) noexcept {
  while (at != end && is(*at, set)) ++at;
  return at;
}
[[nodiscard]] inline bool all(std::string_view text, CharSet set) noexcept {
  const char* const end = text.data() + text.size();
  return skip(text.data(), end, set) == end;
}
[[nodiscard]] inline std::string_view view(const char* begin, const char* end) noexcept {
  return {begin, static_cast<std::size_t>(end - begin)};
}
[[nodiscard]] inline std::string_view trim(std::string_view text) noexcept {
  const char* begin = text.data();
  const char* end = begin + text.size();
  while (begin != end && is(*begin, kBlank)) ++begin;
  while (begin != end && is(end[-1], kBlank)) --end;
  return view(begin, end);
}
[[nodiscard]] constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
[[nodiscard]] constexpr int hex_value(char c) noexcept {
  return c >= '0' && c <= '9' ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

/// Past the quoted string that begins at `at`; null where it has no end (RFC 3261, 25.1, `quoted-string`).
[[nodiscard]] const char* skip_quoted(const char* at, const char* end) noexcept;
/// Whether each % is followed by two hexadecimal digits.
[[nodiscard]] bool has_valid_escapes(std::string_view text) noexcept;
/// A host name, IPv4 address or IPv6 reference (in brackets) at the front of the text: its length; 0 for none.
[[nodiscard]] std::size_t host_length(std::string_view text) noexcept;
/// A port at the front of the text, blanks around it allowed where `text` stands in a header value.
[[nodiscard]] std::optional<std::uint16_t> parse_port(std::string_view digits) noexcept;
/// Whether the text is a list `;name[=value]` as header values have it. One `;` too many at the end is let pass.
[[nodiscard]] bool is_param_list(std::string_view text) noexcept;

/// Takes the next element off a comma list, blanks trimmed, empty ones skipped. False at its end. Commas in quoted
/// strings and in angle brackets separate nothing.
bool take_element(std::string_view& rest, std::string_view& element) noexcept;

}  // namespace zvoni::grammar
