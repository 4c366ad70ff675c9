// Times and durations as they stand in a record.
#pragma once

#include <chrono>
#include <string>

#include <zvoni/clock.hpp>

namespace zvoni::cdr_text {

/// "2026-11-20T16:05:33.100Z".
std::string iso_time(WallTime time);
/// "2026-11-20 17:05:33", local time.
std::string local_date_and_time(WallTime time);
/// "17:05:36", local time; with the date where that is another than `beside`'s.
std::string local_time_beside(WallTime time, WallTime beside);
/// "34.050": seconds.
std::string decimal_seconds(std::chrono::milliseconds duration);
/// "34 s", "2 min 5 s", "1 h 0 min 7 s".
std::string duration_in_words(std::chrono::milliseconds duration);

}  // namespace zvoni::cdr_text
