// Sample values for the tests of the registrar's parts.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "binding_store.hpp"

namespace zvoni::registrar {

inline constexpr SteadyTime kStart{std::chrono::hours(1)};

inline Flow flow_from(std::string_view remote, Transport transport = Transport::udp) {
  return {transport, Endpoint::parse("192.0.2.1:5060").value(), Endpoint::parse(remote).value(), 0};
}

/// A REGISTER of alice's, to be changed as a test needs.
inline BindingUpdate update_of(std::vector<ContactUpdate> contacts, std::string_view call_id = "call-1",
                               std::uint32_t cseq = 1) {
  BindingUpdate update;
  update.aor = "sip:alice@example.org";
  update.call_id = call_id;
  update.cseq = cseq;
  update.user_agent = "Phone/1.0";
  update.flow = flow_from("192.0.2.11:5060");
  update.contacts = std::move(contacts);
  return update;
}

inline ContactUpdate contact(std::string_view uri, std::chrono::seconds expires = std::chrono::seconds(600),
                             int q = 1000) {
  return {uri, expires, q, false};
}

inline std::vector<std::string> contacts_of(const std::vector<Binding>& bindings) {
  std::vector<std::string> contacts;
  for (const Binding& binding : bindings) contacts.emplace_back(binding.contact());
  return contacts;
}

inline std::string name_of(BindingEvent::Kind kind) {
  constexpr const char* kNames[] = {"registered", "refreshed", "unregistered", "expired"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// "registered sip:alice@192.0.2.11 600"
inline std::string text_of(const BindingEvent& event) {
  return name_of(event.kind) + ' ' + std::string(event.contact) + ' ' + std::to_string(event.expires.count());
}

/// A store that keeps what it told its observer.
struct ObservedStore {
  explicit ObservedStore(StoreLimits limits = {}, Domains domains = Domains::apart)
      : store(limits, domains, std::hash<std::string_view>(),
              [this](const BindingEvent& event) { events.push_back(text_of(event)); }, {bindings, aors}) {}

  Metric bindings;
  Metric aors;
  std::vector<std::string> events;
  BindingStore store;
};

}  // namespace zvoni::registrar
