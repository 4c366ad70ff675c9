// The static routes in their order.
#pragma once

#include <vector>

#include "static_route.hpp"

namespace zvoni::forwarder {

/// Constant once made: read from any thread.
class RouteTable {
 public:
  RouteTable() = default;
  explicit RouteTable(std::vector<StaticRoute> routes) : routes_(std::move(routes)) {}

  /// The routes of that condition which match, the first one first. They live as long as the table.
  [[nodiscard]] std::vector<const StaticRoute*> matching(When when, const Dialled& dialled) const;
  [[nodiscard]] bool empty() const noexcept { return routes_.empty(); }

 private:
  std::vector<StaticRoute> routes_;
};

}  // namespace zvoni::forwarder
