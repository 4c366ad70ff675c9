// Messages that zvoni makes itself.
#include <zvoni/status.hpp>
#include <zvoni/text.hpp>

#include "grammar.hpp"
#include "message_data.hpp"
#include "message_text.hpp"

namespace zvoni {
namespace {

void add_line(MessageData& message, const Line& line) {
  message.lines.add(line);
  message.present |= MessageData::bit(line.name);
}

// An empty tag is a fault, but still no reason for a second one.
bool has_to_tag(const MessageData& request) noexcept {
  if (request.to_tag_text) return !request.to_tag_text->empty();
  const auto to = request.to();
  return to && to->params.has("tag");
}

// To with the tag that makes the response's sender known (RFC 3261, 8.2.6.2).
Line with_tag(MessageData& message, const Line& to, std::string_view tag) {
  // Right behind the value (what follows it is blanks), or behind all of it but a `;` too many.
  std::size_t value_end = to.value_begin + to.value_size;
  if (to.value().ends_with(';')) --value_end;
  const auto text = put_text(message.text, {{to.text, value_end}, ";tag=", tag, kCrlf});
  Line line = to;
  line.text = text.data();
  line.size = static_cast<std::uint32_t>(text.size());
  line.value_size = static_cast<std::uint32_t>(text.size() - kCrlf.size() - to.value_begin);
  return line;
}

}  // namespace

MessagePtr Message::make_request(std::string_view method, std::string_view request_uri) {
  if (method.empty() || !grammar::all(method, grammar::kToken) || !fits_as_uri(request_uri)) return nullptr;
  MessagePtr message(new MessageData);
  auto& data = MessageData::of(*message);
  data.made_here = true;
  data.known_method = parse_method(method);
  put_request_line(data, method, request_uri);
  return message;
}

// The header lines are the request's own: shared, not copied.
MessagePtr Message::make_response(const Message& request, int status, std::string_view reason,
                                  std::string_view to_tag) {
  const auto& from = MessageData::of(request);
  MessagePtr message(new MessageData(from.text));
  auto& data = MessageData::of(*message);
  data.request = false;
  data.made_here = true;
  if (!is_status(status)) status = 500;
  put_status_line(data, status, fits_in_status_line(reason) ? reason : standard_reason(status));
  const bool add_tag = status != 100 && !has_to_tag(from) && !to_tag.empty() && grammar::all(to_tag, grammar::kToken);
  for (const auto& line : from.lines) {
    switch (line.name) {
      case HeaderName::via:
        add_line(data, line);
        break;
      case HeaderName::from:
      case HeaderName::call_id:
      case HeaderName::cseq:
        if (!data.may_have(line.name)) add_line(data, line);
        break;
      case HeaderName::to:
        if (!data.may_have(line.name)) add_line(data, add_tag ? with_tag(data, line, to_tag) : line);
        break;
      case HeaderName::other:
        if (status == 100 && iequals(line.name_text(), "Timestamp")) add_line(data, line);
        break;
      default:
        break;
    }
  }
  add_line(data, make_line(data.text, HeaderName::content_length, to_string(HeaderName::content_length), "0"));
  data.via = from.via;
  data.sequence = from.sequence;
  data.from_tag_text = from.from_tag_text;
  if (!add_tag) data.to_tag_text = from.to_tag_text;
  return message;
}

}  // namespace zvoni
