// One worker's socket for one UDP listen address.
#pragma once

#include <boost/asio/ip/udp.hpp>
#include <deque>
#include <string>
#include <string_view>

#include "transport/file_descriptor.hpp"
#include "transport/listen_address.hpp"
#include "transport/transport_context.hpp"

namespace zvoni::kernel {

/// Used on its worker's thread only.
class UdpListener {
 public:
  UdpListener(TransportContext& context, const ListenAddress& address, FileDescriptor socket);
  UdpListener(const UdpListener&) = delete;
  UdpListener& operator=(const UdpListener&) = delete;

  [[nodiscard]] const ListenAddress& address() const noexcept { return address_; }
  void start_receiving();
  void stop_receiving() noexcept { receiving_ = false; }
  /// Sends now; where the send buffer is full, as soon as there is room. A datagram for which there is no more room
  /// even in the queue counts as lost on the way. False: the system refuses it.
  bool send(const Flow& flow, std::string_view bytes);
  /// True where nothing waits to be sent.
  [[nodiscard]] bool idle() const noexcept { return waiting_.empty(); }

 private:
  struct Waiting {
    Flow flow;
    std::string bytes;
  };

  void wait_for_datagrams();
  void receive();
  void deliver(std::size_t count);
  void read_icmp_errors();
  bool enqueue(const Flow& flow, std::string_view bytes);
  void wait_for_room();
  void flush();
  void drop_front() noexcept;

  TransportContext& context_;
  ListenAddress address_;
  boost::asio::ip::udp::socket socket_;
  int descriptor_;
  bool receiving_ = false;
  std::deque<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
};

}  // namespace zvoni::kernel
