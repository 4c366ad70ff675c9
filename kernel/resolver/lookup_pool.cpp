#include "resolver/lookup_pool.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace zvoni::kernel {

LookupPool::LookupPool(const LookupLimits& limits, RandomUpTo random)
    : limits_(limits), random_(std::move(random)), cache_(limits.cached_answers) {}

void LookupPool::add(const NextHop& hop, Resolver::Done done, SteadyTime now) {
  if (lookups_.size() >= limits_.lookups) {
    done({});
    return;
  }
  Lookup lookup{NextHopLookup(hop, random_), std::move(done), now + limits_.timeout};
  const auto added = lookups_.emplace_hint(lookups_.end(), ++last_id_, std::move(lookup));
  proceed(added, added->second.steps.start(), now);
}

void LookupPool::proceed(Lookups::iterator lookup, std::vector<Question> questions, SteadyTime now) {
  NextHopLookup& steps = lookup->second.steps;
  while (!questions.empty()) {
    const Question question = std::move(questions.back());
    questions.pop_back();
    if (const Answer* known = cache_.find(question, now)) {
      auto more = steps.on_answer(question, *known);
      std::move(more.begin(), more.end(), std::back_inserter(questions));
      continue;
    }
    const auto [waiting, is_new] = waiting_.try_emplace(question);
    waiting->second.push_back(lookup->first);
    if (is_new) queued_.push_back(question);
  }
  if (steps.is_complete()) finish(lookup);
}

void LookupPool::finish(Lookups::iterator lookup) {
  const Lookup finished = std::move(lookup->second);
  lookups_.erase(lookup);
  finished.done(finished.steps.destinations());
}

std::optional<Question> LookupPool::next_question() {
  while (!queued_.empty() && being_asked_ < limits_.questions) {
    Question question = std::move(queued_.front());
    queued_.pop_front();
    if (is_wanted(question)) {
      ++being_asked_;
      return question;
    }
    waiting_.erase(question);
  }
  return std::nullopt;
}

bool LookupPool::is_wanted(const Question& question) const {
  const auto waiting = waiting_.find(question);
  return waiting != waiting_.end() && std::any_of(waiting->second.begin(), waiting->second.end(),
                                                  [this](LookupId id) { return lookups_.contains(id); });
}

void LookupPool::on_answer(const Question& question, const Answer& answer, SteadyTime now) {
  const auto waiting = waiting_.extract(question);
  if (waiting.empty()) return;
  --being_asked_;
  remember(question, answer, now);
  for (const LookupId id : waiting.mapped()) {
    const auto lookup = lookups_.find(id);
    if (lookup == lookups_.end()) continue;  // its time was over before
    proceed(lookup, lookup->second.steps.on_answer(question, answer), now);
  }
}

void LookupPool::remember(const Question& question, const Answer& answer, SteadyTime now) {
  constexpr std::chrono::seconds kShortestTtl{1};
  if (answer.outcome == Answer::Outcome::found) {
    cache_.put(question, answer, now + std::clamp(answer.ttl, kShortestTtl, limits_.longest_ttl));
    return;
  }
  // A resolver that does not know or drops NAPTR and SRV is common in home routers, and there is a step after them;
  // an address that could not be asked for may be there in a moment.
  if (answer.outcome == Answer::Outcome::failed && question.type == Question::Type::address) return;
  cache_.put(question, answer, now + limits_.negative_ttl);
}

void LookupPool::expire(SteadyTime now) {
  while (!lookups_.empty() && lookups_.begin()->second.deadline <= now) finish(lookups_.begin());
}

SteadyTime LookupPool::next_deadline() const noexcept {
  return lookups_.empty() ? SteadyTime::max() : lookups_.begin()->second.deadline;
}

void LookupPool::abandon() {
  const Lookups abandoned = std::exchange(lookups_, {});
  queued_.clear();
  waiting_.clear();
  being_asked_ = 0;
  for (const auto& [id, lookup] : abandoned) lookup.done({});
}

}  // namespace zvoni::kernel
