// What a search for targets goes by.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <zvoni/endpoint.hpp>
#include <zvoni/uri.hpp>

#include "route_table.hpp"

namespace zvoni::forwarder {

/// Constant while zvoni runs; outlives every search. From any thread.
struct SearchRules {
  RouteTable routes;
  std::vector<Network> relay_for;          ///< senders that may reach foreign targets
  std::function<bool(const Uri&)> is_own;  ///< a URI in a domain of zvoni's, or zvoni itself
};

/// Who sent a request: copied from it, because a search may outlive it.
struct Sender {
  std::string aor;  ///< From, canonical
  IpAddress address;
  /// Inside a dialog, by a Route that zvoni had signed.
  bool vouched = false;
};

}  // namespace zvoni::forwarder
