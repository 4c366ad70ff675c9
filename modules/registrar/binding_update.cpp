#include "binding_update.hpp"

#include <algorithm>
#include <utility>

#include <zvoni/uri.hpp>

namespace zvoni::registrar {
namespace {

using Kind = BindingEvent::Kind;

/// A binding on its way through an update.
struct Slot {
  Binding binding;
  const Binding* before;           // what it was before this request; null: it is new
  const ContactUpdate* written{};  // the Contact that wrote it; null: untouched so far
};

// 10.3 step 7: compared by the rules of 19.1.4. Those are not transitive, so the same text comes first.
std::vector<Slot>::iterator find_slot(std::vector<Slot>& slots, std::string_view contact) {
  const auto same = [&](const Slot& slot) { return slot.binding.contact() == contact; };
  if (const auto slot = std::find_if(slots.begin(), slots.end(), same); slot != slots.end()) return slot;
  const auto uri = parse_uri(contact);
  if (!uri) return slots.end();
  return std::find_if(slots.begin(), slots.end(), [&](const Slot& slot) {
    const auto other = parse_uri(slot.binding.contact());
    return other && equivalent(*uri, *other);
  });
}

/// One run of steps 6 and 7.
class Update {
 public:
  Update(const BindingUpdate& update, const std::vector<Binding>& current, SteadyTime now)
      : update_(update), now_(now) {
    slots_.reserve(current.size() + update.contacts.size());
    for (const Binding& binding : current) slots_.push_back({binding, &binding});
  }

  UpdateResult run(std::size_t max_contacts) {
    if (update_.remove_all && !remove_all()) return UpdateResult::old_cseq;
    for (const ContactUpdate& contact : update_.contacts) {
      if (!write(contact)) return UpdateResult::old_cseq;
    }
    return slots_.size() > max_contacts ? UpdateResult::too_many_contacts : UpdateResult::done;
  }

  TentativeBindings take() && {
    TentativeBindings tentative;
    tentative.events = std::move(removals_);
    tentative.bindings.reserve(slots_.size());
    for (Slot& slot : slots_) {
      if (slot.written) tentative.events.push_back(event_of(slot));
      tentative.bindings.push_back(std::move(slot.binding));
    }
    return tentative;
  }

 private:
  // A binding written by this very request cannot be older than it.
  [[nodiscard]] bool is_old(const Slot& slot) const {
    return !slot.written && slot.binding.call_id() == update_.call_id && update_.cseq <= slot.binding.cseq();
  }

  bool remove_all() {
    if (std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) { return is_old(slot); })) return false;
    for (const Slot& slot : slots_) add_removal(slot);
    slots_.clear();
    return true;
  }

  bool write(const ContactUpdate& contact) {
    const auto slot = find_slot(slots_, contact.uri);
    const bool found = slot != slots_.end();
    if (found && is_old(*slot)) return false;
    const Binding* before = found ? slot->before : nullptr;
    if (found) {
      if (contact.expires.count() == 0) add_removal(*slot);
      slots_.erase(slot);
    }
    if (contact.expires.count() > 0) slots_.push_back({binding_of(contact), before, &contact});
    return true;
  }

  [[nodiscard]] Binding binding_of(const ContactUpdate& contact) const {
    return {{contact.uri, update_.call_id, update_.user_agent, update_.path},
            update_.cseq,
            contact.q,
            now_ + contact.expires,
            update_.flow,
            contact.reached_by_flow};
  }

  // What this request had added and takes away again never was.
  void add_removal(const Slot& slot) {
    if (!slot.before) return;
    removals_.push_back({Kind::unregistered, update_.aor, slot.before->contact(), update_.flow, std::chrono::seconds(0),
                         update_.user_agent});
  }

  [[nodiscard]] BindingEvent event_of(const Slot& slot) const {
    return {slot.before ? Kind::refreshed : Kind::registered,
            update_.aor,
            slot.written->uri,
            update_.flow,
            slot.written->expires,
            update_.user_agent};
  }

  const BindingUpdate& update_;
  SteadyTime now_;
  std::vector<Slot> slots_;
  std::vector<BindingEvent> removals_;
};

}  // namespace

TentativeBindings apply(const BindingUpdate& update, const std::vector<Binding>& current, SteadyTime now,
                        std::size_t max_contacts) {
  Update run(update, current, now);
  if (const UpdateResult result = run.run(max_contacts); result != UpdateResult::done) return {result, {}, {}};
  return std::move(run).take();
}

}  // namespace zvoni::registrar
