// Both clocks at one moment.
#pragma once

#include <zvoni/clock.hpp>

namespace zvoni::kernel {

struct Moment {
  SteadyTime steady;
  WallTime wall;
};

}  // namespace zvoni::kernel
