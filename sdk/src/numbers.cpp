// Header values that are numbers, or begin with one.
#include <limits>

#include <zvoni/header_values.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

constexpr std::uint32_t kMaxCSeq = 0x7fffffff;  // RFC 3261, 8.1.1.5
constexpr std::uint32_t kMaxUint32 = std::numeric_limits<std::uint32_t>::max();

// Digits only; what is beyond `max` is `max` + 1, however long it is.
std::optional<std::uint64_t> read_digits(std::string_view text, std::uint64_t max) noexcept {
  if (text.empty()) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : text) {
    if (!grammar::is(c, grammar::kDigit)) return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
    if (number > max) number = max + 1;
  }
  return number;
}

}  // namespace

std::optional<std::uint32_t> parse_number(std::string_view text, std::uint32_t max) noexcept {
  const auto number = read_digits(text, max);
  if (!number || *number > max) return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

std::optional<std::uint32_t> parse_delta_seconds(std::string_view text) noexcept {
  const auto number = read_digits(text, kMaxUint32);
  if (!number) return std::nullopt;
  return static_cast<std::uint32_t>(*number > kMaxUint32 ? kMaxUint32 : *number);
}

std::optional<int> parse_qvalue(std::string_view text) noexcept {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int thousandths = (text[0] - '0') * 1000;
  int unit = 100;
  for (const char c : text.substr(text.size() > 1 ? 2 : 1)) {
    if (!grammar::is(c, grammar::kDigit)) return std::nullopt;
    thousandths += (c - '0') * unit;
    unit /= 10;
  }
  if (thousandths > 1000) return std::nullopt;
  return thousandths;
}

std::optional<CSeq> parse_cseq(std::string_view text) noexcept {
  text = grammar::trim(text);
  const char* const end = text.data() + text.size();
  const char* const number_end = grammar::skip(text.data(), end, grammar::kDigit);
  const char* const method = grammar::skip(number_end, end, grammar::kBlank);
  const auto number = parse_number(grammar::view(text.data(), number_end), kMaxCSeq);
  if (!number || method == number_end || method == end) return std::nullopt;
  CSeq cseq;
  cseq.number = *number;
  cseq.method_name = grammar::view(method, end);
  if (!grammar::all(cseq.method_name, grammar::kToken)) return std::nullopt;
  cseq.method = parse_method(cseq.method_name);
  return cseq;
}

namespace grammar {

std::optional<std::uint16_t> parse_port(std::string_view digits) noexcept {
  const auto number = parse_number(digits, std::numeric_limits<std::uint16_t>::max());
  if (!number) return std::nullopt;
  return static_cast<std::uint16_t>(*number);
}

}  // namespace grammar
}  // namespace zvoni
