// Addresses: where a message came from and where one goes.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <zvoni/abi.hpp>

namespace zvoni {

enum class Transport : std::uint8_t { udp, tcp, tls };

/// "UDP", "TCP", "TLS": as Via spells it.
ZVONI_API std::string_view to_string(Transport transport) noexcept;
/// Reads a transport name in any case; nullopt for one zvoni does not know.
ZVONI_API std::optional<Transport> parse_transport(std::string_view text) noexcept;
/// True for transports that keep order and lose nothing, where SIP does not retransmit (RFC 3261, 17).
[[nodiscard]] constexpr bool is_reliable(Transport transport) noexcept { return transport != Transport::udp; }

/// An IPv4 or IPv6 address. A plain value; IPv4-mapped IPv6 addresses are kept as IPv4.
class ZVONI_API IpAddress {
 public:
  /// The IPv4 wildcard, 0.0.0.0.
  IpAddress() noexcept = default;
  [[nodiscard]] static IpAddress v4(const std::array<std::uint8_t, 4>& bytes) noexcept;
  [[nodiscard]] static IpAddress v6(const std::array<std::uint8_t, 16>& bytes, std::uint32_t scope_id = 0) noexcept;
  /// Reads "192.0.2.1", "2001:db8::1", "[2001:db8::1]"; nullopt for anything else, names too.
  [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text) noexcept;

  [[nodiscard]] bool is_v4() const noexcept { return is_v4_; }
  [[nodiscard]] bool is_wildcard() const noexcept;
  [[nodiscard]] bool is_loopback() const noexcept;
  /// 4 bytes used for IPv4, 16 for IPv6, in network order; the others are 0.
  [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const noexcept { return bytes_; }
  [[nodiscard]] std::uint32_t scope_id() const noexcept { return scope_id_; }

  /// "192.0.2.1" or "2001:db8::1".
  [[nodiscard]] std::string to_string() const;
  /// As a SIP host: IPv6 in brackets (RFC 3261, 25.1, `host`).
  [[nodiscard]] std::string to_host() const;

  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
  std::uint32_t scope_id_ = 0;
  bool is_v4_ = true;
};

struct ZVONI_API Endpoint {
  IpAddress address;
  std::uint16_t port = 0;

  /// "192.0.2.1:5060" or "[2001:db8::1]:5060".
  [[nodiscard]] std::string to_string() const;
  /// Reads what to_string() writes; nullopt without an address or a port from 0 to 65535.
  [[nodiscard]] static std::optional<Endpoint> parse(std::string_view text) noexcept;

  friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

/// The path of a message between zvoni and one peer. Sending to the flow a phone registered from reaches it behind its
/// NAT (RFC 5626, 3.1).
struct Flow {
  Transport transport = Transport::udp;
  Endpoint local;                ///< zvoni's own address on this path; never a wildcard in a message that was received
  Endpoint remote;               ///< the peer
  std::uint64_t connection = 0;  ///< which connection, where the transport has them; 0: none, or any to `remote`

  friend bool operator==(const Flow&, const Flow&) = default;
};

/// A network such as 192.0.2.0/24 or 2001:db8::/32; a bare address is a network of one.
class ZVONI_API Network {
 public:
  [[nodiscard]] static std::optional<Network> parse(std::string_view text) noexcept;
  [[nodiscard]] bool contains(const IpAddress& address) const noexcept;
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(const Network&, const Network&) = default;

 private:
  IpAddress base_;
  std::uint8_t prefix_length_ = 0;
};

}  // namespace zvoni

/// So that addresses can be keys of unordered containers.
template <>
struct std::hash<zvoni::Endpoint> {
  ZVONI_API std::size_t operator()(const zvoni::Endpoint& endpoint) const noexcept;
};
