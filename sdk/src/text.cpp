#include <zvoni/text.hpp>

#include <cstdint>
#include <cstring>

#include "grammar.hpp"

namespace zvoni {
namespace {

// The length of the well-formed UTF-8 character at the front that is no control character; 0 where there is none.
std::size_t clean_character(std::string_view text) noexcept {
  const auto byte = [&text](std::size_t i) -> unsigned { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xc0u) == 0x80u; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return lead >= 0x20 && lead != 0x7f ? 1 : 0;
  if (lead < 0xc2 || lead > 0xf4 || !continues(1)) return 0;
  if (lead < 0xe0) return lead == 0xc2 && byte(1) < 0xa0 ? 0 : 2;  // C1 controls: a terminal obeys them
  if (!continues(2)) return 0;
  if (lead < 0xf0) {
    const unsigned code = (lead & 0x0fu) << 12 | (byte(1) & 0x3fu) << 6 | (byte(2) & 0x3fu);
    const bool line_end = code == 0x2028 || code == 0x2029;
    return code < 0x800 || (code >= 0xd800 && code <= 0xdfff) || line_end ? 0 : 3;
  }
  if (!continues(3)) return 0;
  const unsigned code = (lead & 0x07u) << 18 | (byte(1) & 0x3fu) << 12 | (byte(2) & 0x3fu) << 6 | (byte(3) & 0x3fu);
  return code < 0x10000 || code > 0x10ffff ? 0 : 4;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  switch (c) {
    case '\r':
      out += "\\r";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\\':
      out += "\\\\";
      return;
    default:
      break;
  }
  out += "\\x";
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15u];
}

}  // namespace

bool iequals(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && grammar::lower(a[i]) != grammar::lower(b[i])) return false;
  }
  return true;
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = grammar::lower(c);
  return out;
}

std::string_view trim(std::string_view text) noexcept { return grammar::trim(text); }

bool is_clean_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t length = clean_character(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string escape_for_log(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = text.front() == '\\' ? 0 : clean_character(text);
    if (length == 0) {
      append_escaped(out, text.front());
      text.remove_prefix(1);
    } else {
      out.append(text.substr(0, length));
      text.remove_prefix(length);
    }
  }
  return out;
}

bool glob_match(std::string_view pattern, std::string_view text) noexcept {
  // Only the last star has to be tried again: an earlier one could give nothing more.
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || grammar::lower(pattern[p]) == grammar::lower(text[t]))) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace zvoni
