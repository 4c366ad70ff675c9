#include <zvoni/endpoint.hpp>
#include <zvoni/text.hpp>
#include <zvoni/uri.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

// RFC 3261, 25.1: unreserved and user-unreserved. Narrower than what parse_uri() takes.
bool may_stand_in_user(char c) noexcept {
  constexpr std::string_view kMarks = "-_.!~*'()&=+$,;?/";
  const char folded = grammar::lower(c);
  return (folded >= 'a' && folded <= 'z') || grammar::is(c, grammar::kDigit) ||
         kMarks.find(c) != std::string_view::npos;
}

}  // namespace

std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && grammar::is(text[i + 1], grammar::kHex) &&
                        grammar::is(text[i + 2], grammar::kHex);
    if (escape) {
      out += static_cast<char>(grammar::hex_value(text[i + 1]) * 16 + grammar::hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string escape_user(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (may_stand_in_user(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15u];
    }
  }
  return out;
}

std::string canonical_aor(const Uri& uri) {
  if (!uri.is_sip() || uri.host.empty()) return {};
  std::string aor = "sip:";
  if (!uri.user.empty()) {
    // Escapes that are not needed go, those that are needed come: one spelling for each user.
    aor += escape_user(unescape(uri.user));
    aor += '@';
  }
  const auto address = uri.host.front() == '[' ? IpAddress::parse(uri.host) : std::nullopt;
  aor += address ? address->to_host() : to_lower(uri.host);
  return aor;
}

}  // namespace zvoni
