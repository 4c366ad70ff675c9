#include <zvoni/header_name.hpp>

#include <array>
#include <cstring>

#include <zvoni/text.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 44> kNames{"",
                                                  "Accept",
                                                  "Allow",
                                                  "Allow-Events",
                                                  "Authorization",
                                                  "Call-ID",
                                                  "Contact",
                                                  "Content-Encoding",
                                                  "Content-Length",
                                                  "Content-Type",
                                                  "CSeq",
                                                  "Date",
                                                  "Event",
                                                  "Expires",
                                                  "From",
                                                  "In-Reply-To",
                                                  "Max-Breadth",
                                                  "Max-Forwards",
                                                  "Min-Expires",
                                                  "P-Asserted-Identity",
                                                  "Path",
                                                  "Proxy-Authenticate",
                                                  "Proxy-Authorization",
                                                  "Proxy-Require",
                                                  "Reason",
                                                  "Record-Route",
                                                  "Refer-To",
                                                  "Referred-By",
                                                  "Replaces",
                                                  "Require",
                                                  "Retry-After",
                                                  "Route",
                                                  "Server",
                                                  "Service-Route",
                                                  "Session-Expires",
                                                  "Subject",
                                                  "Subscription-State",
                                                  "Supported",
                                                  "To",
                                                  "Unsupported",
                                                  "User-Agent",
                                                  "Via",
                                                  "Warning",
                                                  "WWW-Authenticate"};
static_assert(static_cast<std::size_t>(HeaderName::www_authenticate) + 1 == kNames.size());

struct Compact {
  char letter;
  HeaderName name;
};
// RFC 3261, 7.3.3 and the IANA registry; letters of names that are not indexed (`a`, `j`, `d`…) have no entry.
constexpr std::array<Compact, 15> kCompact{{{'i', HeaderName::call_id},
                                            {'m', HeaderName::contact},
                                            {'e', HeaderName::content_encoding},
                                            {'l', HeaderName::content_length},
                                            {'c', HeaderName::content_type},
                                            {'f', HeaderName::from},
                                            {'s', HeaderName::subject},
                                            {'k', HeaderName::supported},
                                            {'t', HeaderName::to},
                                            {'v', HeaderName::via},
                                            {'o', HeaderName::event},
                                            {'r', HeaderName::refer_to},
                                            {'b', HeaderName::referred_by},
                                            {'x', HeaderName::session_expires},
                                            {'u', HeaderName::allow_events}}};

constexpr std::size_t slot_of(char first, char last, std::size_t size) noexcept {
  const auto folded = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c) | 0x20u); };
  return (size + folded(first) * 33 + folded(last) * 7) & 255u;
}

// A perfect hash of the long names: each has a slot of its own, which the compiler checks.
constexpr std::array<HeaderName, 256> make_slots() {
  std::array<HeaderName, 256> slots{};
  for (std::size_t i = 1; i < kNames.size(); ++i) {
    auto& slot = slots[slot_of(kNames[i].front(), kNames[i].back(), kNames[i].size())];
    if (slot != HeaderName::other) throw "two names in one slot: choose other factors";
    slot = static_cast<HeaderName>(i);
  }
  return slots;
}
constexpr auto kSlots = make_slots();

constexpr std::array<HeaderName, 26> make_letters() {
  std::array<HeaderName, 26> letters{};
  for (const auto& [letter, name] : kCompact) letters[static_cast<std::size_t>(letter - 'a')] = name;
  return letters;
}
constexpr auto kLetters = make_letters();

}  // namespace

HeaderName parse_header_name(std::string_view text) noexcept {
  if (text.empty()) return HeaderName::other;
  if (text.size() == 1) {
    const char letter = grammar::lower(text[0]);
    return letter >= 'a' && letter <= 'z' ? kLetters[static_cast<std::size_t>(letter - 'a')] : HeaderName::other;
  }
  const HeaderName name = kSlots[slot_of(text.front(), text.back(), text.size())];
  const std::string_view long_form = kNames[static_cast<std::size_t>(name)];
  if (long_form.size() != text.size()) return HeaderName::other;
  // As nearly all write it, then in any case.
  if (std::memcmp(long_form.data(), text.data(), text.size()) == 0) return name;
  return iequals(long_form, text) ? name : HeaderName::other;
}

std::string_view to_string(HeaderName name) noexcept {
  const auto index = static_cast<std::size_t>(name);
  return index < kNames.size() ? kNames[index] : std::string_view{};
}

}  // namespace zvoni
