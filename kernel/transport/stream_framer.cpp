#include "transport/stream_framer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include <zvoni/text.hpp>

namespace zvoni::kernel {
namespace {

constexpr std::string_view kKeepAlive = "\r\n\r\n";
constexpr std::size_t kSmallBuffer = 1024;  // what an idle connection may go on holding

// RFC 3261, 25.1, `token`: what a method, and so a start line, is made of.
bool is_token_char(char c) noexcept {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return c != '\0' && std::strchr("-.!%*_+`'~", c) != nullptr;
}

bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

std::string_view without_line_end(std::string_view line) noexcept {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Takes one line, with its line end, off `text`.
std::string_view take_line(std::string_view& text) noexcept {
  const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
  const auto line = text.substr(0, end);
  text.remove_prefix(end);
  return line;
}

// Takes one header with the lines that continue it (RFC 3261, 7.3.1).
std::string_view take_header(std::string_view& text) noexcept {
  auto header = take_line(text);
  while (!text.empty() && is_blank(text.front())) {
    header = std::string_view(header.data(), header.size() + take_line(text).size());
  }
  return without_line_end(header);
}

// The value where `header` is a Content-Length.
std::optional<std::string_view> content_length_text(std::string_view header) noexcept {
  const auto colon = header.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto name = trim(header.substr(0, colon));
  if (!iequals(name, "Content-Length") && !iequals(name, "l")) return std::nullopt;
  return trim(header.substr(colon + 1));
}

// A number of any length; beyond `most` it is most + 1, so that nothing overflows.
std::optional<std::size_t> parse_length(std::string_view text, std::size_t most) noexcept {
  if (text.empty()) return std::nullopt;
  std::size_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    if (value <= most) value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  return std::min(value, most + 1);
}

}  // namespace

std::string_view describe(FramingFault fault) noexcept {
  constexpr std::array<std::string_view, 5> kTexts{"none", "no SIP message", "no Content-Length", "bad Content-Length",
                                                   "message too large"};
  return kTexts[static_cast<std::size_t>(fault)];
}

void StreamFramer::feed(std::string_view chunk) {
  if (held_.empty()) {
    input_ = chunk;
  } else {
    held_.append(chunk);
    input_ = held_;
  }
  begin_ = 0;
}

Frame StreamFramer::next() {
  if (fault_ != FramingFault::none) return {Frame::Kind::broken, {}, fault_};
  if (scanned_ == 0 && skip_line_ends()) return {Frame::Kind::keep_alive, kKeepAlive, FramingFault::none};
  if (rest().empty()) return need_more();
  if (scanned_ == 0 && !is_token_char(rest().front())) return broken(FramingFault::not_sip);
  if (header_size_ == 0) {
    if (!find_header_end()) {
      return rest().size() > max_message_ ? broken(FramingFault::too_large) : need_more();
    }
    read_content_length();
    if (fault_ != FramingFault::none) return broken(fault_);
  }
  if (rest().size() < size_) return need_more();
  const auto message = rest().substr(0, size_);
  begin_ += size_;
  scanned_ = line_ = header_size_ = size_ = 0;
  line_ends_ = 0;
  return {Frame::Kind::message, message, FramingFault::none};
}

// True where a CRLFCRLF ended.
bool StreamFramer::skip_line_ends() {
  while (begin_ < input_.size() && (input_[begin_] == '\r' || input_[begin_] == '\n')) {
    const char c = input_[begin_++];
    if (c != kKeepAlive[line_ends_]) {
      line_ends_ = c == '\r' ? 1 : 0;
      continue;
    }
    if (++line_ends_ < kKeepAlive.size()) continue;
    line_ends_ = 0;
    return true;
  }
  return false;
}

bool StreamFramer::find_header_end() {
  const auto text = rest();
  while (scanned_ < text.size()) {
    const auto end = text.find('\n', scanned_);
    scanned_ = end == std::string_view::npos ? text.size() : end + 1;
    if (end == std::string_view::npos) return false;
    const auto line = without_line_end(text.substr(line_, scanned_ - line_));
    line_ = scanned_;
    if (!line.empty()) continue;
    header_size_ = scanned_;
    return true;
  }
  return false;
}

void StreamFramer::read_content_length() {
  auto text = rest().substr(0, header_size_);
  take_line(text);  // the start line
  std::optional<std::size_t> length;
  while (!text.empty()) {
    const auto value = content_length_text(take_header(text));
    if (!value) continue;
    const auto number = parse_length(*value, max_message_);
    if (!number || (length && *length != *number)) fault_ = FramingFault::content_length;
    if (!number) return;
    length = number;
  }
  if (fault_ != FramingFault::none) return;
  if (!length) fault_ = FramingFault::no_content_length;
  if (header_size_ > max_message_ || length.value_or(0) > max_message_ - header_size_) {
    fault_ = FramingFault::too_large;
  }
  size_ = header_size_ + length.value_or(0);
}

Frame StreamFramer::need_more() {
  if (held_.empty()) {
    held_.assign(rest());
  } else {
    held_.erase(0, begin_);
  }
  if (held_.empty() && held_.capacity() > kSmallBuffer) held_ = std::string();
  input_ = held_;
  begin_ = 0;
  return {};
}

Frame StreamFramer::broken(FramingFault fault) {
  fault_ = fault;
  const auto size = header_size_ != 0 ? header_size_ : std::min(rest().size(), max_message_);
  return {Frame::Kind::broken, rest().substr(0, size), fault};
}

}  // namespace zvoni::kernel
