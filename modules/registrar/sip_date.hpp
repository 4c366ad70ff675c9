// The Date header.
#pragma once

#include <string>

#include <zvoni/clock.hpp>

namespace zvoni::registrar {

/// "Fri, 20 Nov 2026 17:05:33 GMT" (RFC 3261, 20.17), whatever the locale.
std::string sip_date(WallTime time);

}  // namespace zvoni::registrar
