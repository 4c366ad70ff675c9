// The file descriptor that log lines go to.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace zvoni::kernel {

/// A file, or standard error. From any thread, without a lock: each line is one write() to a descriptor in append mode.
class LogFile {
 public:
  /// Empty: standard error. Throws std::system_error where the file cannot be opened; it is made with mode 0640.
  explicit LogFile(std::filesystem::path path);
  ~LogFile();
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

  /// False where it could not be written; it is counted.
  bool write(std::string_view lines) noexcept;
  /// How many could not be written since this was asked last.
  [[nodiscard]] std::uint64_t take_lost() noexcept;
  /// Closes and opens the file, after somebody moved it away. False: it cannot be opened, and the old one stays. Does
  /// nothing for standard error.
  bool reopen() noexcept;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_;
  std::atomic<std::uint64_t> lost_{0};
};

}  // namespace zvoni::kernel
