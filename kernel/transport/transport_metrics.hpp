// What the transports count. Only what is rare: a counter that each message touched would be shared by all workers.
#pragma once

#include "pipeline/environment.hpp"

namespace zvoni::kernel {

struct TransportMetrics {
  explicit TransportMetrics(MetricSource& source)
      : udp_dropped(source.metric("transport.udp-dropped", "datagrams dropped because the send buffer was full")),
        udp_oversized(source.metric("transport.udp-oversized", "datagrams received that pass the message size limit")),
        udp_refused(source.metric("transport.udp-refused", "ICMP errors received for datagrams sent")),
        connections(source.metric("transport.connections", "connections open now")),
        connections_refused(source.metric("transport.connections-refused", "connections beyond the limits")),
        connections_failed(source.metric("transport.connections-failed", "connections that could not be opened")),
        connections_timed_out(source.metric("transport.connections-timed-out", "connections closed by a time-out")),
        connections_congested(
            source.metric("transport.connections-congested", "connections closed because the peer read too slowly")),
        framing_errors(source.metric("transport.framing-errors", "connections closed because SIP framing broke")) {}

  Metric& udp_dropped;
  Metric& udp_oversized;
  Metric& udp_refused;
  Metric& connections;
  Metric& connections_refused;
  Metric& connections_failed;
  Metric& connections_timed_out;
  Metric& connections_congested;
  Metric& framing_errors;
};

}  // namespace zvoni::kernel
