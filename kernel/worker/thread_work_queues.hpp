// Work queues with a thread each.
#pragma once

#include <zvoni/log.hpp>

#include "pipeline/environment.hpp"

namespace zvoni::kernel {

/// Each queue has its own thread, named after it, so that a slow disk holds up nobody but its own module. An exception
/// that escapes a job is logged; the queue goes on. `log` outlives the queues.
class ThreadWorkQueues final : public WorkQueues {
 public:
  explicit ThreadWorkQueues(Logger& log) : log_(log) {}
  std::unique_ptr<WorkQueue> make(std::string_view name, std::size_t capacity) override;

 private:
  Logger& log_;
};

}  // namespace zvoni::kernel
