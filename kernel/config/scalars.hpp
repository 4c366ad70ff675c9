// Numbers, durations and sizes as people write them in the configuration.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace zvoni::kernel {

/// yes, no, true, false, on, off in any case.
[[nodiscard]] std::optional<bool> parse_boolean(std::string_view text) noexcept;
/// Decimal, with a minus where it is negative; no leading zeros (YAML once took them for octal).
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text) noexcept;
/// 500ms, 90s, 5m, 1h, 2d, and a plain 0. At most 100 years.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) noexcept;
/// Bytes: 1500, 64K, 10M, 2G, in units of 1024.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text) noexcept;

}  // namespace zvoni::kernel
