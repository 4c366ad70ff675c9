#include "resolver/dns_cache.hpp"

#include <iterator>
#include <utility>

namespace zvoni::kernel {

const Answer* DnsCache::find(const Question& question, SteadyTime now) {
  const auto found = by_question_.find(question);
  if (found == by_question_.end()) return nullptr;
  const Order::iterator kept = found->second;
  if (kept->good_until <= now) {
    forget(kept);
    return nullptr;
  }
  order_.splice(order_.begin(), order_, kept);
  return &kept->answer;
}

void DnsCache::put(const Question& question, Answer answer, SteadyTime good_until) {
  if (const auto found = by_question_.find(question); found != by_question_.end()) forget(found->second);
  if (capacity_ == 0) return;
  if (by_question_.size() == capacity_) forget(std::prev(order_.end()));
  order_.push_front({question, std::move(answer), good_until});
  by_question_.emplace(question, order_.begin());
}

void DnsCache::forget(Order::iterator kept) {
  by_question_.erase(kept->question);
  order_.erase(kept);
}

}  // namespace zvoni::kernel
