// RFC 3261, 19.1.4.
#include <array>

#include <zvoni/endpoint.hpp>
#include <zvoni/text.hpp>
#include <zvoni/uri.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

enum class Case : bool { ignored, kept };

// Comparing lists takes the square of their length; a longer one is equal only to its own text.
constexpr std::size_t kMaxListLength = 32;

constexpr std::string_view kReserved = ";/?:@&=+$,";

// One character of a component and how it is meant: an escaped reserved character is another than the plain one.
struct Unit {
  char character = '\0';
  bool escaped = false;

  friend bool operator==(const Unit&, const Unit&) = default;
};

Unit take_unit(std::string_view& text, Case letter_case) noexcept {
  Unit unit{text.front(), false};
  std::size_t length = 1;
  if (text.front() == '%' && text.size() >= 3) {
    const int high = grammar::hex_value(text[1]);
    const int low = grammar::hex_value(text[2]);
    if (high >= 0 && low >= 0) {
      unit.character = static_cast<char>(high * 16 + low);
      unit.escaped = kReserved.find(unit.character) != std::string_view::npos || unit.character == '%';
      length = 3;
    }
  }
  text.remove_prefix(length);
  if (letter_case == Case::ignored) unit.character = grammar::lower(unit.character);
  return unit;
}

bool same_text(std::string_view a, std::string_view b, Case letter_case) noexcept {
  while (!a.empty() && !b.empty()) {
    if (take_unit(a, letter_case) != take_unit(b, letter_case)) return false;
  }
  return a.empty() && b.empty();
}

bool same_host(std::string_view a, std::string_view b) noexcept {
  if (iequals(a, b)) return true;
  if (!a.starts_with('[') || !b.starts_with('[')) return false;
  // Two spellings of one IPv6 address (RFC 5954).
  const auto address = IpAddress::parse(a);
  return address && address == IpAddress::parse(b);
}

bool is_always_compared(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 5> kNames{"transport", "user", "ttl", "method", "maddr"};
  for (const auto known : kNames) {
    if (iequals(name, known)) return true;
  }
  return false;
}

bool is_long(const Params& params) noexcept {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& param : params) {
    if (++count > kMaxListLength) return true;
  }
  return false;
}

std::optional<Param> find_same_name(const Params& params, std::string_view name) noexcept {
  for (const auto& param : params) {
    if (same_text(param.name, name, Case::ignored)) return param;
  }
  return std::nullopt;
}

// Whether each parameter of `a` agrees with `b`.
bool params_agree(const Params& a, const Params& b) noexcept {
  for (const auto& param : a) {
    const auto other = find_same_name(b, param.name);
    if (other ? !same_text(param.value, other->value, Case::ignored) : is_always_compared(param.name)) return false;
  }
  return true;
}

bool holds_all_headers(const Params& a, const Params& b) noexcept {
  for (const auto& header : a) {
    const auto other = find_same_name(b, header.name);
    if (!other || !same_text(header.value, other->value, Case::ignored)) return false;
  }
  return true;
}

bool same_params(const Uri& a, const Uri& b) noexcept {
  if (a.params.text() == b.params.text()) return true;
  if (is_long(a.params) || is_long(b.params)) return false;
  return params_agree(a.params, b.params) && params_agree(b.params, a.params);
}

bool same_headers(const Uri& a, const Uri& b) noexcept {
  if (a.headers.text() == b.headers.text()) return true;
  if (is_long(a.headers) || is_long(b.headers)) return false;
  return holds_all_headers(a.headers, b.headers) && holds_all_headers(b.headers, a.headers);
}

}  // namespace

bool equivalent(const Uri& a, const Uri& b) noexcept {
  if (!a.is_sip() || !b.is_sip()) return a.text == b.text;
  if (a.scheme != b.scheme || a.port != b.port) return false;
  if ((a.password.data() == nullptr) != (b.password.data() == nullptr)) return false;
  return same_text(a.user, b.user, Case::kept) && same_text(a.password, b.password, Case::kept) &&
         same_host(a.host, b.host) && same_params(a, b) && same_headers(a, b);
}

}  // namespace zvoni
