// The kernel's own checks of a request: RFC 3261, 16.3 and 8.2.
#pragma once

#include <optional>
#include <string>

#include <zvoni/header_name.hpp>
#include <zvoni/message.hpp>

namespace zvoni::kernel {

class Generation;

/// An answer that refuses a request, with one header that says more (Unsupported, Allow…), or none.
struct Refusal {
  int status = 0;
  std::string reason{};  ///< empty: the standard phrase
  HeaderName header = HeaderName::other;
  std::string value{};
};

/// What a message that did not parse is answered with.
Refusal refusal_of(ParseFault fault);
/// Checks that hold wherever the request goes: scheme, request-URI, Proxy-Require.
std::optional<Refusal> validate(const Message& request, const Generation& generation);
/// Checks of what nobody answered here: Max-Forwards (16.3 step 3).
std::optional<Refusal> validate_hops(const Message& request);

}  // namespace zvoni::kernel
