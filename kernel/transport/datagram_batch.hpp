// Memory and system calls to receive several datagrams at once.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {

/// One for each worker, shared by its sockets. About a megabyte, of which the system backs what is used.
class DatagramBatch {
 public:
  static constexpr std::size_t kSize = 16;

  DatagramBatch();
  DatagramBatch(const DatagramBatch&) = delete;
  DatagramBatch& operator=(const DatagramBatch&) = delete;

  /// Receives what is there, up to kSize. Returns how many, or -1 with errno. Never blocks.
  [[nodiscard]] int receive(int socket) noexcept;
  /// Of the last receive(); views are good until the next.
  [[nodiscard]] std::string_view bytes(std::size_t i) const noexcept;
  [[nodiscard]] Endpoint remote(std::size_t i) const noexcept;
  /// The address it was sent to, by IP_PKTINFO or IPV6_PKTINFO; `otherwise` where the socket does not ask for that.
  [[nodiscard]] IpAddress local(std::size_t i, const IpAddress& otherwise) const noexcept;

 private:
  static constexpr std::size_t kDatagram = 65536;
  struct Slot {
    iovec vector;
    sockaddr_storage remote;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(in6_pktinfo))> control;
  };

  std::unique_ptr<char[]> memory_;
  std::array<Slot, kSize> slots_{};
  std::array<mmsghdr, kSize> headers_{};
};

}  // namespace zvoni::kernel
