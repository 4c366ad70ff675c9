#include "record_route.hpp"

#include <algorithm>
#include <utility>

#include <zvoni/route_signature.hpp>

#include "route_value.hpp"

namespace zvoni::record_route {

RecordRoute::RecordRoute(Host& host, std::vector<std::string> methods)
    : host_(host),
      methods_(std::move(methods)),
      recorded_(host.metric("recorded", "Copies that got Record-Route values")),
      doubled_(host.metric("doubled", "Those of them with two values")),
      handler_(host.on_branch([this](Branch& branch) { record(branch); })) {}

// The downstream side sees the topmost value first, so its own side stands there.
void RecordRoute::record(Branch& branch) const {
  Message& copy = branch.message();
  if (!is_recorded(copy.method_name())) return;
  const Flow& upstream = branch.request().flow();
  const Flow& downstream = branch.flow();
  const std::string signature = route_signature_value(host_.keyed_hash(route_signature_text(copy.call_id())));

  if (!is_same_side(upstream, downstream)) {
    copy.add_first(HeaderName::record_route, route_value(upstream, signature));
    doubled_.add();
  }
  copy.add_first(HeaderName::record_route, route_value(downstream, signature));
  recorded_.add();
}

bool RecordRoute::is_recorded(std::string_view method) const noexcept {
  return std::find(methods_.begin(), methods_.end(), method) != methods_.end();
}

}  // namespace zvoni::record_route
