// Max-Forwards (RFC 3261, 16.6 step 3) and Max-Breadth (RFC 5393, 5.3.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include <zvoni/message.hpp>

namespace zvoni::forwarder {

/// What goes out: one less than came in, 70 where there was none.
[[nodiscard]] std::uint32_t next_max_forwards(const Message& request) noexcept;

/// What came in; 60 where there was none.
[[nodiscard]] std::uint32_t max_breadth(const Message& request) noexcept;

/// The part of `breadth` that the branch number `nth`, from 0, gets where `branches` are tried at the same time: the
/// parts add up to `breadth`. nullopt where there is not one for each.
[[nodiscard]] std::optional<std::uint32_t> breadth_share(std::uint32_t breadth, std::size_t branches,
                                                         std::size_t nth) noexcept;

}  // namespace zvoni::forwarder
