// Texts of a call record, taken from messages and bounded.
#pragma once

#include <string>
#include <string_view>

#include <zvoni/call.hpp>
#include <zvoni/message.hpp>

namespace zvoni::kernel {

/// The text itself, up to 512 bytes. Of a longer one its beginning, "~" and a hash of the whole: what a stranger sends
/// must not fill the memory, and two such texts still differ.
std::string bounded(std::string_view text);
/// Whether `text`, once bounded, is `kept`. Allocates only where it is long.
bool is_bounded(std::string_view kept, std::string_view text);

/// From's URI and display name.
CallParty caller_of(const Message& invite, const Endpoint& address);
/// The request-URI, and To's display name. Its address is not known yet.
CallParty callee_of(const Message& invite);
/// Refer-To's URI without its `method` parameter and its headers (Replaces and such); empty where there is none.
std::string refer_target_of(const Message& refer);

}  // namespace zvoni::kernel
