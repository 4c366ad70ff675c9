// All bindings of all aors, in memory.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <zvoni/clock.hpp>
#include <zvoni/metric.hpp>
#include <zvoni/uri.hpp>

#include "binding.hpp"
#include "binding_update.hpp"
#include "contact_index.hpp"

namespace zvoni::registrar {

/// Whether alice@one.example and alice@two.example, both zvoni's own domains, are the same user.
enum class Domains : std::uint8_t { apart, shared };

struct StoreLimits {
  std::size_t max_contacts = 10;        ///< bindings of one aor
  std::size_t max_aors = 100000;        ///< aors with bindings
  std::size_t max_remembered = 100000;  ///< aors without bindings that are still known; each shard keeps its part
};

struct StoreGauges {
  Metric& bindings;
  Metric& aors;
};

/// Aors are spread over shards with a lock each, so that REGISTERs of different users do not wait for one another. All
/// functions from any thread. Bindings whose time is up are never seen, whether expire() ran or not.
class BindingStore {
 public:
  /// Called with the aor's shard locked, in the order in which things happen: must not block nor call back.
  using Observer = std::function<void(const BindingEvent&)>;

  BindingStore(StoreLimits limits, Domains domains, Hash hash, Observer observer, StoreGauges gauges);
  BindingStore(const BindingStore&) = delete;
  BindingStore& operator=(const BindingStore&) = delete;

  struct Outcome {
    UpdateResult result = UpdateResult::done;
    std::vector<Binding> bindings;  ///< after the update, the newest last; empty where it was refused
  };
  /// Does a REGISTER whole or not at all (RFC 3261, 10.3).
  Outcome update(const BindingUpdate& update, SteadyTime now);

  struct Found {
    bool known = false;             ///< it has bindings, or had some and is remembered
    std::vector<Binding> bindings;  ///< the newest last
  };
  [[nodiscard]] Found find(std::string_view aor, SteadyTime now);
  /// A binding whose contact is equivalent to this URI.
  [[nodiscard]] std::optional<Binding> find_contact(const Uri& contact, SteadyTime now);

  /// Removes what has expired. Looks at nothing else.
  void expire(SteadyTime now);

 private:
  struct Record {
    std::string aor;
    std::vector<Binding> bindings;  // the newest last
    SteadyTime due{};               // its place in Shard::expiries or Shard::remembered
  };
  struct Identity {
    std::size_t operator()(std::uint64_t hash) const noexcept { return hash; }
  };
  using Schedule = std::set<std::pair<SteadyTime, Record*>>;
  struct alignas(64) Shard {
    std::mutex mutex;
    std::unordered_multimap<std::uint64_t, Record, Identity> records;  // by hash of key_of(aor)
    Schedule expiries;                                                 // each record with bindings, by the first expiry
    Schedule remembered;                                               // each without, by the time it lost the last one
  };
  static constexpr std::size_t kShards = 64;

  [[nodiscard]] std::string_view key_of(std::string_view aor) const noexcept;
  [[nodiscard]] Shard& shard_of(std::uint64_t hash) { return shards_[(hash >> 32) % kShards]; }
  // All below with the shard locked.
  [[nodiscard]] Record* find_record(Shard& shard, std::uint64_t hash, std::string_view aor);
  void purge(Shard& shard, std::uint64_t hash, Record& record, SteadyTime now);
  void commit(Shard& shard, std::uint64_t hash, Record& record, TentativeBindings& tentative, SteadyTime now);
  void reschedule(Shard& shard, Record& record, SteadyTime now, bool was_bound);
  void index(std::uint64_t hash, const Record& record, std::string_view contact, BindingEvent::Kind kind);
  void forget_surplus(Shard& shard);
  [[nodiscard]] bool reserve_aor() noexcept;

  const StoreLimits limits_;
  const Domains domains_;
  const Hash hash_;
  const Observer observer_;
  StoreGauges gauges_;
  std::atomic<std::size_t> aor_count_{0};  // with bindings
  std::array<Shard, kShards> shards_;
  ContactIndex contacts_;  // its locks are taken inside a shard's, never the other way round
};

}  // namespace zvoni::registrar
