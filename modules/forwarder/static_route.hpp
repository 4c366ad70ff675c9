// One static route, as configured.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <zvoni/endpoint.hpp>

#include "route_pattern.hpp"
#include "route_target.hpp"

namespace zvoni::forwarder {

enum class When : std::uint8_t { always, busy, no_answer, unregistered };

enum class Fork : std::uint8_t { parallel, serial };

/// Whom a route is for.
struct RouteUsers {
  /// Nobody was named: registered users where the caller chooses a number outside zvoni's domains, else anyone.
  bool automatic = true;
  bool anyone = false;
  bool registered = false;
  std::vector<Network> networks;
};

/// Constant once the configuration is read.
struct StaticRoute {
  RoutePattern match;
  std::vector<RouteTarget> to;
  When when = When::always;
  std::chrono::milliseconds after{0};  ///< no_answer: since the first target rings; serial: for each target
  Fork fork = Fork::parallel;
  std::size_t strip = 0;  ///< characters off the front of the user
  std::string prefix;     ///< in front of it, after that
  RouteUsers from;

  /// True where it leads to the same place whatever was dialled.
  [[nodiscard]] bool is_fixed() const noexcept;
  /// The URIs it leads to from there; those that make no URI are left out.
  [[nodiscard]] std::vector<std::string> targets_for(const Dialled& dialled) const;
};

}  // namespace zvoni::forwarder
