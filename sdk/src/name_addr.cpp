#include <cstring>
#include <utility>

#include <zvoni/header_values.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

const char* find(const char* begin, const char* end, char c) noexcept {
  return static_cast<const char*>(std::memchr(begin, c, static_cast<std::size_t>(end - begin)));
}

// Tokens by the letter of the RFC; phones write more, but never what could hide another value in it.
bool is_plain_name(std::string_view text) noexcept { return text.find_first_of("\",;>\\") == std::string_view::npos; }

bool take_params(const char* at, const char* end, NameAddr& value) noexcept {
  const auto params = grammar::view(grammar::skip(at, end, grammar::kBlank), end);
  value.params = Params(params);
  return grammar::is_param_list(params);
}

bool take_uri(std::string_view text, NameAddr& value) noexcept {
  const auto uri = parse_uri(text);
  if (uri) value.uri = *uri;
  return uri.has_value();
}

// `<uri> ;params`, the `<` at `open`.
bool take_bracketed(const char* open, const char* end, NameAddr& value) noexcept {
  const char* const close = find(open, end, '>');
  return close != nullptr && take_uri(grammar::trim(grammar::view(open + 1, close)), value) &&
         take_params(close + 1, end, value);
}

// `uri ;params`: the parameters are the header's, and the URI can have neither parameters nor headers (RFC
// 3261, 20.10).
bool take_bare(const char* begin, const char* end, NameAddr& value) noexcept {
  const char* at = begin;
  while (at != end && *at != ';' && *at != '?' && *at != ',' && !grammar::is(*at, grammar::kBlank)) ++at;
  return take_uri(grammar::view(begin, at), value) && take_params(at, end, value);
}

// `"name" <uri> ;params`
bool take_quoted(const char* begin, const char* end, NameAddr& value) noexcept {
  const char* const name_end = grammar::skip_quoted(begin, end);
  if (name_end == nullptr) return false;
  value.display_name = grammar::view(begin, name_end);
  const char* const open = grammar::skip(name_end, end, grammar::kBlank);
  return open != end && *open == '<' && take_bracketed(open, end, value);
}

bool take_value(const char* begin, const char* end, NameAddr& value) noexcept {
  if (*begin == '"') return take_quoted(begin, end, value);
  const char* const open = find(begin, end, '<');
  if (open == nullptr) return take_bare(begin, end, value);
  const auto name = grammar::trim(grammar::view(begin, open));
  // A `<` within a quoted parameter of a bare URI is none of ours.
  if (!is_plain_name(name)) return take_bare(begin, end, value);
  if (!name.empty()) value.display_name = name;
  return take_bracketed(open, end, value);
}

}  // namespace

std::optional<NameAddr> parse_name_addr(std::string_view text) noexcept {
  std::optional<NameAddr> value(std::in_place);
  value->text = text = grammar::trim(text);
  value->wildcard = text == "*";
  if (value->wildcard) return value;
  if (text.empty() || !take_value(text.data(), text.data() + text.size(), *value)) value.reset();
  return value;
}

std::string plain_display_name(std::string_view display_name) {
  display_name = grammar::trim(display_name);
  const bool quoted = display_name.size() >= 2 && display_name.front() == '"' && display_name.back() == '"';
  if (!quoted) return std::string(display_name);
  display_name = display_name.substr(1, display_name.size() - 2);
  std::string out;
  out.reserve(display_name.size());
  for (std::size_t i = 0; i < display_name.size(); ++i) {
    if (display_name[i] == '\\' && i + 1 < display_name.size()) ++i;
    out += display_name[i];
  }
  return out;
}

}  // namespace zvoni
