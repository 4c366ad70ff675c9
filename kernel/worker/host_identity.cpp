#include "worker/host_identity.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <zvoni/text.hpp>

namespace zvoni::kernel {
namespace {

constexpr std::size_t kLongestName = 255;  // RFC 1035, 2.3.4
constexpr std::uint16_t kSipPort = 5060;
constexpr std::uint16_t kSipsPort = 5061;

std::string_view without_dot(std::string_view host) noexcept {
  if (host.size() > 1 && host.ends_with('.')) host.remove_suffix(1);
  return host;
}

std::string canonical_name(const std::string& name) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_DGRAM;
  hints.ai_flags = AI_CANONNAME;
  addrinfo* list = nullptr;
  if (::getaddrinfo(name.c_str(), nullptr, &hints, &list) != 0) return {};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
  return list->ai_canonname != nullptr ? list->ai_canonname : std::string();
}

}  // namespace

std::vector<std::string> host_names() {
  std::array<char, kLongestName + 1> buffer{};
  if (::gethostname(buffer.data(), buffer.size() - 1) != 0 || buffer[0] == '\0') return {};
  const std::string name(buffer.data());
  std::vector<std::string> names{to_lower(without_dot(name))};
  if (name.find('.') != std::string::npos) return names;
  const auto full = canonical_name(name);
  if (full.find('.') != std::string::npos) names.push_back(to_lower(without_dot(full)));
  return names;
}

HostIdentity::HostIdentity(const ServedDomains& domains, std::vector<ListenAddress> listening,
                           LocalAddresses& addresses)
    : HostIdentity(domains, std::move(listening), addresses,
                   domains.host_names_and_addresses ? host_names() : std::vector<std::string>()) {}

HostIdentity::HostIdentity(const ServedDomains& domains, std::vector<ListenAddress> listening,
                           LocalAddresses& addresses, const std::vector<std::string>& names)
    : addresses_(addresses), listening_(std::move(listening)), every_local_address_(domains.host_names_and_addresses) {
  for (const auto& domain : domains.listed) {
    if (const auto address = IpAddress::parse(domain)) {
      listed_addresses_.push_back(*address);
    } else {
      names_.insert(to_lower(without_dot(domain)));
    }
  }
  if (!domains.host_names_and_addresses) return;
  names_.insert("localhost");
  for (const auto& name : names) names_.insert(to_lower(without_dot(name)));
}

bool HostIdentity::is_own_domain(std::string_view host) const noexcept {
  host = without_dot(host);
  if (const auto address = IpAddress::parse(host)) {
    const bool listed =
        std::find(listed_addresses_.begin(), listed_addresses_.end(), *address) != listed_addresses_.end();
    return listed || (every_local_address_ && addresses_.contains(*address));
  }
  std::array<char, kLongestName> lower;
  if (host.empty() || host.size() > lower.size()) return false;
  std::transform(host.begin(), host.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return names_.find(std::string_view(lower.data(), host.size())) != names_.end();
}

bool HostIdentity::is_own_uri(const Uri& uri) const noexcept {
  if (!uri.is_sip()) return false;
  const auto port = uri.port.value_or(uri.scheme == Scheme::sips ? kSipsPort : kSipPort);
  if (const auto address = IpAddress::parse(without_dot(uri.host)); address && is_own_endpoint({*address, port})) {
    return true;
  }
  return is_listened_port(port) && is_own_domain(uri.host);
}

bool HostIdentity::is_own_endpoint(const Endpoint& endpoint) const noexcept {
  return std::any_of(listening_.begin(), listening_.end(), [&](const ListenAddress& listener) {
    const auto& address = listener.endpoint.address;
    if (listener.endpoint.port != endpoint.port || address.is_v4() != endpoint.address.is_v4()) return false;
    return address == endpoint.address || (address.is_wildcard() && addresses_.contains(endpoint.address));
  });
}

bool HostIdentity::is_listened_port(std::uint16_t port) const noexcept {
  return std::any_of(listening_.begin(), listening_.end(),
                     [port](const ListenAddress& listener) { return listener.endpoint.port == port; });
}

}  // namespace zvoni::kernel
