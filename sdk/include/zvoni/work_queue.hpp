// Work that may block: files, sockets of daemons, databases.
#pragma once

#include <cstddef>
#include <functional>

namespace zvoni {

/// A bounded queue of jobs that run one after another, in order, on a thread meant for blocking work. Destroying it
/// waits until what was queued is done.
class WorkQueue {
 public:
  virtual ~WorkQueue() = default;
  /// From any thread, never blocks. False where the queue is full: the job was not taken; count it.
  [[nodiscard]] virtual bool post(std::function<void()> job) = 0;
  /// Returns when all that was posted before is done. Not from a worker or a job.
  virtual void drain() = 0;
};

}  // namespace zvoni
