#include <zvoni/uri.hpp>

#include <cstring>
#include <utility>

#include <zvoni/endpoint.hpp>
#include <zvoni/text.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

using grammar::view;

// The scheme's end, at its colon; null where there is none (RFC 3986, 3.1).
const char* find_scheme_end(std::string_view text) noexcept {
  const char* const end = text.data() + text.size();
  const char first = text.empty() ? '\0' : grammar::lower(text.front());
  if (first < 'a' || first > 'z') return nullptr;
  for (const char* at = text.data(); at != end; ++at) {
    if (*at == ':') return at;
    const char c = grammar::lower(*at);
    if ((c < 'a' || c > 'z') && !grammar::is(c, grammar::kDigit) && c != '+' && c != '-' && c != '.') return nullptr;
  }
  return nullptr;
}

Scheme parse_scheme(std::string_view name) noexcept {
  if (iequals(name, "sip")) return Scheme::sip;
  if (iequals(name, "sips")) return Scheme::sips;
  if (iequals(name, "tel")) return Scheme::tel;
  return Scheme::other;
}

bool parse_userinfo(std::string_view text, Uri& uri) noexcept {
  const char* const end = text.data() + text.size();
  const char* const user_end = grammar::skip(text.data(), end, grammar::kUser);
  if (user_end == text.data()) return false;
  uri.user = view(text.data(), user_end);
  if (user_end != end) {
    if (*user_end != ':') return false;
    uri.password = view(user_end + 1, end);
    if (!grammar::all(uri.password, grammar::kUser)) return false;
  }
  return grammar::has_valid_escapes(text);
}

// `;a;b=c`, each with a name. One `;` too many at the end is let pass.
bool has_named_params(std::string_view text) noexcept {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == ';' && (text[i + 1] == ';' || text[i + 1] == '=')) return false;
  }
  return true;
}

// `;params?headers` after the host.
bool parse_tail(std::string_view text, Uri& uri) noexcept {
  if (text.empty()) return true;
  if (text.front() != ';' && text.front() != '?') return false;
  if (!grammar::all(text, grammar::kUriParam) || !grammar::has_valid_escapes(text)) return false;
  const auto question = text.find('?');
  const auto params = text.substr(0, question);
  if (!has_named_params(params)) return false;
  uri.params = Params(params);
  if (question != std::string_view::npos) {
    if (question + 1 == text.size()) return false;
    uri.headers = Params(text.substr(question), '&');
  }
  return true;
}

// What follows `sip:` or `sips:`.
bool parse_sip(std::string_view text, Uri& uri) noexcept {
  // An unescaped @ stands nowhere but behind the user (RFC 3261, 25.1).
  const auto* const at = static_cast<const char*>(std::memchr(text.data(), '@', text.size()));
  if (at != nullptr) {
    if (!parse_userinfo(view(text.data(), at), uri)) return false;
    text = view(at + 1, text.data() + text.size());
  }
  const std::size_t length = grammar::host_length(text);
  if (length == 0) return false;
  uri.host = text.substr(0, length);
  text.remove_prefix(length);
  if (!text.empty() && text.front() == ':') {
    const char* const begin = text.data() + 1;
    const char* const end = text.data() + text.size();
    const char* const port_end = grammar::skip(begin, end, grammar::kDigit);
    uri.port = grammar::parse_port(view(begin, port_end));
    if (!uri.port) return false;
    text = view(port_end, end);
  }
  return parse_tail(text, uri);
}

// What follows the scheme of any other URI: printable, and nothing that could end it within a header.
bool is_opaque(std::string_view text) noexcept {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f || c == '<' || c == '>' || c == '"') return false;
  }
  return !text.empty();
}

bool parse_opaque(std::string_view text, Uri& uri) noexcept {
  if (!is_opaque(text)) return false;
  uri.opaque = text;
  if (uri.scheme != Scheme::tel) return true;
  const auto semicolon = text.find(';');
  uri.user = text.substr(0, semicolon);
  if (semicolon != std::string_view::npos) uri.params = Params(text.substr(semicolon));
  return !uri.user.empty();
}

}  // namespace

std::optional<Uri> parse_uri(std::string_view text) noexcept {
  const char* const colon = find_scheme_end(text);
  if (colon == nullptr) return std::nullopt;
  std::optional<Uri> uri(std::in_place);
  uri->text = text;
  uri->scheme_name = view(text.data(), colon);
  uri->scheme = parse_scheme(uri->scheme_name);
  const auto rest = view(colon + 1, text.data() + text.size());
  const bool valid = uri->is_sip() ? parse_sip(rest, *uri) : parse_opaque(rest, *uri);
  if (!valid) uri.reset();
  return uri;
}

namespace grammar {

bool has_valid_escapes(std::string_view text) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    at = static_cast<const char*>(std::memchr(at, '%', static_cast<std::size_t>(end - at)));
    if (at == nullptr) return true;
    if (end - at < 3 || !is(at[1], kHex) || !is(at[2], kHex)) return false;
    at += 3;
  }
  return true;
}

std::size_t host_length(std::string_view text) noexcept {
  if (!text.empty() && text.front() == '[') {
    const auto close = text.find(']');
    if (close == std::string_view::npos || !IpAddress::parse(text.substr(0, close + 1))) return 0;
    return close + 1;
  }
  std::size_t length = 0;
  char previous = '.';
  for (; length < text.size() && is(text[length], kHost); ++length) {
    if (text[length] == '.' && previous == '.') return 0;  // an empty label
    previous = text[length];
  }
  return length;
}

}  // namespace grammar
}  // namespace zvoni
