#include "target_finder.hpp"

#include <atomic>
#include <memory>
#include <utility>

namespace zvoni::forwarder {

// One search. Its first part runs inside find(); after an answer that did not come at once, the rest runs on the thread
// that brings it.
class TargetFinder::Run : public std::enable_shared_from_this<Run> {  // shared: by find() and the answer it waits for
 public:
  Run(TargetFinder& finder, TargetSearch search) : finder_(finder), search_(std::move(search)) {}
  ~Run() {
    if (!late_) return;  // else the service dropped the question
    late_ = nullptr;
    finder_.search_came_back();
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  std::optional<TargetPlan> begin(TargetSearch::Question question, const PrepareLate& prepare) {
    std::optional<TargetSearch::Question> next = std::move(question);
    for (; next; next = search_.next()) {
      if (ask(*next)) continue;
      if (!late_) {
        late_ = prepare();
        finder_.search_went_out();
      }
      if (leave()) return std::nullopt;
      take_answer();
    }
    if (!late_) return search_.take_plan();
    finish();  // the last answer came while the caller was being told to wait
    return std::nullopt;
  }

 private:
  enum class Slot : std::uint8_t { empty, answered, left };

  // True where the answer came at once.
  bool ask(const TargetSearch::Question& question) {
    slot_.store(Slot::empty, std::memory_order_relaxed);
    auto done = [self = shared_from_this()](Location location) { self->deliver(std::move(location)); };
    if (question.kind == TargetSearch::Question::Kind::aor) {
      finder_.location_.lookup(question.text, std::move(done));
    } else if (const auto uri = parse_uri(question.text)) {
      finder_.location_.lookup_contact(*uri, std::move(done));
    } else {
      deliver({});
    }
    if (slot_.load(std::memory_order_acquire) != Slot::answered) return false;
    take_answer();
    return true;
  }

  // Whoever of asker and answer comes second goes on.
  bool leave() {
    Slot expected = Slot::empty;
    return slot_.compare_exchange_strong(expected, Slot::left, std::memory_order_acq_rel);
  }

  void deliver(Location location) {
    answer_ = std::move(location);
    if (slot_.exchange(Slot::answered, std::memory_order_acq_rel) == Slot::left) go_on();
  }

  void take_answer() { search_.answer(std::move(answer_)); }

  void go_on() {
    take_answer();
    while (const auto question = search_.next()) {
      if (ask(*question)) continue;
      if (leave()) return;
      take_answer();
    }
    finish();
  }

  void finish() {
    std::exchange(late_, nullptr)(search_.take_plan());
    finder_.search_came_back();
  }

  TargetFinder& finder_;
  TargetSearch search_;
  Late late_;
  Location answer_;  // written by the answer before it sets the slot, read by who goes on after that
  std::atomic<Slot> slot_{Slot::empty};
};

TargetFinder::~TargetFinder() {
  std::unique_lock lock(mutex_);
  all_back_.wait(lock, [this] { return out_ == 0; });
}

std::optional<TargetPlan> TargetFinder::find(TargetSearch search, const PrepareLate& prepare) {
  auto question = search.next();
  if (!question) return search.take_plan();
  return std::make_shared<Run>(*this, std::move(search))->begin(std::move(*question), prepare);
}

void TargetFinder::search_went_out() {
  const std::lock_guard lock(mutex_);
  ++out_;
}

void TargetFinder::search_came_back() noexcept {
  const std::lock_guard lock(mutex_);
  --out_;
  all_back_.notify_all();
}

}  // namespace zvoni::forwarder
