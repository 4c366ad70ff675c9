// Counters and gauges that an operator reads.
#pragma once

#include <atomic>
#include <cstdint>

namespace zvoni {

/// A number that is counted up, or set. From any thread, without a lock. Owned by the Host; lives as long as it.
class Metric {
 public:
  void add(std::int64_t n = 1) noexcept { value_.fetch_add(n, std::memory_order_relaxed); }
  void set(std::int64_t n) noexcept { value_.store(n, std::memory_order_relaxed); }
  [[nodiscard]] std::int64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

}  // namespace zvoni
