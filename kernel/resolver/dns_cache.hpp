// Answers of the DNS, for as long as they are good.
#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>

#include <zvoni/clock.hpp>

#include "resolver/dns_records.hpp"

namespace zvoni::kernel {

/// Holds a bounded number of answers; where there are more, the one that was not asked for the longest goes. Not
/// thread-safe.
class DnsCache {
 public:
  explicit DnsCache(std::size_t capacity) : capacity_(capacity) {}

  /// The answer, while it is good at `now`; else nullptr. Lives until the next call.
  [[nodiscard]] const Answer* find(const Question& question, SteadyTime now);
  /// Keeps an answer until `good_until`.
  void put(const Question& question, Answer answer, SteadyTime good_until);
  [[nodiscard]] std::size_t size() const noexcept { return by_question_.size(); }

 private:
  struct Kept {
    Question question;
    Answer answer;
    SteadyTime good_until;
  };
  using Order = std::list<Kept>;
  void forget(Order::iterator kept);

  std::size_t capacity_;
  Order order_;  // the latest used first
  std::unordered_map<Question, Order::iterator> by_question_;
};

}  // namespace zvoni::kernel
