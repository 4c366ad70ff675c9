// Route headers and next hops: RFC 3261, 16.4 and 16.6 steps 6 and 7.
#pragma once

#include <optional>

#include <zvoni/message.hpp>

#include "pipeline/environment.hpp"
#include "pipeline/secret.hpp"

namespace zvoni::kernel {

/// 16.4: takes our own values off the top of the Route set, undoes a strict router's rewriting of the request-URI, and
/// strips a maddr that is ours. True where one of those values carries our signature for this Call-ID, so that zvoni
/// had put it there itself.
bool preprocess_route(Message& request, const Identity& identity, const Secret& secret);

/// 16.6 steps 6 and 7: where the first Route is a strict router, puts its URI into the request-URI and the request-URI
/// at the end of the Route set; then says which hop is next. nullopt: the deciding URI cannot be read.
std::optional<NextHop> determine_next_hop(Message& copy);

}  // namespace zvoni::kernel
