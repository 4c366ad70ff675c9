#include "route_table.hpp"

namespace zvoni::forwarder {

std::vector<const StaticRoute*> RouteTable::matching(When when, const Dialled& dialled) const {
  std::vector<const StaticRoute*> found;
  for (const StaticRoute& route : routes_) {
    if (route.when == when && route.match.matches(dialled)) found.push_back(&route);
  }
  return found;
}

}  // namespace zvoni::forwarder
