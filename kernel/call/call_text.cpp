#include "call/call_text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>

#include <zvoni/text.hpp>

namespace zvoni::kernel {
namespace {

constexpr std::size_t kMaxText = 512;
constexpr std::size_t kKept = 480;

/// FNV-1a.
std::uint64_t hash_of(std::string_view text) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

/// Where a text may be cut without breaking a UTF-8 sequence: at `at` or a little before.
std::size_t cut_at(std::string_view text, std::size_t at) noexcept {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

}  // namespace

std::string bounded(std::string_view text) {
  if (text.size() <= kMaxText) return std::string(text);
  char mark[24];
  std::snprintf(mark, sizeof mark, "~%016llx", static_cast<unsigned long long>(hash_of(text)));
  return std::string(text.substr(0, cut_at(text, kKept))) + mark;
}

bool is_bounded(std::string_view kept, std::string_view text) {
  return text.size() <= kMaxText ? kept == text : kept == bounded(text);
}

CallParty caller_of(const Message& invite, const Endpoint& address) {
  CallParty party;
  party.address = address;
  if (const auto from = invite.from()) {
    party.uri = bounded(from->uri.text);
    party.display_name = bounded(plain_display_name(from->display_name));
  }
  return party;
}

CallParty callee_of(const Message& invite) {
  CallParty party;
  party.uri = bounded(invite.request_uri());
  if (const auto to = invite.to()) party.display_name = bounded(plain_display_name(to->display_name));
  return party;
}

std::string refer_target_of(const Message& refer) {
  const auto target = refer.name_addr(HeaderName::refer_to);
  if (!target || target->wildcard) return {};
  const Uri& uri = target->uri;
  if (!uri.is_sip()) return bounded(uri.text);
  const auto params = uri.params.text();
  const auto headers = uri.headers.text();
  std::string text(uri.text.substr(0, uri.text.size() - headers.size() - params.size()));
  for (const Param& param : uri.params) {
    if (iequals(param.name, "method")) continue;
    text.append(";").append(param.name);
    if (param.has_value) text.append("=").append(param.value);
  }
  return bounded(text);
}

}  // namespace zvoni::kernel
