#include "transport/icmp_errors.hpp"

#include <linux/errqueue.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "transport/socket_address.hpp"

namespace zvoni::kernel {
namespace {

bool is_refusal(msghdr& header) noexcept {
  for (auto* control = CMSG_FIRSTHDR(&header); control != nullptr; control = CMSG_NXTHDR(&header, control)) {
    const bool v4 = control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_RECVERR;
    const bool v6 = control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_RECVERR;
    if (!v4 && !v6) continue;
    sock_extended_err error{};
    std::memcpy(&error, CMSG_DATA(control), sizeof error);
    const bool from_network = error.ee_origin == SO_EE_ORIGIN_ICMP || error.ee_origin == SO_EE_ORIGIN_ICMP6;
    return from_network && error.ee_errno != EMSGSIZE;
  }
  return false;
}

}  // namespace

std::optional<IcmpError> IcmpErrorReader::next(int socket) noexcept {
  for (;;) {
    sockaddr_storage remote{};
    iovec vector{quoted_.data(), quoted_.size()};
    alignas(cmsghdr) std::array<char, 512> control{};
    msghdr header{};
    header.msg_name = &remote;
    header.msg_namelen = sizeof remote;
    header.msg_iov = &vector;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    const auto size = ::recvmsg(socket, &header, MSG_ERRQUEUE | MSG_DONTWAIT);
    if (size < 0) return std::nullopt;
    const auto endpoint = to_endpoint(reinterpret_cast<const sockaddr&>(remote));
    if (!endpoint || !is_refusal(header)) continue;
    return IcmpError{*endpoint, std::string_view(quoted_.data(), static_cast<std::size_t>(size))};
  }
}

}  // namespace zvoni::kernel
