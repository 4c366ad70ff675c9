// Peers with real sockets, blocking, on the loopback.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <zvoni/endpoint.hpp>

#include "transport/file_descriptor.hpp"

namespace zvoni::kernel {

[[nodiscard]] IpAddress ip(const char* text);

class UdpPeer {
 public:
  explicit UdpPeer(const char* address = "127.0.0.1");

  [[nodiscard]] Endpoint endpoint() const;
  void send(const Endpoint& remote, std::string_view bytes);
  struct Datagram {
    std::string bytes;
    Endpoint remote;
  };
  /// The next one; the test fails where none comes.
  [[nodiscard]] Datagram receive();

 private:
  FileDescriptor socket_;
};

class TcpPeer {
 public:
  TcpPeer() = default;
  explicit TcpPeer(FileDescriptor socket) : socket_(std::move(socket)) {}
  /// Connects; `from` is its own address.
  explicit TcpPeer(const Endpoint& remote, const char* from = nullptr);

  [[nodiscard]] Endpoint endpoint() const;
  void send(std::string_view bytes);
  /// Exactly that many bytes, or fewer where the other side closed.
  [[nodiscard]] std::string receive(std::size_t size);
  /// All until the other side closes.
  [[nodiscard]] std::string receive_all();
  /// True where the other side closes, or has reset, without sending anything more.
  [[nodiscard]] bool closed_by_peer() { return receive_all().empty(); }
  /// True where the other side closes within that time.
  [[nodiscard]] bool closed_within(std::chrono::milliseconds time);
  /// Tells the other side that no more will be sent.
  void end_sending();
  /// Closes with a reset.
  void reset();
  void close() { socket_ = FileDescriptor(); }

 private:
  FileDescriptor socket_;
};

/// Somebody who listens.
class TcpServer {
 public:
  explicit TcpServer(const char* address = "127.0.0.1", int backlog = 16);
  [[nodiscard]] Endpoint endpoint() const;
  [[nodiscard]] TcpPeer accept();

 private:
  FileDescriptor socket_;
};

}  // namespace zvoni::kernel
