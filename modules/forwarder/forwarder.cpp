#include "forwarder.hpp"

#include <memory>
#include <utility>

#include <zvoni/continuation.hpp>

#include "loop_check.hpp"
#include "response_context.hpp"
#include "stateless_relay.hpp"

namespace zvoni::forwarder {
namespace {

// A name without a port is ours on whatever port zvoni listens.
std::function<bool(const Uri&)> own_uri_check(const Host& host) {
  return [&host](const Uri& uri) { return host.is_own_uri(uri) || (!uri.port && host.is_own_domain(uri.host)); };
}

Sender sender_of(const Request& request) {
  const auto from = request.message().from();
  return {.aor = from && from->uri.is_sip() ? canonical_aor(from->uri) : std::string(),
          .address = request.flow().remote.address,
          .vouched = request.in_dialog() && request.came_by_own_route()};
}

TargetSearch search_for(const SearchRules& rules, const Request& request) {
  const Message& message = request.message();
  return {rules, sender_of(request),
          TargetSearch::Request{.request_uri = std::string(message.request_uri()),
                                .in_dialog = request.in_dialog(),
                                .has_route = message.has(HeaderName::route)}};
}

}  // namespace

Forwarder::Forwarder(Host& host, Settings settings)
    : host_(host),
      forwarding_{.settings = std::move(settings),
                  .rules = {},
                  .metrics = ForwarderMetrics(host),
                  .finder = TargetFinder(*host.service<LocationService>())} {
  forwarding_.rules = {.routes = forwarding_.settings.routes,
                       .relay_for = forwarding_.settings.relay_for,
                       .is_own = own_uri_check(host)};
  handler_ =
      host.on_request(Phase::target_determination, [this](Request& request) { return determine_targets(request); });
}

Verdict Forwarder::determine_targets(Request& request) {
  const Message& message = request.message();
  const std::string token = loop_token(host_.keyed_hash(loop_token_text(message)));
  if (has_looped(message, token, [this](const Uri& uri) { return host_.is_own_uri(uri); })) {
    return refuse(request, 482);
  }

  auto plan = forwarding_.finder.find(search_for(forwarding_.rules, request), [&]() -> TargetFinder::Late {
    // shared: std::function wants to be copied
    auto continuation = std::make_shared<Continuation>(request.suspend());
    return [this, continuation, token](TargetPlan late) {
      continuation->resume(
          [this, late = std::move(late), token](Request& resumed) { return conclude(resumed, late, token); });
    };
  });
  if (!plan) return Verdict::wait();
  return conclude(request, std::move(*plan), token);
}

Verdict Forwarder::conclude(Request& request, TargetPlan plan, std::string loop_token) {
  if (plan.groups.empty()) return refuse(request, plan.refusal);
  if (!request.can_be_answered()) {
    Target& best = plan.groups.front().targets.front();
    return Verdict::taken(std::make_unique<StatelessRelay>(std::move(best), std::move(loop_token)));
  }
  return Verdict::taken(
      std::make_unique<ResponseContext>(forwarding_, std::move(plan), sender_of(request), std::move(loop_token)));
}

Verdict Forwarder::refuse(Request& request, int status) {
  ForwarderMetrics& metrics = forwarding_.metrics;
  if (status == 403) metrics.refused.add();
  if (status == 404 || status == 480) metrics.not_found.add();
  if (status == 482) metrics.loops.add();
  return request.can_be_answered() ? Verdict::reply(status) : Verdict::drop();
}

}  // namespace zvoni::forwarder
