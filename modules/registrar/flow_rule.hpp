// When a phone is reached along the flow it registered on, and when where its Contact says.
#pragma once

#include <optional>

#include <zvoni/endpoint.hpp>
#include <zvoni/header_values.hpp>
#include <zvoni/uri.hpp>

namespace zvoni::registrar {

/// True for a contact that names the sender of the REGISTER itself and that is either behind a NAT, or has a
/// connection, or is the very endpoint the request came from. A contact that names somebody else (a second phone, a
/// mailbox) is followed as its URI says. `via` is the top Via of the REGISTER (RFC 3581, RFC 5626 4.2).
bool is_reached_by_flow(const Uri& contact, const Flow& source, const Via& via);

}  // namespace zvoni::registrar
