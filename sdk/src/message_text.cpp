#include "message_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "grammar.hpp"

namespace zvoni {
namespace {

char* append(char* at, std::string_view text) noexcept { return std::copy(text.begin(), text.end(), at); }

bool has(std::string_view text, char c) noexcept { return text.find(c) != std::string_view::npos; }

char* append_unfolded(char* at, std::string_view text) noexcept {
  char* const end = append(at, text);
  if (has(text, '\n')) {
    std::replace_if(
        at, end, [](char c) { return c == '\r' || c == '\n'; }, ' ');
  }
  return end;
}

// Whether each CR and LF belongs to a fold: [CR] LF and a blank.
bool has_folds_only(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' && text[i] != '\n') continue;
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    const bool folded = text[i] == '\n' && i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\t');
    if (!folded) return false;
  }
  return true;
}

}  // namespace

bool fits_in_line(std::string_view text) noexcept {
  if (has(text, '\0')) return false;
  return (!has(text, '\r') && !has(text, '\n')) || has_folds_only(text);
}

bool fits_in_status_line(std::string_view text) noexcept {
  return fits_in_line(text) && text.find('\n') == std::string_view::npos;
}

bool fits_as_uri(std::string_view text) noexcept {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f || c == '<' || c == '>' || c == '"';
  });
}

std::string_view put_text(TextArena& arena, std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const auto part : parts) size += part.size();
  char* const begin = arena.reserve(size);
  char* at = begin;
  for (const auto part : parts) at = append(at, part);
  return {begin, size};
}

std::string_view put_unfolded(TextArena& arena, std::string_view text) {
  char* const begin = arena.reserve(text.size());
  append_unfolded(begin, text);
  return {begin, text.size()};
}

Line make_line(TextArena& arena, HeaderName name, std::string_view name_text, std::string_view value) {
  constexpr std::string_view kColon = ": ";
  value = grammar::trim(value);
  const std::size_t value_begin = name_text.size() + kColon.size();
  const std::size_t size = value_begin + value.size() + kCrlf.size();
  char* const begin = arena.reserve(size);
  char* at = append(append(begin, name_text), kColon);
  append(append_unfolded(at, value), kCrlf);
  return {begin,
          static_cast<std::uint32_t>(size),
          static_cast<std::uint32_t>(value_begin),
          static_cast<std::uint32_t>(value.size()),
          static_cast<std::uint16_t>(name_text.size()),
          name};
}

void put_request_line(MessageData& message, std::string_view method, std::string_view uri) {
  const auto line = put_text(message.text, {method, " ", uri, " SIP/2.0\r\n"});
  message.start_line = line;
  message.method_text = line.substr(0, method.size());
  message.uri_text = line.substr(method.size() + 1, uri.size());
}

void put_status_line(MessageData& message, int status, std::string_view reason) {
  constexpr std::size_t kReasonBegin = 12;  // "SIP/2.0 200 "
  std::array<char, 4> code{};
  std::to_chars(code.data(), code.data() + 3, status);
  const auto line = put_text(message.text, {"SIP/2.0 ", code.data(), " ", reason, kCrlf});
  message.start_line = line;
  message.status_code = status;
  message.reason_text = line.substr(kReasonBegin, reason.size());
}

}  // namespace zvoni
