// In which order the targets of a service are tried (RFC 2782).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "resolver/dns_records.hpp"

namespace zvoni::kernel {

/// A uniformly distributed number from 0 to `highest`, both included. Injected, so that tests know what comes.
using RandomUpTo = std::function<std::uint32_t(std::uint32_t highest)>;

/// By priority; within one, drawn by weight.
[[nodiscard]] std::vector<SrvRecord> order_srv(std::vector<SrvRecord> records, const RandomUpTo& random);

}  // namespace zvoni::kernel
