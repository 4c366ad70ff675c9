#include "pipeline/secret.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace zvoni::kernel {
namespace {

static_assert(Secret::kSize == crypto_shorthash_KEYBYTES);

[[noreturn]] void fail(const std::filesystem::path& file, const char* what) {
  throw std::runtime_error(std::string("cannot ") + what + " the secret in " + file.string() + ": " +
                           std::strerror(errno));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const noexcept { return fd_; }

 private:
  int fd_;
};

}  // namespace

Secret Secret::random() {
  Key key;
  randombytes_buf(key.data(), key.size());
  return Secret(key);
}

Secret Secret::load_or_create(const std::filesystem::path& file) {
  Key key;
  {
    Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.get() >= 0 && ::read(in.get(), key.data(), key.size()) == static_cast<ssize_t>(key.size())) {
      return Secret(key);
    }
    if (in.get() < 0 && errno != ENOENT) fail(file, "read");
  }
  // Missing, or cut by a crash while it was written: a new one, put in place whole.
  randombytes_buf(key.data(), key.size());
  std::filesystem::path part = file;
  part += ".new";
  Descriptor out(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (out.get() < 0 || ::write(out.get(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
      ::fsync(out.get()) != 0 || ::rename(part.c_str(), file.c_str()) != 0) {
    fail(file, "write");
  }
  return Secret(key);
}

std::uint64_t Secret::hash(std::string_view text) const noexcept {
  std::uint64_t value = 0;
  static_assert(sizeof value == crypto_shorthash_BYTES);
  crypto_shorthash(reinterpret_cast<unsigned char*>(&value), reinterpret_cast<const unsigned char*>(text.data()),
                   text.size(), key_.data());
  return value;
}

}  // namespace zvoni::kernel
