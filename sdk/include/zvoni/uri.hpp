// SIP, SIPS and other URIs (RFC 3261, 19.1; RFC 3966 for tel).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <zvoni/abi.hpp>
#include <zvoni/params.hpp>

namespace zvoni {

enum class Scheme : std::uint8_t { other, sip, sips, tel };

/// A parsed URI. All views point into the text that was parsed and live as long as it does; nothing is unescaped.
/// For schemes other than sip and sips only `text`, `scheme`, `scheme_name` and `opaque` are set (`user` is the number
/// of a tel URI, `params` its parameters).
struct Uri {
  std::string_view text;  ///< the whole URI
  Scheme scheme = Scheme::other;
  std::string_view scheme_name;  ///< as written
  std::string_view user;         ///< escaped as written; empty: there was none
  std::string_view password;
  std::string_view host;  ///< a name, IPv4, or IPv6 with its brackets
  std::optional<std::uint16_t> port;
  Params params;            ///< `;transport=udp;lr`
  Params headers;           ///< `?Replaces=…&…`: begins at the `?`
  std::string_view opaque;  ///< after the colon, where the scheme is neither sip nor sips

  [[nodiscard]] bool is_sip() const noexcept { return scheme == Scheme::sip || scheme == Scheme::sips; }
};

/// Parses exactly one URI without angle brackets or blanks around it. nullopt for what is no URI. Never throws, never
/// allocates, reads each byte a bounded number of times. RFC 3261, 25.1, `SIP-URI`.
ZVONI_API std::optional<Uri> parse_uri(std::string_view text) noexcept;

/// Whether two URIs are equivalent by the rules of RFC 3261, 19.1.4 (sip and sips), else byte for byte.
ZVONI_API bool equivalent(const Uri& a, const Uri& b) noexcept;

/// The address-of-record of a URI in the one form in which the location service keeps it (RFC 3261, 10.3 step 5):
/// "sip:user@host", user unescaped where that is possible, host in lower case, sips as sip, no port, parameters or
/// headers. Empty for a URI that has no host.
ZVONI_API std::string canonical_aor(const Uri& uri);

/// Replaces %HH by its byte.
ZVONI_API std::string unescape(std::string_view text);
/// Escapes what may not stand in the user part of a SIP URI (RFC 3261, 25.1, `user`).
ZVONI_API std::string escape_user(std::string_view text);

}  // namespace zvoni
