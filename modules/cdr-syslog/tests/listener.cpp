#include "listener.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace zvoni::testing {

Listener::Listener(const std::filesystem::path& path) : descriptor_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
  std::filesystem::remove(path);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  if (::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::system_error(errno, std::generic_category(), path.string());
  }
}

Listener::~Listener() { ::close(descriptor_); }

std::vector<std::string> Listener::receive() {
  std::vector<std::string> messages;
  std::string buffer(65536, '\0');
  for (;;) {
    const auto size = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size < 0) return messages;
    messages.push_back(buffer.substr(0, static_cast<std::size_t>(size)));
  }
}

}  // namespace zvoni::testing
