// The target set of one request (RFC 3261, 16.5): what is still to be tried, and what was.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "target_plan.hpp"

namespace zvoni::forwarder {

/// Takes each target once: one that is waiting or was handed out already is left out. Sans I/O.
class TargetSet {
 public:
  /// No more than `limit` targets ever.
  explicit TargetSet(std::size_t limit) : limit_(limit) {}

  /// Puts groups in front of those that wait, the first one first. Returns how many targets of them are new.
  std::size_t add_next(std::vector<TargetGroup> groups);
  /// The group whose turn it is; nullopt: none is left.
  [[nodiscard]] std::optional<TargetGroup> take_next();
  [[nodiscard]] bool empty() const noexcept { return waiting_.empty(); }
  /// Nothing further is to be tried. What was tried stays known.
  void clear() noexcept { waiting_.clear(); }

 private:
  [[nodiscard]] bool is_known(const Target& target) const noexcept;

  std::deque<TargetGroup> waiting_;
  std::vector<Target> known_;
  std::size_t limit_;
};

}  // namespace zvoni::forwarder
