#include "route_value.hpp"

#include <zvoni/route_signature.hpp>
#include <zvoni/text.hpp>

namespace zvoni::record_route {

std::string route_value(const Flow& flow, std::string_view signature) {
  std::string value = "<sip:";
  value += flow.local.address.to_host();
  value += ':';
  value += std::to_string(flow.local.port);
  if (flow.transport != Transport::udp) {
    value += ";transport=";
    value += to_lower(to_string(flow.transport));
  }
  value += ";lr;";
  value += kRouteSignatureParam;
  value += '=';
  value += signature;
  value += '>';
  return value;
}

bool is_same_side(const Flow& upstream, const Flow& downstream) noexcept {
  return upstream.transport == downstream.transport && upstream.local == downstream.local;
}

}  // namespace zvoni::record_route
