#include "transport/datagram_batch.hpp"

#include <cstring>

#include "transport/socket_address.hpp"

namespace zvoni::kernel {

DatagramBatch::DatagramBatch() : memory_(std::make_unique_for_overwrite<char[]>(kSize * kDatagram)) {
  for (std::size_t i = 0; i < kSize; ++i) {
    auto& slot = slots_[i];
    slot.vector = {memory_.get() + i * kDatagram, kDatagram};
    headers_[i].msg_hdr.msg_name = &slot.remote;
    headers_[i].msg_hdr.msg_iov = &slot.vector;
    headers_[i].msg_hdr.msg_iovlen = 1;
    headers_[i].msg_hdr.msg_control = slot.control.data();
  }
}

int DatagramBatch::receive(int socket) noexcept {
  for (auto& header : headers_) {
    header.msg_hdr.msg_namelen = sizeof(sockaddr_storage);
    header.msg_hdr.msg_controllen = sizeof(Slot::control);
    header.msg_hdr.msg_flags = 0;
  }
  return ::recvmmsg(socket, headers_.data(), kSize, MSG_DONTWAIT, nullptr);
}

std::string_view DatagramBatch::bytes(std::size_t i) const noexcept {
  return {static_cast<const char*>(slots_[i].vector.iov_base), headers_[i].msg_len};
}

Endpoint DatagramBatch::remote(std::size_t i) const noexcept {
  return to_endpoint(reinterpret_cast<const sockaddr&>(slots_[i].remote)).value_or(Endpoint{});
}

IpAddress DatagramBatch::local(std::size_t i, const IpAddress& otherwise) const noexcept {
  auto header = headers_[i].msg_hdr;
  for (auto* control = CMSG_FIRSTHDR(&header); control != nullptr; control = CMSG_NXTHDR(&header, control)) {
    if (control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_PKTINFO) {
      in_pktinfo info{};
      std::memcpy(&info, CMSG_DATA(control), sizeof info);
      return to_address(info.ipi_spec_dst);  // for a broadcast the address of the interface
    }
    if (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_PKTINFO) {
      in6_pktinfo info{};
      std::memcpy(&info, CMSG_DATA(control), sizeof info);
      // Only a link-local address needs its interface to be told from another.
      const bool link_local = IN6_IS_ADDR_LINKLOCAL(&info.ipi6_addr);
      return to_address(info.ipi6_addr, link_local ? static_cast<std::uint32_t>(info.ipi6_ifindex) : 0);
    }
  }
  return otherwise;
}

}  // namespace zvoni::kernel
