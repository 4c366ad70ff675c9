// The housekeeping thread: timers of modules and of the kernel's slow parts.
#pragma once

#include <memory>
#include <thread>

#include <zvoni/log.hpp>

#include "pipeline/environment.hpp"

namespace zvoni::kernel {

/// Actions run one after another on one thread. An exception that escapes one is logged. A Registration may be reset
/// from any thread, also from within its own action; it may outlive the Housekeeper.
class Housekeeper final : public Scheduler {
 public:
  /// Starts the thread. `log` outlives it.
  explicit Housekeeper(Logger& log);
  /// Waits for an action under way; those that are due later never run.
  ~Housekeeper() override;
  Housekeeper(const Housekeeper&) = delete;
  Housekeeper& operator=(const Housekeeper&) = delete;

  Registration after(std::chrono::milliseconds delay, std::function<void()> action) override;
  /// First after one interval. Runs that were missed because an action took too long are left out.
  Registration every(std::chrono::milliseconds interval, std::function<void()> action) override;

 private:
  class Parts;
  std::shared_ptr<Parts> parts_;  // shared with the Registrations, which may live longer
  std::thread thread_;
};

}  // namespace zvoni::kernel
