// One datagram as sendmsg() and sendmmsg() take it.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <string_view>

#include <zvoni/endpoint.hpp>

#include "transport/socket_address.hpp"

namespace zvoni::kernel {

/// Goes from flow.local (IP_PKTINFO, IPV6_PKTINFO) to flow.remote. Borrows `bytes`. Stays where it is: the header
/// points into it.
class OutgoingDatagram {
 public:
  OutgoingDatagram(const Flow& flow, std::string_view bytes) noexcept;
  OutgoingDatagram(const OutgoingDatagram&) = delete;
  OutgoingDatagram& operator=(const OutgoingDatagram&) = delete;

  [[nodiscard]] const msghdr& header() const noexcept { return header_; }

 private:
  template <class Info>
  void set_control(int level, int type, const Info& info) noexcept;

  SocketAddress remote_;
  iovec vector_{};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(in6_pktinfo))> control_{};
  msghdr header_{};
};

}  // namespace zvoni::kernel
