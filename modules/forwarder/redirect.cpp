#include "redirect.hpp"

#include <algorithm>

#include <zvoni/header_values.hpp>

#include "unfold.hpp"

namespace zvoni::forwarder {
namespace {

constexpr int kHighestQ = 1000;

bool can_be_request_uri(const NameAddr& contact) {
  return !contact.wildcard && contact.uri.is_sip() && contact.uri.headers.empty() && !contact.uri.params.has("method");
}

}  // namespace

bool can_be_followed(int status) noexcept { return status >= 300 && status <= 302; }

std::vector<RedirectContact> contacts_of(const Message& response) {
  std::vector<RedirectContact> contacts;
  for (const std::string_view value : response.values(HeaderName::contact)) {
    const auto contact = parse_name_addr(value);
    if (!contact || !can_be_request_uri(*contact)) continue;
    const auto q = parse_qvalue(contact->params.value("q"));
    contacts.push_back({.uri = std::string(contact->uri.text), .q = q.value_or(kHighestQ)});
  }
  std::stable_sort(contacts.begin(), contacts.end(),
                   [](const RedirectContact& a, const RedirectContact& b) { return a.q > b.q; });
  return contacts;
}

bool remove_contacts(Message& response, const std::vector<std::string>& uris) {
  std::vector<std::string> left;
  for (const std::string_view value : response.values(HeaderName::contact)) {
    const auto contact = parse_name_addr(value);
    const bool goes = contact && std::find(uris.begin(), uris.end(), contact->uri.text) != uris.end();
    if (!goes) left.push_back(unfolded(value));
  }
  response.remove(HeaderName::contact);
  for (const std::string& value : left) response.add_last(HeaderName::contact, value);
  return !left.empty();
}

}  // namespace zvoni::forwarder
