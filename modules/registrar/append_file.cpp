#include "append_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace zvoni::registrar {
namespace {

int open_to_append(const std::filesystem::path& path) {
  constexpr mode_t kMode = 0640;
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, kMode);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "cannot open " + path.string());
  return descriptor;
}

}  // namespace

AppendFile::AppendFile(std::filesystem::path path) : path_(std::move(path)), descriptor_(open_to_append(path_)) {}

AppendFile::~AppendFile() { ::close(descriptor_); }

std::error_code AppendFile::write(std::string_view lines) noexcept {
  if (torn_) {
    if (const auto error = write_all("\n")) return error;
  }
  return write_all(lines);
}

std::error_code AppendFile::write_all(std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return {errno, std::generic_category()};
    bytes.remove_prefix(static_cast<std::size_t>(written));
    torn_ = !bytes.empty();
  }
  return {};
}

void AppendFile::reopen() {
  const int descriptor = open_to_append(path_);
  ::close(std::exchange(descriptor_, descriptor));
  torn_ = false;
}

}  // namespace zvoni::registrar
