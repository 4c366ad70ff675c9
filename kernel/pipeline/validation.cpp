#include "pipeline/validation.hpp"

#include "pipeline/generation.hpp"

namespace zvoni::kernel {

Refusal refusal_of(ParseFault fault) {
  switch (fault) {
    case ParseFault::version:
      return {.status = 505};
    case ParseFault::too_large:
      return {.status = 513};
    default:
      return {.status = 400, .reason = std::string(describe(fault))};
  }
}

std::optional<Refusal> validate(const Message& request, const Generation& generation) {
  auto uri = parse_uri(request.request_uri());
  if (!uri || !uri->headers.empty()) return Refusal{.status = 400, .reason = "Malformed Request-URI"};
  if (!uri->is_sip()) return Refusal{.status = 416};

  Method method = request.method();
  if (method != Method::cancel && method != Method::ack && request.has(HeaderName::proxy_require)) {
    std::string unsupported = generation.unsupported(request, HeaderName::proxy_require);
    if (!unsupported.empty()) {
      return Refusal{.status = 420, .header = HeaderName::unsupported, .value = std::move(unsupported)};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> validate_hops(const Message& request) {
  if (request.number(HeaderName::max_forwards) != 0U) return std::nullopt;
  return Refusal{.status = 483};
}

}  // namespace zvoni::kernel
