#include "pipeline/core_parts.hpp"

namespace zvoni::kernel {

CoreMetrics::CoreMetrics(MetricSource& source)
    : requests(source.metric("kernel.requests", "Requests received, retransmissions included.")),
      responses(source.metric("kernel.responses", "Responses received.")),
      not_sip(source.metric("kernel.not-sip", "Datagrams and stream messages dropped because they are no SIP.")),
      malformed(source.metric("kernel.malformed", "Messages that break a rule of the grammar.")),
      stray_responses(source.metric("kernel.stray-responses", "Responses that match no request of ours, dropped.")),
      retransmissions(source.metric("kernel.retransmissions", "Requests absorbed because they had come before.")),
      transactions(source.metric("kernel.transactions", "Server transactions alive.")),
      overload(source.metric("kernel.overload", "Requests refused with 503 because a limit was met.")),
      handler_exceptions(source.metric("kernel.handler-exceptions", "Exceptions that escaped a module's handler.")),
      abandoned(source.metric("kernel.abandoned", "Requests a module suspended and never resumed.")),
      send_errors(source.metric("kernel.send-errors", "Messages that could not be sent.")),
      unwatched_calls(source.metric("kernel.unwatched-calls", "Calls served without a record: `calls.max` was met.")) {}

CoreParts::CoreParts(const CoreSettings& core_settings, Environment& world, const Secret& key)
    : settings(core_settings),
      environment(world),
      secret(key),
      metrics(world.metrics),
      log(world.logs.logger("kernel")) {
  // Each shard bounds its own share.
  settings.call_limits.max_calls = settings.call_limits.max_calls / settings.shards + 1;
}

}  // namespace zvoni::kernel
