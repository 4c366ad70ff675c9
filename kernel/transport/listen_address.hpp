// Where zvoni listens, as the configuration writes it: "udp:0.0.0.0:5060", "tcp:[::]:5060".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {

struct ListenAddress {
  Transport transport = Transport::udp;
  Endpoint endpoint;  ///< port 0: the system chooses one

  /// "udp:192.0.2.1:5060".
  [[nodiscard]] std::string to_string() const;
  /// Reads "udp:ADDRESS:PORT" and "tcp:ADDRESS:PORT", the transport in any case, an IPv6 address in brackets. nullopt
  /// for anything else: names, a missing port, transports that zvoni cannot listen on.
  [[nodiscard]] static std::optional<ListenAddress> parse(std::string_view text) noexcept;

  friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

}  // namespace zvoni::kernel
