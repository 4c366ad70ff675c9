// The bytes of a DNS reply as records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "resolver/dns_records.hpp"

namespace zvoni::kernel {

/// Reads the NAPTR or SRV records of a reply. Bytes that are no reply give `failed`, one without such records `absent`.
/// Takes a bounded number of records.
[[nodiscard]] Answer parse_reply(Question::Type type, std::span<const std::uint8_t> reply);

/// The shortest time to live of the records in the answer section; nullopt where there are none, or the bytes are no
/// reply.
[[nodiscard]] std::optional<std::chrono::seconds> shortest_ttl(std::span<const std::uint8_t> reply) noexcept;

}  // namespace zvoni::kernel
