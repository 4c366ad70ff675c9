// What a Record-Route value of zvoni's looks like.
#pragma once

#include <string>
#include <string_view>

#include <zvoni/endpoint.hpp>

namespace zvoni::record_route {

/// `<sip:192.0.2.1:5060;transport=tcp;lr;zv=…>` for the side of zvoni that a flow is on. Over UDP, which needs no
/// parameter, transport is left out (RFC 3261, 16.6 step 4).
[[nodiscard]] std::string route_value(const Flow& flow, std::string_view signature);

/// True where one value serves both sides: same transport, same address and port of zvoni (RFC 5658, 3).
[[nodiscard]] bool is_same_side(const Flow& upstream, const Flow& downstream) noexcept;

}  // namespace zvoni::record_route
