// The system's clocks.
#pragma once

#include "pipeline/environment.hpp"

namespace zvoni::kernel {

class RealClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime now() const noexcept override { return std::chrono::steady_clock::now(); }
  [[nodiscard]] WallTime wall_now() const noexcept override { return std::chrono::system_clock::now(); }
};

}  // namespace zvoni::kernel
