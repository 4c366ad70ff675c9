// Datagrams that only keep a NAT binding open.
#pragma once

#include <algorithm>
#include <string_view>

namespace zvoni::kernel {

/// Empty, up to four bytes of CR, LF or NUL (CRLFCRLF and what phones make of it), or STUN, which zvoni does not answer
/// (RFC 5389, 6: two zero bits and the magic cookie).
[[nodiscard]] inline bool is_keep_alive(std::string_view datagram) noexcept {
  constexpr std::string_view kMagicCookie{"\x21\x12\xA4\x42", 4};
  constexpr std::size_t kStunHeader = 20;
  if (datagram.size() <= 4) {
    return std::all_of(datagram.begin(), datagram.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  }
  return datagram.size() >= kStunHeader && (static_cast<unsigned char>(datagram.front()) & 0xC0U) == 0 &&
         datagram.substr(4, 4) == kMagicCookie;
}

}  // namespace zvoni::kernel
