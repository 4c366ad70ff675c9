#include "transport/outgoing_datagram.hpp"

#include <cstring>

namespace zvoni::kernel {

OutgoingDatagram::OutgoingDatagram(const Flow& flow, std::string_view bytes) noexcept : remote_(flow.remote) {
  vector_ = {const_cast<char*>(bytes.data()), bytes.size()};  // the system only reads it
  header_.msg_name = const_cast<sockaddr*>(remote_.data());
  header_.msg_namelen = remote_.size();
  header_.msg_iov = &vector_;
  header_.msg_iovlen = 1;
  const auto& source = flow.local.address;
  if (source.is_wildcard()) return;  // the system chooses
  if (source.is_v4()) {
    in_pktinfo info{};
    info.ipi_spec_dst = to_in_addr(source);
    set_control(IPPROTO_IP, IP_PKTINFO, info);
  } else {
    in6_pktinfo info{};
    info.ipi6_addr = to_in6_addr(source);
    info.ipi6_ifindex = source.scope_id();
    set_control(IPPROTO_IPV6, IPV6_PKTINFO, info);
  }
}

template <class Info>
void OutgoingDatagram::set_control(int level, int type, const Info& info) noexcept {
  header_.msg_control = control_.data();
  header_.msg_controllen = CMSG_SPACE(sizeof info);
  auto* control = CMSG_FIRSTHDR(&header_);
  control->cmsg_level = level;
  control->cmsg_type = type;
  control->cmsg_len = CMSG_LEN(sizeof info);
  std::memcpy(CMSG_DATA(control), &info, sizeof info);
}

}  // namespace zvoni::kernel
