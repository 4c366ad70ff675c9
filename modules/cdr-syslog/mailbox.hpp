// Where workers leave records for the thread that sends them.
#pragma once

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

#include "call_entry.hpp"

namespace zvoni::cdr_syslog {

/// From any thread; never blocks for longer than a copy takes. Bounded.
class Mailbox {
 public:
  struct Batch {
    std::vector<CallEntry> entries;
    std::size_t dropped = 0;  ///< found no room since the last batch
  };

  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  /// True where somebody must now be sent to take what is here: nobody is on the way.
  [[nodiscard]] bool put(CallEntry entry) {
    const std::lock_guard lock(mutex_);
    if (batch_.entries.size() >= capacity_) {
      ++batch_.dropped;
    } else {
      batch_.entries.push_back(std::move(entry));
    }
    return !std::exchange(awaits_taker_, true);
  }
  /// Nobody could be sent: the next put() asks again.
  void nobody_comes() {
    const std::lock_guard lock(mutex_);
    awaits_taker_ = false;
  }
  [[nodiscard]] Batch take() {
    const std::lock_guard lock(mutex_);
    awaits_taker_ = false;
    return std::exchange(batch_, {});
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  Batch batch_;
  bool awaits_taker_ = false;
};

}  // namespace zvoni::cdr_syslog
