// Opens and binds the sockets that zvoni listens on.
#pragma once

#include <vector>

#include "transport/file_descriptor.hpp"
#include "transport/listen_address.hpp"
#include "transport/transport_limits.hpp"

namespace zvoni::kernel {

/// One address with a socket for each worker, all on the same port (SO_REUSEPORT). TCP sockets listen already.
struct ListenerSockets {
  ListenAddress address;  ///< with the port that the system chose
  std::vector<FileDescriptor> sockets;
};

/// Binds all of them, in the order of `addresses`. Throws std::system_error, "cannot listen on udp:0.0.0.0:5060: …",
/// and then nothing stays open. A port that any other process has is refused, another zvoni's too: the first socket is
/// bound alone, and only then opened to the sockets of the other workers.
[[nodiscard]] std::vector<ListenerSockets> open_listeners(const std::vector<ListenAddress>& addresses, unsigned workers,
                                                          const TransportLimits& limits);

}  // namespace zvoni::kernel
