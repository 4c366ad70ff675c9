// Where a request may go, in which order.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <zvoni/request.hpp>
#include <zvoni/service/location.hpp>

#include "static_route.hpp"

namespace zvoni::forwarder {

/// Targets that are tried at the same time.
struct TargetGroup {
  std::vector<Target> targets;
  std::optional<std::chrono::milliseconds> ring_time;  ///< then the next group's turn comes
};

/// A static route for later, and what it is to be filled from.
struct Diversion {
  const StaticRoute* route = nullptr;  ///< lives as long as the module
  Dialled dialled;
  bool trusted = false;  ///< the owner's own choice led there, not the caller's
};

struct TargetPlan {
  std::vector<TargetGroup> groups;  ///< the first one first
  int refusal = 0;                  ///< where there is no group: what to answer
  std::optional<Diversion> when_busy;
  std::optional<Diversion> when_no_answer;
  std::vector<std::string> not_followed;  ///< of redirect contacts: those that lead nowhere the caller may go
};

/// Groups of equal q, by falling q, of contacts that are sorted so.
[[nodiscard]] std::vector<TargetGroup> groups_of(const std::vector<LocatedContact>& contacts);
/// Both at the same time: group by group.
void merge_parallel(std::vector<TargetGroup>& groups, std::vector<TargetGroup> more);
/// One after the other.
void append_serial(std::vector<TargetGroup>& groups, std::vector<TargetGroup> more);

}  // namespace zvoni::forwarder
