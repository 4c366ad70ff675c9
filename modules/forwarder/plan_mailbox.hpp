// Where a plan that another thread found waits for the call's lock.
#pragma once

#include <mutex>
#include <optional>
#include <utility>

#include "target_plan.hpp"

namespace zvoni::forwarder {

/// From any thread.
class PlanMailbox {
 public:
  void put(TargetPlan plan) {
    const std::lock_guard lock(mutex_);
    plan_ = std::move(plan);
  }
  [[nodiscard]] std::optional<TargetPlan> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(plan_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::optional<TargetPlan> plan_;
};

}  // namespace zvoni::forwarder
