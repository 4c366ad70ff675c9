// A file that only grows.
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

namespace zvoni::registrar {

/// One thread at a time.
class AppendFile {
 public:
  /// Opens it, and makes it where it is missing, but not its folder. Throws std::system_error.
  explicit AppendFile(std::filesystem::path path);
  ~AppendFile();
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  /// Appends whole lines. Where that fails, what was written of them by then is closed with a line end before the next.
  [[nodiscard]] std::error_code write(std::string_view lines) noexcept;
  /// Opens the file of that name again, after a rotation. Throws std::system_error and keeps the one it has.
  void reopen();
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  [[nodiscard]] std::error_code write_all(std::string_view bytes) noexcept;

  std::filesystem::path path_;
  int descriptor_;
  bool torn_ = false;  // a line was cut
};

}  // namespace zvoni::registrar
