// The two clocks of zvoni. Modules read time from their Host, never from the system, so that tests can turn it.
#pragma once

#include <chrono>

namespace zvoni {

/// For durations and timers; does not jump when somebody sets the clock.
using SteadyTime = std::chrono::steady_clock::time_point;
/// For people: diaries, records, logs. UTC.
using WallTime = std::chrono::system_clock::time_point;

}  // namespace zvoni
