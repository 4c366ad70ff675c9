// One worker's socket for one TCP listen address.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "transport/file_descriptor.hpp"
#include "transport/listen_address.hpp"
#include "transport/transport_context.hpp"

namespace zvoni::kernel {

class TcpStreams;

/// Used on its worker's thread only.
class TcpAcceptor {
 public:
  TcpAcceptor(TcpStreams& streams, TransportContext& context, const ListenAddress& address, FileDescriptor socket);
  TcpAcceptor(const TcpAcceptor&) = delete;
  TcpAcceptor& operator=(const TcpAcceptor&) = delete;

  [[nodiscard]] const ListenAddress& address() const noexcept { return address_; }
  void start();
  void stop();

 private:
  void accept();
  void pause(const boost::system::error_code& error);

  TcpStreams& streams_;
  TransportContext& context_;
  ListenAddress address_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::ip::tcp::endpoint remote_;
  boost::asio::steady_timer timer_;
  bool complained_ = false;
};

}  // namespace zvoni::kernel
