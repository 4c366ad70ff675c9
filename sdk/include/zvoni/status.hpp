// Status codes and their standard reason phrases.
#pragma once

#include <span>
#include <string_view>

#include <zvoni/abi.hpp>

namespace zvoni {

/// The reason phrase that the RFC defining the code gives it; for an unregistered code, that of its class ("Client
/// Failure"…). Static text.
ZVONI_API std::string_view standard_reason(int status) noexcept;
/// All registered status codes in ascending order (RFC 3261 section 21 and the IANA registry). Static.
ZVONI_API std::span<const int> registered_statuses() noexcept;

[[nodiscard]] constexpr bool is_provisional(int status) noexcept { return status >= 100 && status < 200; }
[[nodiscard]] constexpr bool is_success(int status) noexcept { return status >= 200 && status < 300; }
[[nodiscard]] constexpr bool is_redirect(int status) noexcept { return status >= 300 && status < 400; }
[[nodiscard]] constexpr bool is_final(int status) noexcept { return status >= 200 && status < 700; }

}  // namespace zvoni
