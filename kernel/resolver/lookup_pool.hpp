// All look-ups under way, and the questions they share; without I/O.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include <zvoni/clock.hpp>

#include "resolver/dns_cache.hpp"
#include "resolver/next_hop_lookup.hpp"

namespace zvoni::kernel {

struct LookupLimits {
  std::chrono::milliseconds timeout{4000};  ///< of a whole look-up, all its steps together
  std::size_t lookups = 4096;               ///< under way; what is beyond gets an empty list at once
  std::size_t questions = 64;               ///< asked at a time; the rest waits
  std::size_t cached_answers = 10000;
  std::chrono::seconds longest_ttl{3600};
  std::chrono::seconds negative_ttl{10};  ///< for what the DNS does not know
};

/// Asks each question once however many look-ups wait for it, and remembers the answers. Each `done` given to add() is
/// called exactly once, from a method of this; it must not call this again. Not thread-safe.
class LookupPool {
 public:
  LookupPool(const LookupLimits& limits, RandomUpTo random);

  void add(const NextHop& hop, Resolver::Done done, SteadyTime now);
  /// A question to ask now; nullopt where there is none, or as many as may be are being asked.
  [[nodiscard]] std::optional<Question> next_question();
  /// The answer to what next_question() returned.
  void on_answer(const Question& question, const Answer& answer, SteadyTime now);
  /// Ends the look-ups whose time is over, with the destinations they know by then.
  void expire(SteadyTime now);
  /// When expire() has something to do; SteadyTime::max() where no look-up is under way.
  [[nodiscard]] SteadyTime next_deadline() const noexcept;
  /// Ends them all with an empty list.
  void abandon();

  [[nodiscard]] std::size_t size() const noexcept { return lookups_.size(); }
  [[nodiscard]] std::size_t being_asked() const noexcept { return being_asked_; }

 private:
  using LookupId = std::uint64_t;
  struct Lookup {
    NextHopLookup steps;
    Resolver::Done done;
    SteadyTime deadline;
  };
  using Lookups = std::map<LookupId, Lookup>;  // in the order of their deadlines, since all have the same time

  void proceed(Lookups::iterator lookup, std::vector<Question> questions, SteadyTime now);
  void finish(Lookups::iterator lookup);
  void remember(const Question& question, const Answer& answer, SteadyTime now);
  [[nodiscard]] bool is_wanted(const Question& question) const;

  LookupLimits limits_;
  RandomUpTo random_;
  DnsCache cache_;
  Lookups lookups_;
  LookupId last_id_ = 0;
  std::unordered_map<Question, std::vector<LookupId>> waiting_;  // asked or queued, and who waits (or waited)
  std::deque<Question> queued_;
  std::size_t being_asked_ = 0;
};

}  // namespace zvoni::kernel
