// SIP methods.
#pragma once

#include <cstdint>
#include <string_view>

#include <zvoni/abi.hpp>

namespace zvoni {

/// The methods zvoni knows by name. Any other token is `unknown`; its text is kept and it is proxied (RFC 3261, 16.3).
enum class Method : std::uint8_t {
  unknown,
  invite,
  ack,
  bye,
  cancel,
  register_,  // NOLINT(readability-identifier-naming): the plain word is a keyword
  options,
  info,
  prack,
  update,
  refer,
  notify,
  subscribe,
  publish,
  message,
};

/// Methods are compared with their case (RFC 3261, 7.1).
ZVONI_API Method parse_method(std::string_view text) noexcept;
/// "INVITE"; an empty view for `unknown`.
ZVONI_API std::string_view to_string(Method method) noexcept;

}  // namespace zvoni
