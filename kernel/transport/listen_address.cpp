#include "transport/listen_address.hpp"

namespace zvoni::kernel {

std::string ListenAddress::to_string() const {
  return (transport == Transport::udp ? "udp:" : "tcp:") + endpoint.to_string();
}

std::optional<ListenAddress> ListenAddress::parse(std::string_view text) noexcept {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto transport = parse_transport(text.substr(0, colon));
  if (transport != Transport::udp && transport != Transport::tcp) return std::nullopt;
  const auto endpoint = Endpoint::parse(text.substr(colon + 1));
  if (!endpoint) return std::nullopt;
  return ListenAddress{*transport, *endpoint};
}

}  // namespace zvoni::kernel
