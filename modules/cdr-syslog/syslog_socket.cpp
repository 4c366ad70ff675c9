#include "syslog_socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace zvoni::cdr_syslog {
namespace {

constexpr int kMaxAttempts = 100;  // others may take the room that poll() saw

std::error_code last_error() noexcept { return {errno, std::generic_category()}; }

/// No room now; everything else means that this connection is of no use any more.
bool is_full(std::error_code error) noexcept {
  return error == std::errc::resource_unavailable_try_again || error == std::errc::no_buffer_space;
}

}  // namespace

bool SyslogSocket::is_path_short(const std::filesystem::path& path) noexcept {
  return path.native().size() < sizeof(sockaddr_un::sun_path);
}

void SyslogSocket::begin_batch(int tenths_of_a_second) noexcept {
  waits_left_ = tenths_of_a_second;
  refusal_.clear();
}

std::error_code SyslogSocket::send(std::string_view message) noexcept {
  const bool was_connected = descriptor_ >= 0;
  auto error = send_once(message);
  if (!error || is_full(error)) return error;
  close();
  if (was_connected) error = send_once(message);
  return error;
}

std::error_code SyslogSocket::send_once(std::string_view message) noexcept {
  if (descriptor_ < 0) {
    if (!refusal_) refusal_ = connect();
    if (refusal_) return refusal_;
  }
  std::error_code error;
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    // A datagram goes whole or not at all.
    if (::send(descriptor_, message.data(), message.size(), MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) return {};
    error = last_error();
    if (error == std::errc::interrupted) continue;
    if (!is_full(error) || !wait_for_room()) break;
  }
  return error;
}

bool SyslogSocket::wait_for_room() noexcept {
  constexpr int kTenthOfASecond = 100;
  while (waits_left_ > 0) {
    pollfd room{.fd = descriptor_, .events = POLLOUT, .revents = 0};
    const int ready = ::poll(&room, 1, kTenthOfASecond);
    if (ready > 0) return true;
    --waits_left_;
  }
  return false;
}

std::error_code SyslogSocket::connect() noexcept {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path_.c_str(), path_.native().size() + 1);
  descriptor_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) return last_error();
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return {};
  const auto error = last_error();
  close();
  return error;
}

void SyslogSocket::close() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

}  // namespace zvoni::cdr_syslog
