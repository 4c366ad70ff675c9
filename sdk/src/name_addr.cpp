#include <cstring>

#include <zvoni/header_values.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

const char* find(const char* begin, const char* end, char c) noexcept {
  return static_cast<const char*>(std::memchr(begin, c, static_cast<std::size_t>(end - begin)));
}

// Tokens by the letter of the RFC; phones write more, but never what could hide another value in it.
bool is_plain_name(std::string_view text) noexcept { return text.find_first_of("\",;>\\") == std::string_view::npos; }

std::optional<NameAddr> with_params(NameAddr value, const char* at, const char* end) noexcept {
  const auto params = grammar::view(grammar::skip(at, end, grammar::kBlank), end);
  if (!grammar::is_param_list(params)) return std::nullopt;
  value.params = Params(params);
  return value;
}

// `[name] <uri> ;params`, the `<` at `open`.
std::optional<NameAddr> parse_bracketed(NameAddr value, const char* open) noexcept {
  const char* const end = value.text.data() + value.text.size();
  const char* const close = find(open, end, '>');
  if (close == nullptr) return std::nullopt;
  const auto uri = parse_uri(grammar::trim(grammar::view(open + 1, close)));
  if (!uri) return std::nullopt;
  value.uri = *uri;
  return with_params(value, close + 1, end);
}

// `uri ;params`: the parameters are the header's, and the URI can have neither parameters nor headers (RFC
// 3261, 20.10).
std::optional<NameAddr> parse_bare(NameAddr value) noexcept {
  const char* const begin = value.text.data();
  const char* const end = begin + value.text.size();
  const char* at = begin;
  while (at != end && *at != ';' && *at != '?' && *at != ',' && !grammar::is(*at, grammar::kBlank)) ++at;
  const auto uri = parse_uri(grammar::view(begin, at));
  if (!uri) return std::nullopt;
  value.uri = *uri;
  return with_params(value, at, end);
}

}  // namespace

std::optional<NameAddr> parse_name_addr(std::string_view text) noexcept {
  NameAddr value;
  value.text = text = grammar::trim(text);
  if (text.empty()) return std::nullopt;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  if (text.front() == '"') {
    const char* const name_end = grammar::skip_quoted(begin, end);
    if (name_end == nullptr) return std::nullopt;
    value.display_name = grammar::view(begin, name_end);
    const char* const open = grammar::skip(name_end, end, grammar::kBlank);
    if (open == end || *open != '<') return std::nullopt;
    return parse_bracketed(value, open);
  }
  if (text == "*") {
    value.wildcard = true;
    return value;
  }
  const char* const open = find(begin, end, '<');
  if (open == nullptr) return parse_bare(value);
  const auto name = grammar::trim(grammar::view(begin, open));
  // A `<` within a quoted parameter of a bare URI is none of ours.
  if (!is_plain_name(name)) return parse_bare(value);
  if (!name.empty()) value.display_name = name;
  return parse_bracketed(value, open);
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
