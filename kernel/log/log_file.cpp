#include "log/log_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace zvoni::kernel {
namespace {

int open_log(const std::filesystem::path& path) noexcept {
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
}

/// Standard error may be a terminal in non-blocking mode: waits a moment for room.
bool wait_for_room(int descriptor) noexcept {
  constexpr int kPatienceMs = 20;
  pollfd room{.fd = descriptor, .events = POLLOUT, .revents = 0};
  return ::poll(&room, 1, kPatienceMs) == 1 && (room.revents & POLLOUT) != 0;
}

}  // namespace

LogFile::LogFile(std::filesystem::path path)
    : path_(std::move(path)), descriptor_(path_.empty() ? STDERR_FILENO : open_log(path_)) {
  if (descriptor_ < 0) {
    throw std::system_error(errno, std::generic_category(), "cannot open the log file " + path_.string());
  }
}

LogFile::~LogFile() {
  if (!path_.empty()) ::close(descriptor_);
}

bool LogFile::write(std::string_view lines) noexcept {
  while (!lines.empty()) {
    const auto written = ::write(descriptor_, lines.data(), lines.size());
    if (written >= 0) {
      lines.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    if (errno == EINTR || (errno == EAGAIN && wait_for_room(descriptor_))) continue;
    lost_.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
  return true;
}

std::uint64_t LogFile::take_lost() noexcept {
  if (lost_.load(std::memory_order_relaxed) == 0) return 0;
  return lost_.exchange(0, std::memory_order_relaxed);
}

bool LogFile::reopen() noexcept {
  if (path_.empty()) return true;
  const int fresh = open_log(path_);
  if (fresh < 0) return false;
  // The same number now means the new file, in one step for all threads that write.
  const bool done = ::dup3(fresh, descriptor_, O_CLOEXEC) >= 0;
  ::close(fresh);
  return done;
}

}  // namespace zvoni::kernel
