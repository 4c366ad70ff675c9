// Header field names that zvoni indexes while it scans a message.
#pragma once

#include <cstdint>
#include <string_view>

#include <zvoni/abi.hpp>

namespace zvoni {

/// Names with an index entry of their own. `other` is any further name: reach it by its text.
enum class HeaderName : std::uint8_t {
  other,
  accept,
  allow,
  allow_events,
  authorization,
  call_id,
  contact,
  content_encoding,
  content_length,
  content_type,
  cseq,
  date,
  event,
  expires,
  from,
  in_reply_to,
  max_breadth,
  max_forwards,
  min_expires,
  p_asserted_identity,
  path,
  proxy_authenticate,
  proxy_authorization,
  proxy_require,
  reason,
  record_route,
  refer_to,
  referred_by,
  replaces,
  require,
  retry_after,
  route,
  server,
  service_route,
  session_expires,
  subject,
  subscription_state,
  supported,
  to,
  unsupported,
  user_agent,
  via,
  warning,
  www_authenticate,
};

/// Finds a name in any case, long or compact (`f` is From; RFC 3261, 7.3.3).
ZVONI_API HeaderName parse_header_name(std::string_view text) noexcept;
/// The long form as zvoni writes it: "Call-ID". Empty for `other`. Static text.
ZVONI_API std::string_view to_string(HeaderName name) noexcept;

}  // namespace zvoni
