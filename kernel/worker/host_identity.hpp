// Whom zvoni is on this host.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "pipeline/environment.hpp"
#include "transport/listen_address.hpp"
#include "transport/local_addresses.hpp"

namespace zvoni::kernel {

/// The domains that the configuration gives.
struct ServedDomains {
  bool host_names_and_addresses = true;  ///< `auto`: the names and all addresses of this host, and "localhost"
  std::vector<std::string> listed;       ///< names and addresses, any case, IPv6 with or without brackets
};

/// The host's name and its fully qualified name, in lower case. May ask the DNS, so it can take seconds.
[[nodiscard]] std::vector<std::string> host_names();

/// Hosts are compared without regard to case, brackets and a trailing dot.
class HostIdentity final : public Identity {
 public:
  /// `listening` is WorkerPool::listening(). `addresses` outlives this. Calls host_names() where it needs them.
  HostIdentity(const ServedDomains& domains, std::vector<ListenAddress> listening, LocalAddresses& addresses);
  /// With names that stand in for host_names().
  HostIdentity(const ServedDomains& domains, std::vector<ListenAddress> listening, LocalAddresses& addresses,
               const std::vector<std::string>& names);

  [[nodiscard]] bool is_own_domain(std::string_view host) const noexcept override;
  /// A sip or sips URI whose host is an own domain, or an address listened on, and whose port (5060, or 5061 for sips,
  /// where there is none) is one listened on.
  [[nodiscard]] bool is_own_uri(const Uri& uri) const noexcept override;
  [[nodiscard]] bool is_own_endpoint(const Endpoint& endpoint) const noexcept override;

 private:
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  [[nodiscard]] bool is_listened_port(std::uint16_t port) const noexcept;

  LocalAddresses& addresses_;
  std::vector<ListenAddress> listening_;
  bool every_local_address_;
  std::unordered_set<std::string, TextHash, std::equal_to<>> names_;
  std::vector<IpAddress> listed_addresses_;
};

}  // namespace zvoni::kernel
