#include <zvoni/header_values.hpp>
#include <zvoni/text.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

// Takes a token and the blanks behind it off the front.
std::string_view take_token(const char*& at, const char* end) noexcept {
  const char* const begin = at;
  at = grammar::skip(at, end, grammar::kToken);
  const auto token = grammar::view(begin, at);
  at = grammar::skip(at, end, grammar::kBlank);
  return token;
}

// A slash with blanks around it (RFC 3261, 25.1, `SLASH`).
bool take_slash(const char*& at, const char* end) noexcept {
  if (at == end || *at != '/') return false;
  at = grammar::skip(at + 1, end, grammar::kBlank);
  return true;
}

// `host [: port]`, blanks allowed around the colon.
bool take_sent_by(const char*& at, const char* end, Via& via) noexcept {
  const std::size_t length = grammar::host_length(grammar::view(at, end));
  if (length == 0) return false;
  via.host = {at, length};
  at = grammar::skip(at + length, end, grammar::kBlank);
  if (at == end || *at != ':') return true;
  const char* const digits = grammar::skip(at + 1, end, grammar::kBlank);
  at = grammar::skip(digits, end, grammar::kDigit);
  via.port = grammar::parse_port(grammar::view(digits, at));
  at = grammar::skip(at, end, grammar::kBlank);
  return via.port.has_value();
}

}  // namespace

std::optional<Via> parse_via(std::string_view text) noexcept {
  text = grammar::trim(text);
  const char* at = text.data();
  const char* const end = at + text.size();
  Via via;
  via.text = text;
  if (!iequals(take_token(at, end), "SIP") || !take_slash(at, end)) return std::nullopt;
  if (take_token(at, end) != "2.0" || !take_slash(at, end)) return std::nullopt;
  via.transport_name = take_token(at, end);
  if (via.transport_name.empty() || via.transport_name.data() + via.transport_name.size() == at) return std::nullopt;
  via.transport = parse_transport(via.transport_name);
  if (!take_sent_by(at, end, via)) return std::nullopt;
  const auto params = grammar::view(at, end);
  if (!grammar::is_param_list(params)) return std::nullopt;
  via.params = Params(params);
  return via;
}

}  // namespace zvoni
