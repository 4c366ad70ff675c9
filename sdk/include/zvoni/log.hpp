// Logging for modules.
#pragma once

#include <cstdint>
#include <string_view>

namespace zvoni {

enum class LogLevel : std::uint8_t { trace, debug, info, warning, error };

/// A module's log. From any thread. Each line carries the module's name. Line ends and control bytes in `text` are
/// escaped by the kernel, so that text from the network may be passed on.
class Logger {
 public:
  [[nodiscard]] virtual bool enabled(LogLevel level) const noexcept = 0;
  virtual void write(LogLevel level, std::string_view text) = 0;

  void trace(std::string_view text) { write(LogLevel::trace, text); }
  void debug(std::string_view text) { write(LogLevel::debug, text); }
  void info(std::string_view text) { write(LogLevel::info, text); }
  void warning(std::string_view text) { write(LogLevel::warning, text); }
  void error(std::string_view text) { write(LogLevel::error, text); }

 protected:
  ~Logger() = default;
};

}  // namespace zvoni
