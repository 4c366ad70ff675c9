// What a REGISTER asks for, and what came of it (RFC 3261, 10.3 steps 6 and 7).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>

#include "binding.hpp"

namespace zvoni::registrar {

/// One Contact value.
struct ContactUpdate {
  std::string_view uri;
  std::chrono::seconds expires{0};  ///< 0: take the binding away
  int q = 1000;                     ///< thousandths
  bool reached_by_flow = false;
};

/// A whole REGISTER, checked. Views point into its message.
struct BindingUpdate {
  std::string aor;  ///< canonical
  std::string_view call_id;
  std::uint32_t cseq = 0;
  std::string_view user_agent;
  std::string path;  ///< joined by kPathSeparator
  Flow flow;
  bool remove_all = false;              ///< `Contact: *`
  std::vector<ContactUpdate> contacts;  ///< empty, and nothing to remove: a query
};

enum class UpdateResult : std::uint8_t {
  done,
  old_cseq,           ///< a binding was written with this Call-ID and a CSeq not lower
  too_many_contacts,  ///< more than one aor may have
  too_many_aors,
};

/// Something happened to a binding. Views are good during the call only.
struct BindingEvent {
  enum class Kind : std::uint8_t { registered, refreshed, unregistered, expired };
  Kind kind;
  std::string_view aor;
  std::string_view contact;
  const Flow& source;  ///< of the REGISTER that did it; of an expired binding, of the one that wrote it last
  std::chrono::seconds expires{0};  ///< granted; 0 where the binding is gone
  std::string_view user_agent;
};

/// The bindings as they would be after an update; nothing is stored yet. `events` views the update and `current`.
struct TentativeBindings {
  UpdateResult result = UpdateResult::done;
  std::vector<Binding> bindings;
  std::vector<BindingEvent> events;
};

/// Works an update out against the bindings that the aor has now, none of them expired. The newest binding ends up
/// last. `current` and `update` must outlive what is returned.
TentativeBindings apply(const BindingUpdate& update, const std::vector<Binding>& current, SteadyTime now,
                        std::size_t max_contacts);

}  // namespace zvoni::registrar
