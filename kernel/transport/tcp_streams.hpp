// One worker's TCP connections.
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "transport/connection_directory.hpp"
#include "transport/tcp_acceptor.hpp"
#include "transport/tcp_connection.hpp"
#include "transport/transport_context.hpp"

namespace zvoni::kernel {

/// Used on its worker's thread only, but for hand_over().
class TcpStreams {
 public:
  /// `workers` has the TcpStreams of all workers by their number, this one too, when the first message is sent.
  TcpStreams(TransportContext& context, unsigned worker, const std::vector<TcpStreams*>& workers,
             ConnectionDirectory& directory);
  TcpStreams(const TcpStreams&) = delete;
  TcpStreams& operator=(const TcpStreams&) = delete;

  void listen(const ListenAddress& address, FileDescriptor socket);
  void start_receiving();
  void stop_receiving();
  [[nodiscard]] bool receiving() const noexcept { return receiving_; }

  /// Network::send() for TCP.
  bool send(const Flow& flow, std::string_view bytes, SendTicket ticket);
  /// A connection to that peer, of any worker; 0: none.
  [[nodiscard]] std::uint64_t find(const Endpoint& remote) const { return directory_.find(remote); }
  /// From any thread: sends as send() does, on this worker. In the order in which it was called, and before whatever
  /// this worker sends later. False: too much waits.
  bool hand_over(const Flow& flow, std::string_view bytes, SendTicket ticket);

  /// True where nothing waits to be written.
  [[nodiscard]] bool idle() const;
  void close_all();

  // For acceptors and connections:
  void accept(boost::asio::ip::tcp::socket socket, const ListenAddress& listener, const Endpoint& remote);
  void hide(const TcpConnection& connection);
  void on_closed(const TcpConnection& connection, std::vector<SendTicket> unsent);

 private:
  struct Parcel {
    Flow flow;
    std::string bytes;
    SendTicket ticket;
  };

  void take_handed_over();
  bool deliver(const Flow& flow, std::string_view bytes, SendTicket ticket);
  bool open(const Flow& flow, std::string_view bytes, SendTicket ticket);
  void report(std::vector<SendTicket> failed);

  TransportContext& context_;
  unsigned worker_;
  const std::vector<TcpStreams*>& workers_;
  ConnectionDirectory& directory_;
  ConnectionNumbers numbers_;
  bool receiving_ = false;
  std::list<TcpAcceptor> acceptors_;
  std::unordered_map<std::uint64_t, std::shared_ptr<TcpConnection>> connections_;
  mutable std::mutex handed_over_mutex_;
  std::vector<Parcel> handed_over_;  // guarded by the mutex, as is the next
  std::size_t handed_over_bytes_ = 0;
  std::atomic<bool> any_handed_over_{false};
};

}  // namespace zvoni::kernel
