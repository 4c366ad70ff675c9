// The stations of a message on its way through zvoni.
#pragma once

#include <cstdint>
#include <string_view>

#include <zvoni/abi.hpp>

namespace zvoni {

/// A new request walks the first four, each of its forwarded copies the fifth, responses the last two. Within a phase,
/// handlers run in the order of the modules in the configuration.
enum class Phase : std::uint8_t {
  request_validation,    ///< RFC 3261, 16.3: may it come in at all? Access lists, limits.
  route_preprocessing,   ///< 16.4: Route headers that are ours are gone when it begins.
  local_processing,      ///< 8.2, 10.3: what zvoni answers itself.
  target_determination,  ///< 16.5: where does it go?
  request_forwarding,    ///< 16.6: once for each forwarded copy, before it is sent.
  response_processing,   ///< 16.7: once for each response received, our Via gone.
  response_forwarding,   ///< once for each response sent, local ones too.
};
inline constexpr std::size_t kPhaseCount = 7;

/// "request_validation"…
ZVONI_API std::string_view to_string(Phase phase) noexcept;

}  // namespace zvoni
