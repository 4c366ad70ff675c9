// What the sockets of one worker share.
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <cstddef>

#include <zvoni/log.hpp>

#include "transport/datagram_batch.hpp"
#include "transport/icmp_errors.hpp"
#include "transport/network.hpp"
#include "transport/transport_limits.hpp"
#include "transport/transport_metrics.hpp"

namespace zvoni::kernel {

/// Borrowed by every socket of the worker; used on its thread only.
struct TransportContext {
  boost::asio::io_context& io;
  Network& network;  ///< the worker's, handed to the receiver
  const TransportLimits& limits;
  TransportMetrics& metrics;
  Logger& log;
  Receiver* receiver = nullptr;  ///< from the start on
  DatagramBatch datagrams;
  IcmpErrorReader icmp_errors;
  std::array<char, 65536> stream_buffer;  ///< what is read from a connection, until its framer has seen it
};

}  // namespace zvoni::kernel
