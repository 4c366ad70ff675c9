#include "static_route.hpp"

#include <algorithm>

namespace zvoni::forwarder {

bool StaticRoute::is_fixed() const noexcept {
  return std::all_of(to.begin(), to.end(), [](const RouteTarget& target) { return target.is_fixed(); });
}

std::vector<std::string> StaticRoute::targets_for(const Dialled& dialled) const {
  const std::string user = prefix + dialled.user.substr(std::min(strip, dialled.user.size()));
  const std::string_view matched = match.matched_part(dialled.user);
  std::vector<std::string> uris;
  for (const RouteTarget& target : to) {
    if (auto uri = target.fill(user, matched)) uris.push_back(std::move(*uri));
  }
  return uris;
}

}  // namespace zvoni::forwarder
