#include "transport/listener_sockets.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <system_error>

#include "transport/socket_address.hpp"

namespace zvoni::kernel {
namespace {

enum class Port : std::uint8_t { exclusive, shared };

[[noreturn]] void refuse(const ListenAddress& address, int error) {
  throw std::system_error(error, std::generic_category(), "cannot listen on " + address.to_string());
}

void set_option(const ListenAddress& address, int socket, int level, int name, int value) {
  if (::setsockopt(socket, level, name, &value, sizeof value) != 0) refuse(address, errno);
}

// As root beyond the system's limit, else up to it: a smaller buffer is no reason not to start.
void set_buffer(int socket, int forced_name, int name, std::size_t bytes) {
  if (bytes == 0) return;
  const int value = static_cast<int>(std::min<std::size_t>(bytes, 1U << 30U));
  if (::setsockopt(socket, SOL_SOCKET, forced_name, &value, sizeof value) == 0) return;
  ::setsockopt(socket, SOL_SOCKET, name, &value, sizeof value);
}

void set_udp_options(const ListenAddress& address, int socket, const TransportLimits& limits) {
  set_buffer(socket, SO_RCVBUFFORCE, SO_RCVBUF, limits.udp_receive_buffer);
  set_buffer(socket, SO_SNDBUFFORCE, SO_SNDBUF, limits.udp_send_buffer);
  const bool wildcard = address.endpoint.address.is_wildcard();
  if (address.endpoint.address.is_v4()) {
    set_option(address, socket, IPPROTO_IP, IP_RECVERR, 1);
    // Large messages are cut into fragments that routers may cut again: SIP over UDP has no other way to shrink them.
    set_option(address, socket, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DONT);
    if (wildcard) set_option(address, socket, IPPROTO_IP, IP_PKTINFO, 1);
    return;
  }
  set_option(address, socket, IPPROTO_IPV6, IPV6_RECVERR, 1);
  if (wildcard) set_option(address, socket, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
}

FileDescriptor open_one(const ListenAddress& address, Port port, const TransportLimits& limits) {
  const bool stream = address.transport != Transport::udp;
  const int family = address.endpoint.address.is_v4() ? AF_INET : AF_INET6;
  FileDescriptor socket(::socket(family, (stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) refuse(address, errno);
  if (family == AF_INET6) set_option(address, socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, 1);
  // For streams: connections of an earlier run that linger are no reason not to start.
  if (stream) set_option(address, socket.get(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (port == Port::shared) set_option(address, socket.get(), SOL_SOCKET, SO_REUSEPORT, 1);
  const SocketAddress name(address.endpoint);
  if (::bind(socket.get(), name.data(), name.size()) != 0) refuse(address, errno);
  if (port == Port::exclusive) set_option(address, socket.get(), SOL_SOCKET, SO_REUSEPORT, 1);
  if (!stream) {
    set_udp_options(address, socket.get(), limits);
  } else if (::listen(socket.get(), SOMAXCONN) != 0) {
    refuse(address, errno);
  }
  return socket;
}

bool same_port(const ListenAddress& a, const ListenAddress& b) noexcept {
  return a.transport == b.transport && a.endpoint.address.is_v4() == b.endpoint.address.is_v4() &&
         a.endpoint.port == b.endpoint.port;
}

// Wildcards first: who has 0.0.0.0:5060 alone knows that nobody has 192.0.2.1:5060, which then need not be bound alone.
std::vector<std::size_t> binding_order(const std::vector<ListenAddress>& addresses) {
  std::vector<std::size_t> order(addresses.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_partition(order.begin(), order.end(),
                        [&addresses](std::size_t i) { return addresses[i].endpoint.address.is_wildcard(); });
  return order;
}

}  // namespace

std::vector<ListenerSockets> open_listeners(const std::vector<ListenAddress>& addresses, unsigned workers,
                                            const TransportLimits& limits) {
  std::vector<ListenerSockets> listeners(addresses.size());
  for (const auto i : binding_order(addresses)) {
    auto& listener = listeners[i];
    listener.address = addresses[i];
    if (std::any_of(listeners.begin(), listeners.end(), [&listener](const ListenerSockets& other) {
          return !other.sockets.empty() && other.address == listener.address;
        })) {
      refuse(listener.address, EADDRINUSE);  // the same one twice
    }
    const bool ours = std::any_of(listeners.begin(), listeners.end(), [&listener](const ListenerSockets& other) {
      return !other.sockets.empty() && other.address.endpoint.address.is_wildcard() &&
             other.address != listener.address && same_port(other.address, listener.address);
    });
    listener.sockets.push_back(open_one(listener.address, ours ? Port::shared : Port::exclusive, limits));
    const auto bound = local_endpoint(listener.sockets.front().get());
    if (!bound) refuse(listener.address, errno);
    listener.address.endpoint.port = bound->port;
    while (listener.sockets.size() < workers) {
      listener.sockets.push_back(open_one(listener.address, Port::shared, limits));
    }
  }
  return listeners;
}

}  // namespace zvoni::kernel
