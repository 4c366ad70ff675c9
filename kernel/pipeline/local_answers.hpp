// What the exchange itself says to requests that are for it and that no module took (RFC 3261, 8.2 and 11.2).
#pragma once

#include <zvoni/request.hpp>

#include "pipeline/environment.hpp"
#include "pipeline/generation.hpp"

namespace zvoni::kernel {

/// Answers where the request ends here: OPTIONS, events nobody handles, methods without a module. False: it is for
/// somebody else, go on.
bool answer_locally(Request& request, const Generation& generation, const Identity& identity);

}  // namespace zvoni::kernel
