#include "flow_rule.hpp"

#include <string_view>

#include <zvoni/text.hpp>

namespace zvoni::registrar {
namespace {

constexpr std::uint16_t kSipPort = 5060;

// A URI cannot carry the scope of a link-local address, so scopes are not compared.
bool is_address(std::string_view host, const IpAddress& address) {
  const auto parsed = IpAddress::parse(host);
  return parsed && parsed->is_v4() == address.is_v4() && parsed->bytes() == address.bytes();
}

bool asks_for_other_transport(const Uri& contact, Transport transport) {
  if (contact.scheme == Scheme::sips) return transport != Transport::tls;
  const auto param = contact.params.find("transport");
  return param && !iequals(param->value, to_string(transport));
}

}  // namespace

bool is_reached_by_flow(const Uri& contact, const Flow& source, const Via& via) {
  const auto maddr = contact.params.find("maddr");
  const std::string_view host = maddr ? maddr->value : contact.host;
  const IpAddress& address = source.remote.address;
  if (!is_address(host, address) && !iequals(host, via.host)) return false;

  // Over a connection the port is a passing one, so only the host can tell.
  const bool same_port = is_reliable(source.transport) || via.port.value_or(kSipPort) == source.remote.port;
  const bool is_behind_nat = !is_address(via.host, address) || !same_port;
  if (is_behind_nat) return true;
  if (asks_for_other_transport(contact, source.transport)) return false;
  return is_reliable(source.transport) || contact.port.value_or(kSipPort) == source.remote.port;
}

}  // namespace zvoni::registrar
