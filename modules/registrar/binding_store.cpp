#include "binding_store.hpp"

#include <algorithm>
#include <iterator>

namespace zvoni::registrar {
namespace {

SteadyTime first_expiry(const std::vector<Binding>& bindings) {
  const auto earlier = [](const Binding& a, const Binding& b) { return a.expires() < b.expires(); };
  return std::min_element(bindings.begin(), bindings.end(), earlier)->expires();
}

BindingEvent expiry_of(std::string_view aor, const Binding& binding) {
  return {BindingEvent::Kind::expired, aor, binding.contact(), binding.flow(), std::chrono::seconds(0),
          binding.user_agent()};
}

}  // namespace

BindingStore::BindingStore(StoreLimits limits, Domains domains, Hash hash, Observer observer, StoreGauges gauges)
    : limits_(limits),
      domains_(domains),
      hash_(hash),
      observer_(std::move(observer)),
      gauges_(gauges),
      contacts_(std::move(hash)) {}

BindingStore::Outcome BindingStore::update(const BindingUpdate& update, SteadyTime now) {
  const std::vector<Binding> none;
  const std::uint64_t hash = hash_(key_of(update.aor));
  Shard& shard = shard_of(hash);
  const std::lock_guard lock(shard.mutex);
  Record* record = find_record(shard, hash, update.aor);
  if (record) purge(shard, hash, *record, now);
  const std::vector<Binding>& current = record ? record->bindings : none;

  TentativeBindings tentative = apply(update, current, now, limits_.max_contacts);
  if (tentative.result != UpdateResult::done) return {tentative.result, {}};
  if (tentative.events.empty()) return {UpdateResult::done, std::move(tentative.bindings)};  // a query
  if (current.empty() && !reserve_aor()) return {UpdateResult::too_many_aors, {}};
  if (!record) record = &shard.records.emplace(hash, Record{update.aor, {}, {}})->second;
  Outcome outcome{UpdateResult::done, tentative.bindings};
  commit(shard, hash, *record, tentative, now);
  forget_surplus(shard);
  return outcome;
}

BindingStore::Found BindingStore::find(std::string_view aor, SteadyTime now) {
  const std::uint64_t hash = hash_(key_of(aor));
  Shard& shard = shard_of(hash);
  const std::lock_guard lock(shard.mutex);
  const Record* record = find_record(shard, hash, aor);
  if (!record) return {};
  Found found{true, {}};
  std::copy_if(record->bindings.begin(), record->bindings.end(), std::back_inserter(found.bindings),
               [&](const Binding& binding) { return !binding.is_expired(now); });
  return found;
}

std::optional<Binding> BindingStore::find_contact(const Uri& contact, SteadyTime now) {
  const auto is_meant = [&](const Binding& binding) {
    if (binding.is_expired(now)) return false;
    const auto uri = parse_uri(binding.contact());
    return uri && equivalent(*uri, contact);
  };
  for (const std::uint64_t hash : contacts_.find(contacts_.key_of(contact))) {
    Shard& shard = shard_of(hash);
    const std::lock_guard lock(shard.mutex);
    const auto [first, last] = shard.records.equal_range(hash);
    for (auto record = first; record != last; ++record) {
      const auto& bindings = record->second.bindings;
      // From the back: the newest first.
      const auto binding = std::find_if(bindings.rbegin(), bindings.rend(), is_meant);
      if (binding != bindings.rend()) return *binding;
    }
  }
  return std::nullopt;
}

void BindingStore::expire(SteadyTime now) {
  constexpr int kBatch = 256;  // records under one hold of the lock
  for (Shard& shard : shards_) {
    bool more = true;
    while (more) {
      const std::lock_guard lock(shard.mutex);
      for (int count = 0; more && count < kBatch; ++count) {
        more = !shard.expiries.empty() && shard.expiries.begin()->first <= now;
        if (!more) break;
        Record& record = *shard.expiries.begin()->second;
        purge(shard, hash_(key_of(record.aor)), record, now);
      }
      forget_surplus(shard);
    }
  }
}

std::string_view BindingStore::key_of(std::string_view aor) const noexcept {
  return domains_ == Domains::shared ? aor.substr(0, aor.rfind('@')) : aor;
}

BindingStore::Record* BindingStore::find_record(Shard& shard, std::uint64_t hash, std::string_view aor) {
  const auto [first, last] = shard.records.equal_range(hash);
  for (auto record = first; record != last; ++record) {
    if (key_of(record->second.aor) == key_of(aor)) return &record->second;
  }
  return nullptr;
}

void BindingStore::purge(Shard& shard, std::uint64_t hash, Record& record, SteadyTime now) {
  if (record.bindings.empty() || record.due > now) return;
  TentativeBindings tentative;
  for (const Binding& binding : record.bindings) {
    if (binding.is_expired(now)) {
      tentative.events.push_back(expiry_of(record.aor, binding));
    } else {
      tentative.bindings.push_back(binding);
    }
  }
  commit(shard, hash, record, tentative, now);
}

void BindingStore::commit(Shard& shard, std::uint64_t hash, Record& record, TentativeBindings& tentative,
                          SteadyTime now) {
  // Swapped, not moved: the events view what was there before.
  record.bindings.swap(tentative.bindings);
  reschedule(shard, record, now, !tentative.bindings.empty());
  gauges_.bindings.add(static_cast<std::int64_t>(record.bindings.size()) -
                       static_cast<std::int64_t>(tentative.bindings.size()));
  for (const BindingEvent& event : tentative.events) {
    index(hash, record, event.contact, event.kind);
    observer_(event);
  }
}

void BindingStore::reschedule(Shard& shard, Record& record, SteadyTime now, bool was_bound) {
  const bool is_bound = !record.bindings.empty();
  (was_bound ? shard.expiries : shard.remembered).erase({record.due, &record});
  record.due = is_bound ? first_expiry(record.bindings) : now;
  (is_bound ? shard.expiries : shard.remembered).emplace(record.due, &record);
  if (is_bound && !was_bound) gauges_.aors.add(1);
  if (!is_bound && was_bound) {
    gauges_.aors.add(-1);
    --aor_count_;
  }
}

void BindingStore::index(std::uint64_t hash, const Record& record, std::string_view contact, BindingEvent::Kind kind) {
  const auto key_of_contact = [&](std::string_view text) {
    const auto uri = parse_uri(text);
    return uri ? contacts_.key_of(*uri) : 0;
  };
  const std::uint64_t key = key_of_contact(contact);
  if (kind == BindingEvent::Kind::registered || kind == BindingEvent::Kind::refreshed) {
    contacts_.put(key, hash);
    return;
  }
  const auto shares_key = [&](const Binding& binding) { return key_of_contact(binding.contact()) == key; };
  if (std::none_of(record.bindings.begin(), record.bindings.end(), shares_key)) contacts_.remove(key, hash);
}

void BindingStore::forget_surplus(Shard& shard) {
  const std::size_t limit = (limits_.max_remembered + kShards - 1) / kShards;
  while (shard.remembered.size() > limit) {
    Record* const record = shard.remembered.begin()->second;
    shard.remembered.erase(shard.remembered.begin());
    const auto [first, last] = shard.records.equal_range(hash_(key_of(record->aor)));
    shard.records.erase(std::find_if(first, last, [&](const auto& entry) { return &entry.second == record; }));
  }
}

bool BindingStore::reserve_aor() noexcept {
  std::size_t count = aor_count_;
  while (count < limits_.max_aors) {
    if (aor_count_.compare_exchange_weak(count, count + 1)) return true;
  }
  return false;
}

}  // namespace zvoni::registrar
