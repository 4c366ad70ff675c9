#include <zvoni/message.hpp>
#include <zvoni/text.hpp>

#include "grammar.hpp"
#include "message_data.hpp"

namespace zvoni {

HeaderValues::Iterator& HeaderValues::Iterator::operator++() noexcept {
  const auto& data = MessageData::of(*message_);
  while (!grammar::take_element(rest_, value_)) {
    line_ = data.find(name_, name_text_, line_ + 1);
    if (line_ >= data.lines.size()) {
      *this = {};
      return *this;
    }
    rest_ = data.lines[line_].value();
  }
  at_ = value_.data();
  return *this;
}

std::size_t HeaderValues::size() const noexcept {
  std::size_t count = 0;
  for (auto at = begin(); at != end(); ++at) ++count;
  return count;
}

HeaderValues Message::values(HeaderName name) const noexcept {
  const auto& data = MessageData::of(*this);
  HeaderValues values;
  if (name == HeaderName::other || !data.may_have(name)) return values;
  auto& first = values.begin_;
  first.message_ = this;
  first.name_ = name;
  first.line_ = data.find(name);
  first.rest_ = data.lines[first.line_].value();
  ++first;
  return values;
}

HeaderValues Message::values(std::string_view name) const noexcept {
  const auto known = parse_header_name(name);
  if (known != HeaderName::other) return values(known);
  const auto& data = MessageData::of(*this);
  HeaderValues values;
  auto& first = values.begin_;
  const std::size_t line = data.find(known, name);
  if (line == data.lines.size()) return values;
  first.message_ = this;
  first.name_text_ = data.lines[line].name_text();  // the caller's own text may be gone before the iterator is
  first.line_ = line;
  first.rest_ = data.lines[line].value();
  ++first;
  return values;
}

std::optional<std::string_view> Message::first_value(HeaderName name) const noexcept {
  const auto all = values(name);
  if (all.empty()) return std::nullopt;
  return *all.begin();
}

bool Message::has_token(HeaderName name, std::string_view token) const noexcept {
  for (const auto value : values(name)) {
    if (iequals(value, token)) return true;
  }
  return false;
}

}  // namespace zvoni
