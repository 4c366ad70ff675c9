// The mark by which zvoni knows its own Record-Route values again, so that nobody can forge one to relay through it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zvoni {

/// The URI parameter that carries the mark: `<sip:192.0.2.1:5060;lr;zv=0123456789abcdef>`.
inline constexpr std::string_view kRouteSignatureParam = "zv";

/// What Host::keyed_hash() is taken over. Of all that a request has, only the Call-ID stays the same for the whole
/// dialog, in both directions.
inline std::string route_signature_text(std::string_view call_id) {
  std::string text = "record-route:";
  text += call_id;
  return text;
}

/// The parameter's value: the hash as 16 lower-case hexadecimal digits.
inline std::string route_signature_value(std::uint64_t hash) {
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4U) {
    *digit = "0123456789abcdef"[hash & 0xFU];
  }
  return digits;
}

}  // namespace zvoni
