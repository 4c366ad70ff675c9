// Typed views of header field values. Each parser takes one value (no comma list), never throws, never allocates; all
// views point into the text given. Folds (CRLF and a blank) count as blanks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <zvoni/endpoint.hpp>
#include <zvoni/method.hpp>
#include <zvoni/params.hpp>
#include <zvoni/uri.hpp>

namespace zvoni {

/// `"Alice" <sip:alice@example.org>;tag=x`: From, To, Contact, Route, Record-Route, Path, Refer-To (RFC 3261, 20.10).
struct NameAddr {
  std::string_view text;          ///< the whole value, blanks around it trimmed
  std::string_view display_name;  ///< as written, quotes included; empty: none
  Uri uri;
  Params params;          ///< those of the header value, not of the URI
  bool wildcard = false;  ///< `Contact: *`; then `uri` is empty

  [[nodiscard]] std::string_view tag() const noexcept { return params.value("tag"); }
};
ZVONI_API std::optional<NameAddr> parse_name_addr(std::string_view text) noexcept;
/// Display name for people: quotes and backslashes taken away.
ZVONI_API std::string plain_display_name(std::string_view display_name);

/// `SIP/2.0/UDP host:port;branch=z9hG4bK…` (RFC 3261, 20.42).
struct Via {
  std::string_view text;
  std::string_view transport_name;     ///< as written
  std::optional<Transport> transport;  ///< nullopt: one zvoni does not know
  std::string_view host;               ///< sent-by host, IPv6 with its brackets
  std::optional<std::uint16_t> port;   ///< sent-by port
  Params params;

  [[nodiscard]] std::string_view branch() const noexcept { return params.value("branch"); }
  /// True where the branch begins with the magic cookie of RFC 3261, 8.1.1.7.
  [[nodiscard]] bool has_magic_cookie() const noexcept { return branch().starts_with("z9hG4bK"); }
};
ZVONI_API std::optional<Via> parse_via(std::string_view text) noexcept;

/// `314159 INVITE` (RFC 3261, 20.16). The number is below 2^31, as 8.1.1.5 asks.
struct CSeq {
  std::uint32_t number = 0;
  Method method = Method::unknown;
  std::string_view method_name;
};
ZVONI_API std::optional<CSeq> parse_cseq(std::string_view text) noexcept;

/// A q value in thousandths, 0 to 1000 (RFC 3261, 25.1, `qvalue`).
ZVONI_API std::optional<int> parse_qvalue(std::string_view text) noexcept;
/// A decimal number of at most `max`; nullopt for anything else, and for more than `max`.
ZVONI_API std::optional<std::uint32_t> parse_number(std::string_view text, std::uint32_t max) noexcept;
/// delta-seconds (RFC 3261, 25.1). What is beyond 2^32-1 is taken as 2^32-1, as RFC 4475 3.1.1.10 allows; nullopt for
/// what is no number.
ZVONI_API std::optional<std::uint32_t> parse_delta_seconds(std::string_view text) noexcept;

}  // namespace zvoni
