// The bounds and times of the transports.
#pragma once

#include <chrono>
#include <cstddef>

namespace zvoni::kernel {

inline constexpr std::size_t kKibibyte = 1024;
inline constexpr std::size_t kMebibyte = kKibibyte * 1024;

struct TransportLimits {
  std::size_t message_size = kKibibyte * 64;  ///< bytes of one message, headers and body

  std::size_t udp_receive_buffer = kMebibyte * 4;  ///< bytes in the system, for each socket; 0: its default
  std::size_t udp_send_buffer = kMebibyte;
  std::size_t udp_send_queue = kMebibyte;  ///< bytes that wait for a socket whose send buffer is full

  std::size_t connections = 10000;
  std::size_t connections_per_address = 1000;            ///< from or to one peer address
  std::size_t send_queue = kMebibyte;                    ///< bytes that wait to be written on one connection
  std::chrono::milliseconds idle_timeout{3600 * 1000};   ///< without a byte from the peer or to it
  std::chrono::milliseconds message_timeout{10 * 1000};  ///< from the first byte of a message to its last
  std::chrono::milliseconds connect_timeout{4 * 1000};
  std::chrono::milliseconds write_timeout{30 * 1000};  ///< bytes wait and the peer takes none
};

}  // namespace zvoni::kernel
