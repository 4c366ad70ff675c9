// What makes two messages belong to one transaction (RFC 3261, 17.1.3 and 17.2.3).
#pragma once

#include <string>
#include <string_view>

#include <zvoni/message.hpp>

namespace zvoni::kernel {

/// Of a request: branch, sent-by and method (an ACK gives its INVITE's key, a CANCEL its own), or, from an RFC 2543
/// client, what 17.2.3 lists instead: request-URI, To tag, From tag, Call-ID, CSeq number and top Via. Requests of one
/// transaction give equal keys; `received` and `rport` in the Via make no difference. Assumes a message that passed
/// Message::parse without a fault; empty where it has no Via that parses.
std::string server_transaction_key(const Message& request);
/// For an ACK of an RFC 2543 client to a non-2xx: To carries the tag of the response, so the INVITE's key must be built
/// without it. Returns the key under which its INVITE is found; for RFC 3261 clients the same as above.
std::string invite_key_of_ack(const Message& ack);
/// The key of the transaction that a CANCEL is about: as an INVITE would have (9.2).
std::string invite_key_of_cancel(const Message& cancel);

}  // namespace zvoni::kernel
