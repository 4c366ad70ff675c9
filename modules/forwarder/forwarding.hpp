// What the requests under way share.
#pragma once

#include "forwarder_metrics.hpp"
#include "search_rules.hpp"
#include "settings.hpp"
#include "target_finder.hpp"

namespace zvoni::forwarder {

/// Owned by the module; outlives every response context. From any thread.
struct Forwarding {
  Settings settings;
  SearchRules rules;
  ForwarderMetrics metrics;
  TargetFinder finder;
};

}  // namespace zvoni::forwarder
