// The module's numbers.
#pragma once

#include <zvoni/host.hpp>

namespace zvoni::forwarder {

/// From any thread. Borrows the host.
struct ForwarderMetrics {
  explicit ForwarderMetrics(Host& host)
      : requests(host.metric("requests", "Requests forwarded to at least one target")),
        branches(host.metric("branches", "Copies sent, all targets together")),
        refused(host.metric("refused", "403: requests that zvoni does not relay")),
        not_found(host.metric("not-found", "404 and 480: no target found")),
        loops(host.metric("loops", "482: requests that came back unchanged, or routes that lead in a circle")),
        breadth_exceeded(host.metric("breadth-exceeded", "440: more branches than Max-Breadth allows")),
        timer_c(host.metric("timer-c", "Branches given up by Timer C")),
        diverted(host.metric("diverted", "Busy and no-answer routes taken")),
        redirects_followed(host.metric("redirects-followed", "Contacts of 3xx responses that became targets")) {}

  Metric& requests;
  Metric& branches;
  Metric& refused;
  Metric& not_found;
  Metric& loops;
  Metric& breadth_exceeded;
  Metric& timer_c;
  Metric& diverted;
  Metric& redirects_followed;
};

}  // namespace zvoni::forwarder
