#include "transport/socket_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace zvoni::kernel {
namespace {

using NameCall = int (*)(int, sockaddr*, socklen_t*);

std::optional<Endpoint> name_of(int descriptor, NameCall call) noexcept {
  sockaddr_storage storage{};
  auto size = static_cast<socklen_t>(sizeof storage);
  if (call(descriptor, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return std::nullopt;
  return to_endpoint(reinterpret_cast<const sockaddr&>(storage));
}

}  // namespace

SocketAddress::SocketAddress(const Endpoint& endpoint) noexcept {
  if (endpoint.address.is_v4()) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(endpoint.port);
    address.sin_addr = to_in_addr(endpoint.address);
    std::memcpy(&storage_, &address, sizeof address);
    size_ = sizeof address;
    return;
  }
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(endpoint.port);
  address.sin6_addr = to_in6_addr(endpoint.address);
  address.sin6_scope_id = endpoint.address.scope_id();
  std::memcpy(&storage_, &address, sizeof address);
  size_ = sizeof address;
}

std::optional<Endpoint> to_endpoint(const sockaddr& address) noexcept {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return Endpoint{to_address(v4.sin_addr), ntohs(v4.sin_port)};
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return Endpoint{to_address(v6.sin6_addr, v6.sin6_scope_id), ntohs(v6.sin6_port)};
  }
  return std::nullopt;
}

IpAddress to_address(const in_addr& address) noexcept {
  std::array<std::uint8_t, 4> bytes{};
  std::memcpy(bytes.data(), &address.s_addr, bytes.size());
  return IpAddress::v4(bytes);
}

IpAddress to_address(const in6_addr& address, std::uint32_t scope_id) noexcept {
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), address.s6_addr, bytes.size());
  return IpAddress::v6(bytes, scope_id);
}

in_addr to_in_addr(const IpAddress& address) noexcept {
  in_addr result{};
  std::memcpy(&result.s_addr, address.bytes().data(), sizeof result.s_addr);
  return result;
}

in6_addr to_in6_addr(const IpAddress& address) noexcept {
  in6_addr result{};
  std::memcpy(result.s6_addr, address.bytes().data(), sizeof result.s6_addr);
  return result;
}

std::optional<Endpoint> local_endpoint(int descriptor) noexcept { return name_of(descriptor, &::getsockname); }

std::optional<Endpoint> remote_endpoint(int descriptor) noexcept { return name_of(descriptor, &::getpeername); }

}  // namespace zvoni::kernel
