#include "loop_check.hpp"

#include <array>
#include <charconv>

namespace zvoni::forwarder {
namespace {

// Parts end in a line end, which no header value holds, so that no two requests give the same text.
void append(std::string& text, std::string_view part) {
  text += part;
  text += '\n';
}

void append_all(std::string& text, const Message& request, HeaderName name) {
  for (const std::string_view value : request.values(name)) append(text, value);
  append(text, {});
}

}  // namespace

std::string loop_token_text(const Message& request) {
  std::string text = "loop:";
  append(text, request.request_uri());
  append(text, request.call_id());
  append(text, request.from_tag());
  append(text, request.to_tag());
  if (const auto cseq = request.cseq()) append(text, std::to_string(cseq->number));
  append_all(text, request, HeaderName::route);
  append_all(text, request, HeaderName::proxy_require);
  append(text, request.header(HeaderName::proxy_authorization).value_or(std::string_view()));
  return text;
}

std::string loop_token(std::uint64_t hash) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), hash, 16).ptr;
  return {digits.data(), end};
}

// The kernel ends each branch parameter in a hyphen and the token.
bool has_looped(const Message& request, std::string_view token, const std::function<bool(const Uri&)>& is_own) {
  for (const std::string_view value : request.values(HeaderName::via)) {
    const auto via = parse_via(value);
    if (!via) continue;
    const std::string_view branch = via->branch();
    const std::size_t hyphen = branch.rfind('-');
    if (hyphen == std::string_view::npos || branch.substr(hyphen + 1) != token) continue;
    Uri sent_by;
    sent_by.scheme = Scheme::sip;
    sent_by.host = via->host;
    sent_by.port = via->port;
    if (is_own(sent_by)) return true;
  }
  return false;
}

}  // namespace zvoni::forwarder
