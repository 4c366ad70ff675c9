#include "stateless_relay.hpp"

#include "hop_limits.hpp"

namespace zvoni::forwarder {

void StatelessRelay::start(Request& request) {
  MessagePtr copy = request.message().copy();
  copy->set(HeaderName::max_forwards, std::to_string(next_max_forwards(*copy)));
  request.forward(std::move(copy), target_, loop_token_);
}

}  // namespace zvoni::forwarder
