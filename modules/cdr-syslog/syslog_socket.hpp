// The datagram socket of the local syslog daemon.
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace zvoni::cdr_syslog {

/// Connects when there is something to send. One thread at a time.
class SyslogSocket {
 public:
  /// `path` must be short: see is_path_short().
  explicit SyslogSocket(std::filesystem::path path) : path_(std::move(path)) {}
  ~SyslogSocket() { close(); }
  SyslogSocket(const SyslogSocket&) = delete;
  SyslogSocket& operator=(const SyslogSocket&) = delete;

  /// Unix sockets have names of about 100 bytes.
  [[nodiscard]] static bool is_path_short(const std::filesystem::path& path) noexcept;

  /// Until this is called again, waits in which no room came may take this many tenths of a second in all, and one
  /// attempt to connect may fail.
  void begin_batch(int tenths_of_a_second) noexcept;
  /// Sends one message whole, or says why it could not. Connects again, once, where the daemon was restarted.
  std::error_code send(std::string_view message) noexcept;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::error_code connect() noexcept;
  /// Without connecting again.
  std::error_code send_once(std::string_view message) noexcept;
  bool wait_for_room() noexcept;
  void close() noexcept;

  std::filesystem::path path_;
  int descriptor_ = -1;
  int waits_left_ = 0;
  std::error_code refusal_;  // of connecting, in this batch
};

}  // namespace zvoni::cdr_syslog
