#include "binding_locator.hpp"

#include <algorithm>
#include <iterator>

namespace zvoni::registrar {
namespace {

LocatedContact located(const Binding& binding) {
  LocatedContact contact;
  contact.uri = binding.contact();
  contact.q = binding.q();
  contact.path = split_path(binding.path());
  if (binding.reached_by_flow()) contact.flow = binding.flow();
  return contact;
}

}  // namespace

void BindingLocator::lookup(std::string_view aor, Done done) { done(locate(aor)); }

void BindingLocator::lookup_contact(const Uri& contact, Done done) {
  Location location;
  if (const auto binding = store_.find_contact(contact, clock_())) {
    location.result = Location::Result::found;
    location.contacts.push_back(located(*binding));
  }
  done(std::move(location));
}

Location BindingLocator::locate(std::string_view aor) const {
  const BindingStore::Found found = store_.find(aor, clock_());
  Location location;
  if (found.bindings.empty()) {
    location.result = is_known(aor, found) ? Location::Result::no_bindings : Location::Result::unknown_user;
    return location;
  }
  location.result = Location::Result::found;
  location.contacts.reserve(found.bindings.size());
  // From the back, for the newest come first.
  std::transform(found.bindings.rbegin(), found.bindings.rend(), std::back_inserter(location.contacts), located);
  const auto by_falling_q = [](const LocatedContact& a, const LocatedContact& b) { return a.q > b.q; };
  std::stable_sort(location.contacts.begin(), location.contacts.end(), by_falling_q);
  return location;
}

bool BindingLocator::is_known(std::string_view aor, const BindingStore::Found& found) const {
  if (users_.empty()) return found.known;
  const auto uri = parse_uri(aor);
  return uri && users_.lists(*uri);
}

}  // namespace zvoni::registrar
