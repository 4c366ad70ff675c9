// The seam between messages and sockets: the core never touches a socket, a transport never reads SIP beyond framing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {

/// Names what a message was sent for, so that a failure that shows later finds its way back. 0: nobody asks.
struct SendTicket {
  std::uint32_t shard = 0;
  std::uint64_t transaction = 0;
};

/// What the core sends with. One for each worker: used only on its thread (or, in tests, the only thread).
class Network {
 public:
  virtual ~Network() = default;
  /// Completes `flow.local` with the address by which `flow.remote` is reached, from a listener of that transport and
  /// family; keeps a `local` that is set and still ours. For streams also `flow.connection`, where one to `remote` is
  /// open. False: no such listener, or no route.
  virtual bool route(Flow& flow) = 0;
  /// Hands bytes to the network; never blocks. UDP: sent now, from flow.local. Streams: on flow.connection; where that
  /// is 0 or gone, on another connection to flow.remote, or on a new one, which is opened. False: it failed at once.
  /// What fails later comes back as Receiver::on_send_failure with the ticket.
  virtual bool send(const Flow& flow, std::string_view bytes, SendTicket ticket) = 0;
};

/// What a transport calls, on the worker that the socket belongs to. `network` is that worker's.
class Receiver {
 public:
  virtual ~Receiver() = default;
  /// One datagram, or one framed message of a stream (start line to the end of the body). `bytes` are good for the call
  /// only. Keep-alive CRLFs are answered or dropped by the transport and do not come here.
  virtual void on_message(const Flow& flow, std::string_view bytes, Network& network) = 0;
  /// A stream broke SIP framing (no Content-Length where the headers ended, one out of range…): what there is of the
  /// message, to answer 400 with. The transport closes the connection after it has sent what this call sends.
  virtual void on_framing_error(const Flow& flow, std::string_view bytes, Network& network) = 0;
  /// What send() took could not be sent after all: connecting failed or timed out, the connection broke before the
  /// bytes were written.
  virtual void on_send_failure(SendTicket ticket, Network& network) = 0;
  /// An ICMP error for a datagram sent to `remote`; `quoted` is its beginning, as far as the error quotes it.
  virtual void on_datagram_refused(const Endpoint& remote, std::string_view quoted, Network& network) = 0;
  /// About every 10 ms on each worker, so that it runs the timers of the shards it drives.
  virtual void on_tick(unsigned worker, SteadyTime now, Network& network) = 0;
};

/// Where a request may be sent, by preference (RFC 3263).
struct Destination {
  Transport transport = Transport::udp;
  Endpoint endpoint;

  friend bool operator==(const Destination&, const Destination&) = default;
};

/// What RFC 3263 section 4 needs to know of the next hop's URI.
struct NextHop {
  std::string host;  ///< maddr where there is one, else host; IPv6 with or without brackets
  std::optional<std::uint16_t> port;
  std::optional<Transport> transport;  ///< the transport parameter
  bool secure = false;                 ///< sips
};

class Resolver {
 public:
  virtual ~Resolver() = default;
  using Done = std::function<void(std::vector<Destination>)>;
  /// RFC 3263, 4: addresses at once, names by NAPTR, SRV, A and AAAA. `done` is called once, before resolve() returns
  /// where no look-up is needed, else later from any thread. Empty: no address. From any thread.
  virtual void resolve(const NextHop& hop, Done done) = 0;
};

}  // namespace zvoni::kernel
