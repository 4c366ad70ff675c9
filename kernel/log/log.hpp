// The log of the program: Boost.Log in front of standard error or a file.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include <zvoni/log.hpp>

#include "log/log_line.hpp"
#include "pipeline/environment.hpp"

namespace zvoni::kernel {

/// Where the lines go and how they look.
struct LogTarget {
  std::filesystem::path file;  ///< absolute; empty: standard error
  LogStyle style = LogStyle::timed;
};

/// The file, where one is given; else standard error, in the journal's style where the journal reads it: systemd then
/// sets JOURNAL_STREAM to its device and inode.
LogTarget log_target(const std::filesystem::path& file);

/// From any thread. A line is written before write() returns, with one system call: what was logged before a crash is
/// there.
class BoostLog final : public LogSource {
 public:
  /// Throws std::system_error where the file cannot be opened.
  BoostLog(LogLevel level, const LogTarget& target);
  ~BoostLog() override;

  Logger& logger(std::string_view name) override;

  /// Lines below it are not written; takes effect at once.
  void set_level(LogLevel level) noexcept { level_.store(level, std::memory_order_relaxed); }
  [[nodiscard]] LogLevel level() const noexcept { return level_.load(std::memory_order_relaxed); }
  /// The file was rotated: opens it again. Where that fails, the log goes on in the old one and says so. Must not run
  /// twice at the same time.
  void reopen();

 private:
  class Sink;
  class ModuleLogger;
  struct AddedSink;
  std::atomic<LogLevel> level_;
  std::unique_ptr<AddedSink> sink_;
  std::mutex mutex_;  // of loggers_
  std::map<std::string, std::unique_ptr<ModuleLogger>, std::less<>> loggers_;
};

}  // namespace zvoni::kernel
