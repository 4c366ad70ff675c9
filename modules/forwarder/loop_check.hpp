// Whether a request came here before, unchanged (RFC 5393, 4.2).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <zvoni/message.hpp>
#include <zvoni/uri.hpp>

namespace zvoni::forwarder {

/// All that decides where zvoni sends a request, as one text to hash: request-URI and Route values as they are after
/// route preprocessing, what makes it this request (Call-ID, tags, CSeq), and Proxy-Require and Proxy-Authorization
/// (RFC 3261, 16.6 step 8). The top Via is not in it: it differs each time round.
[[nodiscard]] std::string loop_token_text(const Message& request);

/// The hash of that text as it stands in a branch parameter.
[[nodiscard]] std::string loop_token(std::uint64_t hash);

/// True where a Via of zvoni's own carries this token. `is_own` says whether a URI leads to zvoni itself.
[[nodiscard]] bool has_looped(const Message& request, std::string_view token,
                              const std::function<bool(const Uri&)>& is_own);

}  // namespace zvoni::forwarder
