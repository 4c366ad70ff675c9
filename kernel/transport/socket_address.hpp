// Between zvoni's endpoints and the system's.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <optional>

#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {

/// An endpoint as system calls take it.
class SocketAddress {
 public:
  explicit SocketAddress(const Endpoint& endpoint) noexcept;

  [[nodiscard]] const sockaddr* data() const noexcept { return reinterpret_cast<const sockaddr*>(&storage_); }
  [[nodiscard]] socklen_t size() const noexcept { return size_; }

 private:
  sockaddr_storage storage_{};
  socklen_t size_ = 0;
};

/// nullopt for families other than IPv4 and IPv6.
[[nodiscard]] std::optional<Endpoint> to_endpoint(const sockaddr& address) noexcept;
[[nodiscard]] IpAddress to_address(const in_addr& address) noexcept;
[[nodiscard]] IpAddress to_address(const in6_addr& address, std::uint32_t scope_id) noexcept;

[[nodiscard]] in_addr to_in_addr(const IpAddress& address) noexcept;
[[nodiscard]] in6_addr to_in6_addr(const IpAddress& address) noexcept;

/// What a socket is bound to (getsockname), or its peer (getpeername). nullopt where it has none.
[[nodiscard]] std::optional<Endpoint> local_endpoint(int descriptor) noexcept;
[[nodiscard]] std::optional<Endpoint> remote_endpoint(int descriptor) noexcept;

}  // namespace zvoni::kernel
