// One TCP connection with a peer.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string_view>

#include <zvoni/clock.hpp>

#include "transport/output_queue.hpp"
#include "transport/stream_framer.hpp"
#include "transport/transport_context.hpp"

namespace zvoni::kernel {

class TcpStreams;

/// Belongs to one worker and is used on its thread only. Shared by the table of its TcpStreams and the operations that
/// are under way on it. It never calls the receiver from within send().
class TcpConnection : public std::enable_shared_from_this<TcpConnection> {
 public:
  /// `flow` names the connection; its local endpoint is the one that others reach zvoni at, not the socket's own port.
  TcpConnection(TcpStreams& streams, TransportContext& context, boost::asio::ip::tcp::socket socket, const Flow& flow);

  [[nodiscard]] const Flow& flow() const noexcept { return flow_; }
  /// For a connection that the peer opened.
  void start();
  /// Opens one to flow.remote, from flow.local's address. False: it failed at once.
  bool connect();
  /// True while it takes bytes to send: open, or about to be.
  [[nodiscard]] bool usable() const noexcept { return state_ == State::connecting || state_ == State::open; }
  /// Of a usable one. False: too much waits already; the connection is closed then.
  bool send(std::string_view bytes, SendTicket ticket);
  /// True where nothing waits to be written.
  [[nodiscard]] bool idle() const noexcept { return output_.empty(); }
  void close();

 private:
  enum class State : std::uint8_t { connecting, open, ending, closed };

  [[nodiscard]] bool open_socket();
  void on_connected(const boost::system::error_code& error);
  void wait_for_bytes();
  void read();
  void on_peer_closed();
  void take(std::string_view chunk);
  void write();
  void wait_for_room();
  /// Lets out what waits, tells the peer, waits a moment for it to close, so that it sees our last words.
  void end();
  void end_sending();
  [[nodiscard]] SteadyTime deadline() const noexcept;
  void watch();
  void on_deadline();

  TcpStreams& streams_;
  TransportContext& context_;
  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer timer_;
  Flow flow_;
  StreamFramer framer_;
  OutputQueue output_;
  State state_ = State::connecting;
  bool peer_closed_ = false;
  bool waiting_for_room_ = false;
  SteadyTime watched_until_ = SteadyTime::max();  // when timer_ looks at deadline() next
  SteadyTime phase_until_{};                      // connecting, ending: their end
  SteadyTime touched_{};                          // last byte from or to the peer
  SteadyTime message_began_{};                    // first byte of a message that is not complete
  SteadyTime blocked_since_{};                    // output waits and none has gone out since
};

}  // namespace zvoni::kernel
