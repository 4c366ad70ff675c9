// A file that lines are appended to.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace zvoni::cdr_text {

/// One thread at a time.
class RecordFile {
 public:
  /// What became of a batch.
  struct Outcome {
    std::size_t written = 0;  ///< lines
    std::error_code error;    ///< why the others were not
  };

  /// Opens the file, or makes it with mode 0640; its folder must be there. A new file begins with `header`. Throws
  /// std::system_error.
  RecordFile(std::filesystem::path path, std::string header);
  ~RecordFile();
  RecordFile(const RecordFile&) = delete;
  RecordFile& operator=(const RecordFile&) = delete;

  /// Appends whole lines with one write(), unless the system takes only a part. A line cut short by a full disk is
  /// ended before the next one begins.
  Outcome write(std::string_view lines) noexcept;
  /// Opens the file of that name again, after somebody moved it away. Throws std::system_error and keeps the old one.
  void reopen();
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  /// How much of it was written.
  std::size_t append(std::string_view bytes, std::error_code& error) noexcept;
  void begin() noexcept;

  std::filesystem::path path_;
  std::string header_;
  int descriptor_;
  bool torn_ = false;        // the file does not end in a line end
  bool header_due_ = false;  // the file is new, and its header could not be written so far
};

}  // namespace zvoni::cdr_text
