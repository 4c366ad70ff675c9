// Getters.
#include <zvoni/message.hpp>

#include <zvoni/text.hpp>

#include "grammar.hpp"
#include "message_data.hpp"

namespace zvoni {

MessageData::MessageData(const MessageData& other)
    : Message(),
      start_line(other.start_line),
      request(other.request),
      method_text(other.method_text),
      uri_text(other.uri_text),
      known_method(other.known_method),
      status_code(other.status_code),
      reason_text(other.reason_text),
      lines(other.lines),
      present(other.present),
      blank_line(other.blank_line),
      body_text(other.body_text),
      made_here(other.made_here),
      via(other.via),
      sequence(other.sequence),
      from_tag_text(other.from_tag_text),
      to_tag_text(other.to_tag_text),
      text(other.text) {}

std::size_t MessageData::find(HeaderName name, std::string_view name_text, std::size_t from) const noexcept {
  const std::size_t count = lines.size();
  if (name != HeaderName::other) {
    if (!may_have(name)) return count;
    while (from < count && lines[from].name != name) ++from;
    return from;
  }
  for (; from < count; ++from) {
    if (lines[from].name == HeaderName::other && iequals(lines[from].name_text(), name_text)) break;
  }
  return from;
}

void MessageDeleter::operator()(Message* message) const noexcept { delete static_cast<MessageData*>(message); }

MessagePtr Message::copy() const { return MessagePtr(new MessageData(MessageData::of(*this))); }

bool Message::is_request() const noexcept { return MessageData::of(*this).request; }

Method Message::method() const noexcept {
  const auto& data = MessageData::of(*this);
  if (data.request) return data.known_method;
  const auto sequence = cseq();
  return sequence ? sequence->method : Method::unknown;
}

std::string_view Message::method_name() const noexcept {
  const auto& data = MessageData::of(*this);
  if (data.request) return data.method_text;
  const auto sequence = cseq();
  return sequence ? sequence->method_name : std::string_view{};
}

std::string_view Message::request_uri() const noexcept { return MessageData::of(*this).uri_text; }
int Message::status() const noexcept { return MessageData::of(*this).status_code; }
std::string_view Message::reason() const noexcept { return MessageData::of(*this).reason_text; }
std::string_view Message::body() const noexcept { return MessageData::of(*this).body_text; }

std::optional<std::string_view> Message::header(HeaderName name) const noexcept {
  const auto& data = MessageData::of(*this);
  if (name == HeaderName::other) return std::nullopt;
  const std::size_t at = data.find(name);
  if (at == data.lines.size()) return std::nullopt;
  return data.lines[at].value();
}

std::optional<std::string_view> Message::header(std::string_view name) const noexcept {
  const auto& data = MessageData::of(*this);
  const std::size_t at = data.find(parse_header_name(name), name);
  if (at == data.lines.size()) return std::nullopt;
  return data.lines[at].value();
}

std::optional<Message::HeaderLine> Message::header_line(std::size_t nth) const noexcept {
  const auto& lines = MessageData::of(*this).lines;
  if (nth >= lines.size()) return std::nullopt;
  return HeaderLine{lines[nth].name, lines[nth].name_text(), lines[nth].value()};
}

std::optional<Via> Message::top_via() const noexcept {
  const auto& data = MessageData::of(*this);
  if (data.via) return data.via;
  const auto value = first_value(HeaderName::via);
  return value ? parse_via(*value) : std::nullopt;
}

std::optional<NameAddr> Message::name_addr(HeaderName name) const noexcept {
  // Two that are no lists: what follows a comma belongs to the value, and spoils it.
  const bool single = name == HeaderName::from || name == HeaderName::to;
  const auto value = single ? header(name) : first_value(name);
  return value ? parse_name_addr(*value) : std::nullopt;
}

std::optional<NameAddr> Message::from() const noexcept { return name_addr(HeaderName::from); }
std::optional<NameAddr> Message::to() const noexcept { return name_addr(HeaderName::to); }

std::optional<CSeq> Message::cseq() const noexcept {
  const auto& data = MessageData::of(*this);
  if (data.sequence) return data.sequence;
  const auto value = header(HeaderName::cseq);
  return value ? parse_cseq(*value) : std::nullopt;
}

std::optional<std::uint32_t> Message::number(HeaderName name) const noexcept {
  constexpr std::uint32_t kMaxForwards = 255;  // RFC 3261, 20.22
  const auto value = header(name);
  if (!value) return std::nullopt;
  if (name == HeaderName::max_forwards) return parse_number(*value, kMaxForwards);
  // Retry-After and Session-Expires have parameters or a comment behind the number.
  const auto end = value->find_first_of("; \t\r\n(");
  return parse_delta_seconds(value->substr(0, end));
}

std::string_view Message::call_id() const noexcept { return header(HeaderName::call_id).value_or(std::string_view{}); }

std::string_view Message::from_tag() const noexcept {
  const auto& data = MessageData::of(*this);
  if (data.from_tag_text) return *data.from_tag_text;
  const auto value = from();
  return value ? value->tag() : std::string_view{};
}

std::string_view Message::to_tag() const noexcept {
  const auto& data = MessageData::of(*this);
  if (data.to_tag_text) return *data.to_tag_text;
  const auto value = to();
  return value ? value->tag() : std::string_view{};
}

}  // namespace zvoni
