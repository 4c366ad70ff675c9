// Rules that need the whole message.
#include <algorithm>
#include <array>
#include <limits>

#include <zvoni/text.hpp>

#include "grammar.hpp"
#include "message_data.hpp"

namespace zvoni {
namespace {

constexpr std::uint64_t bits(std::initializer_list<HeaderName> names) {
  std::uint64_t all = 0;
  for (const auto name : names) all |= std::uint64_t{1} << static_cast<unsigned>(name);
  return all;
}

// RFC 3261, 8.1.1. Max-Forwards is added where it is missing (16.6 step 3).
constexpr std::uint64_t kMandatory =
    bits({HeaderName::via, HeaderName::from, HeaderName::to, HeaderName::call_id, HeaderName::cseq});
// RFC 3261, 7.3.1: those of which a second one would leave open what the message means.
constexpr std::uint64_t kSingle = bits(
    {HeaderName::call_id, HeaderName::content_length, HeaderName::content_type, HeaderName::cseq, HeaderName::event,
     HeaderName::expires, HeaderName::from, HeaderName::max_breadth, HeaderName::max_forwards, HeaderName::min_expires,
     HeaderName::refer_to, HeaderName::replaces, HeaderName::session_expires, HeaderName::to});
// Lists that are walked for each message, and so are bounded.
constexpr std::uint64_t kBounded =
    bits({HeaderName::contact, HeaderName::path, HeaderName::proxy_require, HeaderName::record_route,
          HeaderName::require, HeaderName::route, HeaderName::service_route, HeaderName::via});

bool has_duplicates(const MessageData& message) noexcept {
  std::uint64_t seen = 0;
  for (const auto& line : message.lines) {
    const std::uint64_t bit = MessageData::bit(line.name) & kSingle;
    if ((seen & bit) != 0) return true;
    seen |= bit;
  }
  return false;
}

bool has_too_many_values(const MessageData& message, const MessageLimits& limits) noexcept {
  std::array<std::size_t, 64> counts{};
  for (const auto& line : message.lines) {
    if ((MessageData::bit(line.name) & kBounded) == 0) continue;
    auto& count = counts[static_cast<std::size_t>(line.name)];
    auto rest = line.value();
    std::string_view element;
    while (grammar::take_element(rest, element)) {
      if (++count > limits.values_per_header) return true;
    }
  }
  return false;
}

// From and To: one value, and if it has a tag, one that is not empty (RFC 3261, 19.3).
bool read_party(const MessageData& message, HeaderName name, std::optional<std::string_view>& tag) noexcept {
  const auto value = message.name_addr(name);
  if (!value || value->wildcard) return false;
  std::string_view found;
  for (const auto& param : value->params) {
    if (!iequals(param.name, "tag")) continue;
    if (param.value.empty() || !found.empty()) return false;
    found = param.value;
  }
  tag = found;
  return true;
}

bool is_call_id(std::string_view text) noexcept {
  return !text.empty() &&
         std::none_of(text.begin(), text.end(), [](char c) { return grammar::is(c, grammar::kBlank); });
}

bool read_sequence(MessageData& message) noexcept {
  message.sequence = message.cseq();
  if (!message.sequence) return false;
  return !message.request || message.sequence->method_name == message.method_text;
}

bool has_bad_value(MessageData& message) noexcept {
  message.via = message.top_via();
  if (!message.via) return true;
  if (!read_party(message, HeaderName::from, message.from_tag_text)) return true;
  if (!read_party(message, HeaderName::to, message.to_tag_text)) return true;
  if (!is_call_id(message.call_id()) || !read_sequence(message)) return true;
  const auto is_wrong_number = [&message](HeaderName name) { return message.may_have(name) && !message.number(name); };
  return is_wrong_number(HeaderName::max_forwards) || is_wrong_number(HeaderName::max_breadth);
}

}  // namespace

ParseFault check_message(MessageData& message, const MessageLimits& limits) noexcept {
  const bool bad_value = has_bad_value(message);
  if ((message.present & kMandatory) != kMandatory) return ParseFault::missing_header;
  if (has_duplicates(message)) return ParseFault::duplicate_header;
  if (has_too_many_values(message, limits)) return ParseFault::too_large;
  return bad_value ? ParseFault::bad_value : ParseFault::none;
}

ParseFault take_body(MessageData& message, std::string_view rest) noexcept {
  const std::size_t first = message.find(HeaderName::content_length);
  if (first == message.lines.size()) {
    message.body_text = rest;  // a datagram ends where its body does (RFC 3261, 18.3)
    return ParseFault::none;
  }
  const auto value = message.lines[first].value();
  const auto length = parse_number(value, std::numeric_limits<std::uint32_t>::max());
  if (!length || *length > rest.size()) return ParseFault::content_length;
  for (std::size_t at = first; (at = message.find(HeaderName::content_length, {}, at + 1)) < message.lines.size();) {
    if (message.lines[at].value() != value) return ParseFault::content_length;
  }
  message.body_text = rest.substr(0, *length);
  return ParseFault::none;
}

}  // namespace zvoni
