// Edits: the index changes, new text goes to the arena, what was there stays as it is.
#include <array>
#include <charconv>

#include <zvoni/text.hpp>

#include "grammar.hpp"
#include "message_data.hpp"
#include "message_text.hpp"

namespace zvoni {
namespace {

// What check_message() kept of a header that is now another.
void forget(MessageData& message, HeaderName name) noexcept {
  switch (name) {
    case HeaderName::via:
      message.via.reset();
      break;
    case HeaderName::cseq:
      message.sequence.reset();
      break;
    case HeaderName::from:
      message.from_tag_text.reset();
      break;
    case HeaderName::to:
      message.to_tag_text.reset();
      break;
    default:
      break;
  }
}

void insert_line(MessageData& message, std::size_t at, const Line& line) {
  message.lines.insert(at, line);
  message.present |= MessageData::bit(line.name);
  forget(message, line.name);
}

void erase_line(MessageData& message, std::size_t at) noexcept {
  const HeaderName name = message.lines[at].name;
  message.lines.erase(at);
  if (message.find(name) == message.lines.size()) message.present &= ~MessageData::bit(name);
  forget(message, name);
}

bool goes_to_the_top(HeaderName name) noexcept {
  return name == HeaderName::via || name == HeaderName::route || name == HeaderName::record_route;
}

// Names zvoni knows by an id are its own: only others have to be looked at.
bool is_valid(HeaderName name, std::string_view name_text, std::string_view value) noexcept {
  constexpr std::size_t kMaxName = 1024;
  const bool valid_name = name != HeaderName::other || (!name_text.empty() && name_text.size() <= kMaxName &&
                                                        grammar::all(name_text, grammar::kToken));
  return valid_name && fits_in_line(value);
}

bool add_last_line(MessageData& message, HeaderName name, std::string_view name_text, std::string_view value) {
  if (!is_valid(name, name_text, value)) return false;
  std::size_t at = message.lines.size();
  while (at > 0) {
    const auto& line = message.lines[at - 1];
    if (line.name == name && (name != HeaderName::other || iequals(line.name_text(), name_text))) break;
    --at;
  }
  insert_line(message, at == 0 ? message.lines.size() : at, make_line(message.text, name, name_text, value));
  return true;
}

bool remove_lines(MessageData& message, HeaderName name, std::string_view name_text, std::size_t from = 0) {
  bool removed = false;
  for (std::size_t at = message.find(name, name_text, from); at < message.lines.size();
       at = message.find(name, name_text, at)) {
    erase_line(message, at);
    removed = true;
  }
  return removed;
}

bool set_line(MessageData& message, HeaderName name, std::string_view name_text, std::string_view value) {
  if (!is_valid(name, name_text, value)) return false;
  const std::size_t at = message.find(name, name_text);
  if (at == message.lines.size()) return add_last_line(message, name, name_text, value);
  message.lines[at] = make_line(message.text, name, name_text, value);
  forget(message, name);
  remove_lines(message, name, name_text, at + 1);
  return true;
}

// Puts `parts` in place of a line; the name at its front stays as it was written. `value_end` counts from the end.
void rewrite_line(MessageData& message, std::size_t at, std::initializer_list<std::string_view> parts) {
  Line& line = message.lines[at];
  const auto text = put_text(message.text, parts);
  const auto value = grammar::trim(text.substr(line.value_begin));
  line.text = text.data();
  line.size = static_cast<std::uint32_t>(text.size());
  line.value_begin = static_cast<std::uint32_t>(value.data() - text.data());
  line.value_size = static_cast<std::uint32_t>(value.size());
  forget(message, line.name);
}

std::string_view until(const Line& line, const char* end) noexcept { return grammar::view(line.text, end); }
std::string_view onward(const Line& line, const char* begin) noexcept {
  return grammar::view(begin, line.text + line.size);
}

}  // namespace

bool Message::set_request_uri(std::string_view uri) {
  auto& data = MessageData::of(*this);
  if (!data.request || !fits_as_uri(uri)) return false;
  put_request_line(data, data.method_text, uri);
  return true;
}

bool Message::set_status(int status, std::string_view reason) {
  auto& data = MessageData::of(*this);
  if (data.request || !is_status(status) || !fits_in_status_line(reason)) return false;
  put_status_line(data, status, reason);
  return true;
}

bool Message::set_reason(std::string_view reason) { return set_status(status(), reason); }

bool Message::add_first(HeaderName name, std::string_view value) {
  auto& data = MessageData::of(*this);
  const auto name_text = to_string(name);
  if (!is_valid(name, name_text, value)) return false;
  std::size_t at = data.find(name);
  if (at == data.lines.size() && goes_to_the_top(name)) at = 0;
  insert_line(data, at, make_line(data.text, name, name_text, value));
  return true;
}

bool Message::add_last(HeaderName name, std::string_view value) {
  return add_last_line(MessageData::of(*this), name, to_string(name), value);
}

bool Message::add_last(std::string_view name, std::string_view value) {
  return add_last_line(MessageData::of(*this), parse_header_name(name), name, value);
}

bool Message::set(HeaderName name, std::string_view value) {
  return set_line(MessageData::of(*this), name, to_string(name), value);
}

bool Message::set(std::string_view name, std::string_view value) {
  return set_line(MessageData::of(*this), parse_header_name(name), name, value);
}

bool Message::remove(HeaderName name) {
  return name != HeaderName::other && remove_lines(MessageData::of(*this), name, {});
}

bool Message::remove(std::string_view name) {
  return remove_lines(MessageData::of(*this), parse_header_name(name), name);
}

bool Message::remove_first_value(HeaderName name) {
  auto& data = MessageData::of(*this);
  const auto all = values(name);
  if (all.empty()) return false;
  const auto first = all.begin();
  const Line& line = data.lines[first.line_];
  auto rest = first.rest_;
  std::string_view next;
  if (grammar::take_element(rest, next)) {
    rewrite_line(data, first.line_, {until(line, line.text + line.value_begin), onward(line, next.data())});
  } else {
    erase_line(data, first.line_);
  }
  return true;
}

bool Message::remove_last_value(HeaderName name) {
  auto& data = MessageData::of(*this);
  HeaderValues::Iterator last;
  HeaderValues::Iterator before;
  for (auto at = values(name).begin(); at != HeaderValues::Iterator{}; ++at) before = std::exchange(last, at);
  if (last == HeaderValues::Iterator{}) return false;
  if (before != HeaderValues::Iterator{} && before.line_ == last.line_) {
    const auto value = *before;
    rewrite_line(data, last.line_, {until(data.lines[last.line_], value.data() + value.size()), kCrlf});
  } else {
    erase_line(data, last.line_);
  }
  return true;
}

bool Message::replace_first_value(HeaderName name, std::string_view value) {
  auto& data = MessageData::of(*this);
  const auto all = values(name);
  if (all.empty() || !fits_in_line(value)) return false;
  const auto first = all.begin();
  const auto old = *first;
  const Line& line = data.lines[first.line_];
  rewrite_line(data, first.line_,
               {until(line, old.data()), put_unfolded(data.text, value), onward(line, old.data() + old.size())});
  return true;
}

bool Message::set_body(std::string_view content_type, std::string_view body) {
  auto& data = MessageData::of(*this);
  if (!fits_in_line(content_type)) return false;
  data.body_text = put_text(data.text, {body});
  if (!content_type.empty()) {
    set(HeaderName::content_type, content_type);
  } else if (body.empty()) {
    remove(HeaderName::content_type);
  }
  std::array<char, 24> digits{};
  const auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), body.size()).ptr;
  return set(HeaderName::content_length, grammar::view(digits.data(), end));
}

}  // namespace zvoni
