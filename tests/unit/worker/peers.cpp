#include "peers.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cerrno>

#include "fakes.hpp"
#include "transport/socket_address.hpp"

namespace zvoni::kernel {
namespace {

FileDescriptor open_socket(const IpAddress& address, int type) {
  FileDescriptor socket(::socket(address.is_v4() ? AF_INET : AF_INET6, type | SOCK_CLOEXEC, 0));
  const timeval patience{kPatience.count(), 0};
  EXPECT_EQ(::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
  return socket;
}

void bind_to(const FileDescriptor& socket, const char* address) {
  const SocketAddress name(Endpoint{ip(address), 0});
  EXPECT_EQ(::bind(socket.get(), name.data(), name.size()), 0);
}

}  // namespace

IpAddress ip(const char* text) { return IpAddress::parse(text).value(); }

UdpPeer::UdpPeer(const char* address) : socket_(open_socket(ip(address), SOCK_DGRAM)) { bind_to(socket_, address); }

Endpoint UdpPeer::endpoint() const { return local_endpoint(socket_.get()).value_or(Endpoint{}); }

void UdpPeer::send(const Endpoint& remote, std::string_view bytes) {
  const SocketAddress name(remote);
  EXPECT_EQ(::sendto(socket_.get(), bytes.data(), bytes.size(), 0, name.data(), name.size()),
            static_cast<ssize_t>(bytes.size()));
}

UdpPeer::Datagram UdpPeer::receive() {
  std::string bytes(65536, '\0');
  sockaddr_storage remote{};
  auto size = static_cast<socklen_t>(sizeof remote);
  const auto count =
      ::recvfrom(socket_.get(), bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&remote), &size);
  EXPECT_GE(count, 0) << "no datagram came";
  if (count < 0) return {};
  bytes.resize(static_cast<std::size_t>(count));
  return {bytes, to_endpoint(reinterpret_cast<const sockaddr&>(remote)).value_or(Endpoint{})};
}

TcpPeer::TcpPeer(const Endpoint& remote, const char* from) : socket_(open_socket(remote.address, SOCK_STREAM)) {
  if (from != nullptr) bind_to(socket_, from);
  const SocketAddress name(remote);
  EXPECT_EQ(::connect(socket_.get(), name.data(), name.size()), 0);
}

Endpoint TcpPeer::endpoint() const { return local_endpoint(socket_.get()).value_or(Endpoint{}); }

void TcpPeer::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) return;  // the other side has closed: what it sent shows that
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::string TcpPeer::receive(std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    const auto count = ::recv(socket_.get(), bytes.data() + have, size - have, 0);
    if (count <= 0) break;
    have += static_cast<std::size_t>(count);
  }
  bytes.resize(have);
  return bytes;
}

std::string TcpPeer::receive_all() {
  std::string bytes;
  std::array<char, 4096> chunk;
  for (;;) {
    const auto count = ::recv(socket_.get(), chunk.data(), chunk.size(), 0);
    EXPECT_FALSE(count < 0 && errno == EAGAIN) << "the connection is still open";
    if (count <= 0) return bytes;
    bytes.append(chunk.data(), static_cast<std::size_t>(count));
  }
}

bool TcpPeer::closed_within(std::chrono::milliseconds time) {
  pollfd event{socket_.get(), POLLIN, 0};
  if (::poll(&event, 1, static_cast<int>(time.count())) <= 0) return false;
  char byte = 0;
  return ::recv(socket_.get(), &byte, 1, MSG_DONTWAIT) <= 0;
}

void TcpPeer::end_sending() { EXPECT_EQ(::shutdown(socket_.get(), SHUT_WR), 0); }

void TcpPeer::reset() {
  const linger at_once{1, 0};
  EXPECT_EQ(::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), 0);
  close();
}

TcpServer::TcpServer(const char* address, int backlog) : socket_(open_socket(ip(address), SOCK_STREAM)) {
  bind_to(socket_, address);
  EXPECT_EQ(::listen(socket_.get(), backlog), 0);
}

Endpoint TcpServer::endpoint() const { return local_endpoint(socket_.get()).value_or(Endpoint{}); }

TcpPeer TcpServer::accept() {
  FileDescriptor socket(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  EXPECT_TRUE(socket) << "nobody connected";
  const timeval patience{kPatience.count(), 0};
  ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return TcpPeer(std::move(socket));
}

}  // namespace zvoni::kernel
