#include "transport/tcp_acceptor.hpp"

#include <boost/asio/error.hpp>

#include "transport/socket_address.hpp"
#include "transport/tcp_streams.hpp"

namespace zvoni::kernel {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds kPause{100};  // where the system has no descriptor or memory for a connection

tcp protocol_of(const ListenAddress& address) { return address.endpoint.address.is_v4() ? tcp::v4() : tcp::v6(); }

}  // namespace

TcpAcceptor::TcpAcceptor(TcpStreams& streams, TransportContext& context, const ListenAddress& address,
                         FileDescriptor socket)
    : streams_(streams), context_(context), address_(address), acceptor_(context.io), timer_(context.io) {
  acceptor_.assign(protocol_of(address), socket.get());
  (void)socket.release();  // the acceptor closes it from here on
}

void TcpAcceptor::start() { accept(); }

void TcpAcceptor::stop() {
  error_code error;
  acceptor_.close(error);
  timer_.cancel();
}

void TcpAcceptor::accept() {
  acceptor_.async_accept(remote_, [this](const error_code& error, tcp::socket socket) {
    if (error == boost::asio::error::operation_aborted || !acceptor_.is_open()) return;
    if (error == boost::asio::error::connection_aborted) return accept();
    if (error) return pause(error);
    complained_ = false;
    if (const auto remote = to_endpoint(*remote_.data())) streams_.accept(std::move(socket), address_, *remote);
    accept();
  });
}

void TcpAcceptor::pause(const error_code& error) {
  if (!complained_) context_.log.warning("cannot accept on " + address_.to_string() + ": " + error.message());
  complained_ = true;
  timer_.expires_after(kPause);
  timer_.async_wait([this](const error_code& cancelled) {
    if (!cancelled && acceptor_.is_open()) accept();
  });
}

}  // namespace zvoni::kernel
