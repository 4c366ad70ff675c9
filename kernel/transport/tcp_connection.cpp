#include "transport/tcp_connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <string>

#include "transport/socket_address.hpp"
#include "transport/tcp_streams.hpp"

namespace zvoni::kernel {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

constexpr int kMostReads = 4;                         // then others have their turn
constexpr std::chrono::milliseconds kFarewell{1000};  // how long the peer may take to close after us
constexpr std::string_view kPong = "\r\n";            // RFC 5626, 4.4.1

SteadyTime now() noexcept { return std::chrono::steady_clock::now(); }

tcp::endpoint to_asio(const Endpoint& endpoint) {
  const SocketAddress address(endpoint);
  tcp::endpoint result(endpoint.address.is_v4() ? tcp::v4() : tcp::v6(), 0);
  std::copy_n(reinterpret_cast<const char*>(address.data()), address.size(), reinterpret_cast<char*>(result.data()));
  return result;
}

bool would_block(const error_code& error) noexcept {
  return error == boost::asio::error::would_block || error == boost::asio::error::try_again ||
         error == boost::asio::error::interrupted;
}

}  // namespace

TcpConnection::TcpConnection(TcpStreams& streams, TransportContext& context, tcp::socket socket, const Flow& flow)
    : streams_(streams),
      context_(context),
      socket_(std::move(socket)),
      timer_(context.io),
      flow_(flow),
      framer_(context.limits.message_size) {}

void TcpConnection::start() {
  error_code error;
  socket_.non_blocking(true, error);
  socket_.set_option(tcp::no_delay(true), error);  // a failure to set it costs time, nothing else
  const auto unanswered = static_cast<unsigned>(context_.limits.write_timeout.count());
  // A peer that is gone without a word is noticed when it acknowledges nothing for that long.
  ::setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered, sizeof unanswered);
  state_ = State::open;
  touched_ = now();
  wait_for_bytes();
  watch();
}

bool TcpConnection::connect() {
  if (!open_socket()) return false;
  phase_until_ = now() + context_.limits.connect_timeout;
  socket_.async_connect(to_asio(flow_.remote),
                        [self = shared_from_this()](const error_code& error) { self->on_connected(error); });
  watch();
  return true;
}

bool TcpConnection::open_socket() {
  error_code error;
  const auto& source = flow_.local.address;
  socket_.open(flow_.remote.address.is_v4() ? tcp::v4() : tcp::v6(), error);
  if (error) return false;
  if (source.is_wildcard()) return true;
  const int late = 1;  // the port is chosen when connecting, so that one serves many peers
  ::setsockopt(socket_.native_handle(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &late, sizeof late);
  socket_.bind(to_asio({source, 0}), error);
  return !error;
}

void TcpConnection::on_connected(const error_code& error) {
  if (state_ != State::connecting) return;
  if (error) {
    context_.metrics.connections_failed.add();
    close();
    return;
  }
  start();
  write();
}

void TcpConnection::wait_for_bytes() {
  socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this()](const error_code& error) {
    if (!error && self->state_ != State::closed && self->streams_.receiving()) self->read();
  });
}

void TcpConnection::read() {
  auto& buffer = context_.stream_buffer;
  for (int i = 0; i < kMostReads; ++i) {
    error_code error;
    const auto size = socket_.read_some(boost::asio::buffer(buffer), error);
    if (would_block(error)) break;
    if (error == boost::asio::error::eof) return on_peer_closed();
    if (error) return close();
    touched_ = now();
    if (state_ == State::open) take({buffer.data(), size});
    if (state_ == State::closed) return;
    if (size < buffer.size()) break;
  }
  wait_for_bytes();
  watch();
}

void TcpConnection::on_peer_closed() {
  peer_closed_ = true;
  if (output_.empty()) {
    close();
  } else {
    end();
  }
}

void TcpConnection::take(std::string_view chunk) {
  const bool had_begun = framer_.in_message();
  bool completed = false;
  framer_.feed(chunk);
  while (state_ == State::open && streams_.receiving()) {
    const auto frame = framer_.next();
    switch (frame.kind) {
      case Frame::Kind::need_more:
        if (framer_.in_message() && (!had_begun || completed)) message_began_ = touched_;
        return;
      case Frame::Kind::keep_alive:
        send(kPong, {});
        break;
      case Frame::Kind::message:
        completed = true;
        context_.receiver->on_message(flow_, frame.bytes, context_.network);
        break;
      case Frame::Kind::broken:
        context_.metrics.framing_errors.add();
        context_.receiver->on_framing_error(flow_, frame.bytes, context_.network);
        end();
        return;
    }
  }
}

bool TcpConnection::send(std::string_view bytes, SendTicket ticket) {
  if (bytes.size() > context_.limits.send_queue - std::min(output_.size(), context_.limits.send_queue)) {
    context_.metrics.connections_congested.add();
    close();
    return false;
  }
  if (output_.empty()) blocked_since_ = now();
  output_.push(bytes, ticket);
  if (state_ == State::open && !waiting_for_room_) write();
  return true;  // where writing failed, the ticket is on its way back already
}

void TcpConnection::write() {
  while (!output_.empty()) {
    error_code error;
    const auto waiting = output_.bytes();
    const auto size = socket_.write_some(boost::asio::buffer(waiting.data(), waiting.size()), error);
    if (would_block(error)) break;
    if (error) return close();
    output_.written(size);
    blocked_since_ = touched_ = now();
  }
  if (!output_.empty()) {
    wait_for_room();
    watch();
  } else if (state_ == State::ending) {
    end_sending();
  }
}

void TcpConnection::wait_for_room() {
  if (waiting_for_room_) return;
  waiting_for_room_ = true;
  socket_.async_wait(tcp::socket::wait_write, [self = shared_from_this()](const error_code& error) {
    self->waiting_for_room_ = false;
    if (!error && self->state_ != State::closed) self->write();
  });
}

void TcpConnection::end() {
  if (state_ != State::open) return;
  state_ = State::ending;
  phase_until_ = now() + kFarewell;
  streams_.hide(*this);
  watch();
  if (output_.empty()) end_sending();
}

void TcpConnection::end_sending() {
  if (peer_closed_) return close();
  error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  if (error) close();
}

void TcpConnection::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  timer_.cancel();
  error_code error;
  socket_.close(error);
  streams_.on_closed(*this, output_.abandon());
}

SteadyTime TcpConnection::deadline() const noexcept {
  if (state_ != State::open) return phase_until_;
  const auto& limits = context_.limits;
  auto first = touched_ + limits.idle_timeout;
  if (framer_.in_message()) first = std::min(first, message_began_ + limits.message_timeout);
  if (!output_.empty()) first = std::min(first, blocked_since_ + limits.write_timeout);
  return first;
}

// A deadline that moves away needs no new timer: the old one looks and goes on.
void TcpConnection::watch() {
  if (state_ == State::closed || watched_until_ <= deadline()) return;
  watched_until_ = deadline();
  timer_.expires_at(watched_until_);
  timer_.async_wait([self = shared_from_this()](const error_code& error) {
    if (!error && self->state_ != State::closed) self->on_deadline();
  });
}

void TcpConnection::on_deadline() {
  watched_until_ = SteadyTime::max();
  if (now() < deadline()) return watch();
  if (state_ == State::open) context_.metrics.connections_timed_out.add();
  if (state_ == State::connecting) context_.metrics.connections_failed.add();
  close();
}

}  // namespace zvoni::kernel
