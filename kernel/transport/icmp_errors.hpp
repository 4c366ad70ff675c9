// ICMP errors that came back for datagrams of a socket (IP_RECVERR, IPV6_RECVERR).
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {

struct IcmpError {
  Endpoint remote;          ///< whom the datagram was sent to
  std::string_view quoted;  ///< its beginning; until the next read
};

/// Reads a socket's error queue, one entry a call.
class IcmpErrorReader {
 public:
  /// nullopt where the queue is empty. Errors that only tell of a smaller path MTU and local ones are left out: the
  /// system has learned from them, and the retransmission will pass.
  [[nodiscard]] std::optional<IcmpError> next(int socket) noexcept;

 private:
  std::array<char, 2048> quoted_;  // an ICMPv6 error is never longer than 1280 bytes
};

}  // namespace zvoni::kernel
