// What a line of the log looks like.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <zvoni/clock.hpp>
#include <zvoni/log.hpp>

namespace zvoni::kernel {

/// "trace"…
std::string_view to_string(LogLevel level) noexcept;

enum class LogStyle : std::uint8_t {
  timed,    ///< 2026-11-20 17:05:33.123 info registrar: text
  journal,  ///< <6>registrar: text, as sd-daemon(3) has it: the journal adds the time and takes the level off
};

/// Appends one line with its line end. What is in `text` is escaped; at trace, where it may be a whole SIP message,
/// its lines stay lines, each set in by a bar so that none can pass for a line of the log.
void append_log_line(std::string& out, LogStyle style, WallTime time, LogLevel level, std::string_view module,
                     std::string_view text);

}  // namespace zvoni::kernel
