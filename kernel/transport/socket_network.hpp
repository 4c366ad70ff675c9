// One worker's way to the network: its listeners, its connections, and the choice among them.
#pragma once

#include <boost/asio/io_context.hpp>
#include <list>
#include <vector>

#include "transport/connection_directory.hpp"
#include "transport/listen_address.hpp"
#include "transport/local_addresses.hpp"
#include "transport/network.hpp"
#include "transport/source_finder.hpp"
#include "transport/tcp_streams.hpp"
#include "transport/transport_context.hpp"
#include "transport/udp_listener.hpp"

namespace zvoni::kernel {

/// What the workers' networks share. Outlives them.
struct SharedTransport {
  SharedTransport(const TransportLimits& transport_limits, LocalAddresses& local_addresses, Logger& logger,
                  MetricSource& source)
      : limits(transport_limits), addresses(local_addresses), log(logger), metrics(source), directory(limits) {}

  const TransportLimits limits;
  LocalAddresses& addresses;
  Logger& log;
  TransportMetrics metrics;
  ConnectionDirectory directory;
  std::vector<TcpStreams*> streams;  ///< by worker; each SocketNetwork adds its own
};

/// Used on its worker's thread only; made, and given its listeners, before that runs.
class SocketNetwork final : public Network {
 public:
  SocketNetwork(SharedTransport& shared, boost::asio::io_context& io, unsigned worker);

  void listen(const ListenAddress& address, FileDescriptor socket);
  void start_receiving(Receiver& receiver);
  void stop_receiving();
  /// True where nothing waits to be sent.
  [[nodiscard]] bool idle() const;
  void close_all();

  bool route(Flow& flow) override;
  bool send(const Flow& flow, std::string_view bytes, SendTicket ticket) override;

 private:
  [[nodiscard]] bool is_own_local(const Flow& flow) const;
  [[nodiscard]] bool choose_local(Flow& flow);
  [[nodiscard]] UdpListener* listener_for(const Flow& flow);
  bool send_datagram(const Flow& flow, std::string_view bytes);
  bool send_on_stream(const Flow& flow, std::string_view bytes, SendTicket ticket);

  SharedTransport& shared_;
  TransportContext context_;
  TcpStreams streams_;
  std::list<UdpListener> udp_;
  std::vector<ListenAddress> listening_;
  SourceFinder sources_;
};

}  // namespace zvoni::kernel
