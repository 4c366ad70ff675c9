// The proxy of zvoni (RFC 3261, 16).
#pragma once

#include <string>

#include <zvoni/module.hpp>

#include "forwarding.hpp"

namespace zvoni::forwarder {

/// Handles target_determination. Start here: determine_targets() asks for a TargetPlan (target_search.hpp), conclude()
/// gives it to a ResponseContext (response_context.hpp).
class Forwarder final : public Module {
 public:
  Forwarder(Host& host, Settings settings);

 private:
  Verdict determine_targets(Request& request);
  Verdict conclude(Request& request, TargetPlan plan, std::string loop_token);
  Verdict refuse(Request& request, int status);

  Host& host_;
  Forwarding forwarding_;
  Registration handler_;  // last: it goes before what the handler uses
};

}  // namespace zvoni::forwarder
