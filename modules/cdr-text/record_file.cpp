#include "record_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace zvoni::cdr_text {
namespace {

int open_to_append(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "cannot open " + path.string());
  return descriptor;
}

bool is_empty_file(int descriptor) noexcept {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 0;
}

std::size_t count_lines(std::string_view bytes) noexcept {
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

}  // namespace

RecordFile::RecordFile(std::filesystem::path path, std::string header)
    : path_(std::move(path)), header_(std::move(header)), descriptor_(open_to_append(path_)) {
  begin();
}

RecordFile::~RecordFile() { ::close(descriptor_); }

void RecordFile::begin() noexcept {
  torn_ = false;
  header_due_ = !header_.empty() && is_empty_file(descriptor_);
  write({});
}

RecordFile::Outcome RecordFile::write(std::string_view lines) noexcept {
  Outcome outcome;
  if (torn_ && append("\n", outcome.error) == 1) torn_ = false;
  if (!outcome.error && header_due_) {
    torn_ = append(header_, outcome.error) > 0 && outcome.error;
    header_due_ = static_cast<bool>(outcome.error);
  }
  if (outcome.error || lines.empty()) return outcome;
  const auto written = append(lines, outcome.error);
  outcome.written = count_lines(lines.substr(0, written));
  torn_ = written > 0 && lines[written - 1] != '\n';
  return outcome;
}

std::size_t RecordFile::append(std::string_view bytes, std::error_code& error) noexcept {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto written = ::write(descriptor_, bytes.data() + done, bytes.size() - done);
    if (written >= 0) {
      done += static_cast<std::size_t>(written);
    } else if (errno != EINTR) {
      error = {errno, std::generic_category()};
      break;
    }
  }
  return done;
}

void RecordFile::reopen() {
  const int fresh = open_to_append(path_);
  ::close(std::exchange(descriptor_, fresh));
  begin();
}

}  // namespace zvoni::cdr_text
