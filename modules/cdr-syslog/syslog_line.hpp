// What a message to the syslog daemon looks like. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "call_entry.hpp"

namespace zvoni::cdr_syslog {

inline constexpr std::size_t kMaxLine = 8192;

/// What every message begins with.
struct LineFront {
  int facility = 16;  ///< as syslog(3) numbers them, not shifted: 16 is local0
  int severity = 6;   ///< 0 emerg … 7 debug
  std::string tag = "zvoni";
  long pid = 0;
};

/// The number of a facility or severity by its name; -1: there is none.
int facility_of(std::string_view name) noexcept;
int severity_of(std::string_view name) noexcept;

/// A call's record, kMaxLine bytes at the most.
std::string record_line(const LineFront& front, const CallEntry& entry);
/// So many records were dropped before this message.
std::string dropped_line(const LineFront& front, WallTime time, std::size_t records);

}  // namespace zvoni::cdr_syslog
