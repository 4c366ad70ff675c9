// From received bytes to an index: one pass, each byte looked at once or twice.
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include <zvoni/message.hpp>
#include <zvoni/text.hpp>

#include "grammar.hpp"
#include "message_data.hpp"

namespace zvoni {
namespace {

using grammar::view;

constexpr std::size_t kPadding = 8;  // readable bytes behind the text: find_control() reads words
constexpr std::size_t kSpare = 240;  // for the first edits of a message: a Via or Record-Route line
constexpr std::string_view kVersion = "SIP/2.0";

constexpr std::uint64_t every_byte(std::uint8_t byte) noexcept { return std::uint64_t{0x0101010101010101} * byte; }

// The first control character (below blank, or DEL) from `at` on. There is one at the end: the padding is NUL bytes.
const char* find_control(const char* at) noexcept {
  for (;; at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    const std::uint64_t del = word ^ every_byte(0x7f);
    const std::uint64_t low = (word - every_byte(0x20)) & ~word;
    const std::uint64_t hits = (low | ((del - every_byte(1)) & ~del)) & every_byte(0x80);
    if (hits != 0) return at + static_cast<std::size_t>(std::countr_zero(hits)) / 8;
  }
}

bool starts_with_sip(std::string_view text) noexcept { return text.size() >= 4 && iequals(text.substr(0, 4), "SIP/"); }

// `SIP/1*DIGIT.1*DIGIT`
bool is_version(std::string_view text) noexcept {
  const auto dot = text.find('.');
  if (!starts_with_sip(text) || dot == std::string_view::npos || dot == 4 || dot + 1 == text.size()) return false;
  return grammar::all(text.substr(4, dot - 4), grammar::kDigit) && grammar::all(text.substr(dot + 1), grammar::kDigit);
}

ParseFault check_version(std::string_view text) noexcept {
  if (text == kVersion || iequals(text, kVersion)) return ParseFault::none;
  return is_version(text) ? ParseFault::version : ParseFault::bad_start_line;
}

// Follows a header value for the sake of control characters, which may stand in quoted strings only.
class QuoteTracker {
 public:
  explicit QuoteTracker(const char* begin) noexcept : at_(begin) {}

  // Whether `position`, behind all those asked for before, is within a quoted string.
  bool is_quoted(const char* position) noexcept {
    for (; at_ < position; ++at_) {
      if (quoted_ && *at_ == '\\') {
        ++at_;
      } else if (*at_ == '"') {
        quoted_ = !quoted_;
      }
    }
    return quoted_;
  }

 private:
  const char* at_;
  bool quoted_ = false;
};

class Scanner {
 public:
  // `text` is followed by kPadding NUL bytes.
  Scanner(MessageData& message, std::string_view text, const MessageLimits& limits) noexcept
      : message_(message), limits_(limits), at_(text.data()), end_(text.data() + text.size()) {}

  // What is wrong with the start line and the header lines, the first thing only. After `not_sip` and `too_large` the
  // rest was not scanned.
  ParseFault scan();
  [[nodiscard]] std::string_view rest() const noexcept { return view(at_, end_); }

 private:
  void note(ParseFault fault) noexcept {
    if (fault_ == ParseFault::none) fault_ = fault;
  }
  std::size_t line_end_length(const char* at) const noexcept;
  bool scan_start_line();
  ParseFault read_request_line(std::string_view line) noexcept;
  ParseFault read_status_line(std::string_view line) noexcept;
  bool scan_header_line();
  const char* find_value_end(const char* value, bool& valid) noexcept;
  void index_line(const char* begin, const char* name_end, const char* value, const char* value_end);

  MessageData& message_;
  const MessageLimits& limits_;
  const char* at_;
  const char* const end_;
  ParseFault fault_ = ParseFault::none;
};

// 2 for CR LF, 1 for a bare LF, which hand-made messages have; 0 for anything else.
std::size_t Scanner::line_end_length(const char* at) const noexcept {
  if (at[0] == '\r') return at + 1 < end_ && at[1] == '\n' ? 2 : 0;
  return at[0] == '\n' ? 1 : 0;
}

ParseFault Scanner::scan() {
  while (at_ != end_ && (*at_ == '\r' || *at_ == '\n')) ++at_;  // RFC 3261, 7.5
  if (at_ == end_ || !scan_start_line()) return ParseFault::not_sip;
  const char* const headers = at_;
  for (;;) {
    if (at_ == end_) return ParseFault::not_sip;
    if (const std::size_t length = line_end_length(at_); length != 0) {
      message_.blank_line = {at_, length};
      at_ += length;
      return fault_;
    }
    if (message_.lines.size() == limits_.header_lines) return ParseFault::too_large;
    if (!scan_header_line()) return ParseFault::not_sip;
    if (static_cast<std::size_t>(at_ - headers) > limits_.header_bytes) return ParseFault::too_large;
  }
}

bool Scanner::scan_start_line() {
  const char* const begin = at_;
  const char* at = at_;
  std::size_t length = 0;
  bool clean = true;
  for (;;) {
    at = find_control(at);
    if (at >= end_) return false;
    length = line_end_length(at);
    if (length != 0) break;
    if (*at != '\t') clean = false;  // a reason phrase may hold one; the request line's parts are checked below
    ++at;
  }
  const auto line = view(begin, at);
  at_ = at + length;
  message_.start_line = view(begin, at_);
  const auto fault = starts_with_sip(line) ? read_status_line(line) : read_request_line(line);
  if (fault == ParseFault::not_sip) return false;
  note(fault == ParseFault::none && !clean ? ParseFault::bad_start_line : fault);
  return true;
}

// RFC 3261, 7.1: one blank between the parts, and none at the end.
ParseFault Scanner::read_request_line(std::string_view line) noexcept {
  const char* const begin = line.data();
  const char* const method_end = grammar::skip(begin, begin + line.size(), grammar::kToken);
  if (method_end == begin || *method_end != ' ') return ParseFault::not_sip;
  message_.request = true;
  message_.method_text = view(begin, method_end);
  message_.known_method = parse_method(message_.method_text);
  const auto trimmed = grammar::trim(line);
  const auto last_blank = trimmed.rfind(' ');
  if (last_blank == std::string_view::npos) return ParseFault::not_sip;
  const auto version = trimmed.substr(last_blank + 1);
  if (!starts_with_sip(version)) return ParseFault::not_sip;
  const char* const uri_end = begin + last_blank;
  const auto uri = uri_end > method_end ? view(method_end + 1, uri_end) : std::string_view{};
  message_.uri_text = grammar::trim(uri);
  if (const auto fault = check_version(version); fault != ParseFault::none) return fault;
  const bool odd_blanks = trimmed.size() != line.size() || uri.find_first_of(" \t<>\"") != std::string_view::npos;
  return uri.empty() || odd_blanks ? ParseFault::bad_start_line : ParseFault::none;
}

// RFC 3261, 7.2. The blank behind the code is missed where there is no reason phrase.
ParseFault Scanner::read_status_line(std::string_view line) noexcept {
  message_.request = false;
  const auto blank = line.find(' ');
  const auto version = line.substr(0, blank);
  if (const auto fault = check_version(version); fault != ParseFault::none) return fault;
  if (blank == std::string_view::npos) return ParseFault::bad_start_line;
  const auto rest = line.substr(blank + 1);
  const auto code = rest.substr(0, rest.find(' '));
  const auto status = parse_number(code, 699);
  if (code.size() != 3 || !status || *status < 100) return ParseFault::bad_start_line;
  message_.status_code = static_cast<int>(*status);
  message_.reason_text = rest.size() > 4 ? rest.substr(4) : std::string_view{};
  return ParseFault::none;
}

// False where the bytes end before the line does.
bool Scanner::scan_header_line() {
  const char* const begin = at_;
  const char* const name_end = grammar::skip(begin, end_, grammar::kToken);
  const char* value = name_end;
  while (value != end_ && (*value == ' ' || *value == '\t')) ++value;
  bool valid = value != end_ && *value == ':' && name_end != begin;
  if (valid) ++value;
  const char* const value_end = find_value_end(value, valid);
  if (value_end == nullptr) return false;
  if (static_cast<std::size_t>(name_end - begin) > std::numeric_limits<std::uint16_t>::max()) valid = false;
  if (valid) {
    index_line(begin, name_end, value, value_end);
  } else {
    note(ParseFault::bad_header);
  }
  return true;
}

// The end of a value that may be folded; moves on to the next line. Null where the bytes end first.
const char* Scanner::find_value_end(const char* value, bool& valid) noexcept {
  QuoteTracker quotes(value);
  const char* at = value;
  for (;;) {
    at = find_control(at);
    if (at >= end_) return nullptr;
    if (const std::size_t length = line_end_length(at); length != 0) {
      const char* const next = at + length;
      if (next == end_ || (*next != ' ' && *next != '\t')) {
        at_ = next;
        return at;
      }
      at = next;  // folded: the line goes on (RFC 3261, 7.3.1)
    } else if (*at != '\t' && (*at == '\r' || !quotes.is_quoted(at))) {
      valid = false;
    }
    ++at;
  }
}

void Scanner::index_line(const char* begin, const char* name_end, const char* value, const char* value_end) {
  const auto trimmed = grammar::trim(view(value, value_end));
  const auto name = parse_header_name(view(begin, name_end));
  message_.lines.add({begin, static_cast<std::uint32_t>(at_ - begin),
                      static_cast<std::uint32_t>(trimmed.data() - begin), static_cast<std::uint32_t>(trimmed.size()),
                      static_cast<std::uint16_t>(name_end - begin), name});
  message_.present |= MessageData::bit(name);
}

}  // namespace

ParsedMessage Message::parse(std::string_view bytes, const MessageLimits& limits) {
  if (bytes.empty() || bytes.size() > std::numeric_limits<std::uint32_t>::max()) return {nullptr, ParseFault::not_sip};
  MessagePtr message(new MessageData);
  auto& data = MessageData::of(*message);
  char* const text = data.text.reserve_received(bytes.size() + kPadding, kSpare);
  std::memcpy(text, bytes.data(), bytes.size());
  std::memset(text + bytes.size(), 0, kPadding);

  Scanner scanner(data, {text, bytes.size()}, limits);
  ParseFault fault = scanner.scan();
  if (fault == ParseFault::not_sip) return {nullptr, fault};
  const auto note = [&fault](ParseFault next) {
    if (fault == ParseFault::none) fault = next;
  };
  if (fault != ParseFault::too_large) note(take_body(data, scanner.rest()));
  note(check_message(data, limits));
  // A response with a fault is dropped, and so is a request that does not say where an answer would go.
  const bool can_be_answered = data.request && data.may_have(HeaderName::via);
  if (fault != ParseFault::none && !can_be_answered) message.reset();
  return {std::move(message), fault};
}

}  // namespace zvoni
