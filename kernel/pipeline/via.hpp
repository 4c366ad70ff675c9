// Via: where answers go, and the values zvoni adds (RFC 3261, 18.2 and 16.6 step 8; RFC 3581).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <zvoni/endpoint.hpp>
#include <zvoni/message.hpp>

namespace zvoni::kernel {

/// Notes in the top Via where the request really came from: `received` where sent-by differs (18.2.1), rport where it
/// was asked for (RFC 3581, 4).
void note_source(Message& request, const Flow& flow);
/// Where responses to the request go (18.2.2; RFC 3581, 4), along the same connection where there is one.
Flow reply_flow(const Message& request, const Flow& flow);

/// `SIP/2.0/UDP host:port;rport;branch=…` for a request sent along `flow`.
std::string make_via(const Flow& flow, std::string_view branch);

/// Adds the Content-Length that a stream needs where a datagram did without (18.3; 16.6 step 9).
void complete_for(Transport transport, Message& message);

/// What the branch parameter of a request that zvoni sends says: in which shard its client transaction is and which one
/// it is, a value nobody can foresee, and the forwarder's loop token behind the last hyphen.
struct BranchId {
  std::uint32_t shard = 0;
  std::uint64_t transaction = 0;
};
std::string make_branch(BranchId id, std::uint64_t nonce, std::string_view loop_token);
/// nullopt for a branch that zvoni did not make.
std::optional<BranchId> parse_branch(std::string_view branch) noexcept;
/// The first branch parameter in raw text, such as the beginning of a datagram that an ICMP error quotes.
std::string_view find_branch(std::string_view text) noexcept;

}  // namespace zvoni::kernel
