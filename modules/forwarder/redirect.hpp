// The contacts of a 3xx response (RFC 3261, 16.5 and 16.7 step 4).
#pragma once

#include <string>
#include <vector>

#include <zvoni/message.hpp>

namespace zvoni::forwarder {

struct RedirectContact {
  std::string uri;
  int q = 1000;  ///< thousandths
};

/// True for a response whose contacts may be tried in the caller's place.
[[nodiscard]] bool can_be_followed(int status) noexcept;

/// The SIP and SIPS contacts that can become a request-URI, by falling q. Those with URI headers or a method (19.1.1)
/// are the caller's business.
[[nodiscard]] std::vector<RedirectContact> contacts_of(const Message& response);

/// Takes the contacts with these URIs out of the response. False where no other contact is left.
bool remove_contacts(Message& response, const std::vector<std::string>& uris);

}  // namespace zvoni::forwarder
