// The walk of a request through the phases, and its suspension.
#include <stdexcept>

#include "pipeline/local_answers.hpp"
#include "pipeline/routing.hpp"
#include "pipeline/server_transaction.hpp"
#include "pipeline/shard.hpp"

namespace zvoni::kernel {

// What a continuation needs to find its request again: it may be gone by then.
struct ServerTransaction::Suspension final : Continuation::Impl {
  Suspension(Shard& home, std::uint64_t transaction_id, std::uint32_t which)
      : shard(home), transaction(transaction_id), number(which) {}

  void resume(Continuation::Step step) override {
    post([this_number = number, step = std::move(step)](ServerTransaction& found) { found.resume(this_number, step); });
  }
  void abandon() noexcept override {
    post([this_number = number](ServerTransaction& found) { found.abandon(this_number); });
  }

  template <typename Action>
  void post(Action action) {
    shard.parts().environment.dispatcher.post(
        shard.index(), [&home = shard, id = transaction, action = std::move(action)](Network& network) mutable {
          ShardLock lock(home, network);
          if (ServerTransaction* found = lock->find(id)) action(*found);
        });
  }

  Shard& shard;
  std::uint64_t transaction;
  std::uint32_t number;
};

void ServerTransaction::walk() {
  walk_ = Walk::running;
  while (walk_ == Walk::running && phase_ < kRequestPhaseCount) {
    if (handler_ == 0 && !enter_phase()) break;
    const auto& chain = generation_->request_chains[phase_];
    while (walk_ == Walk::running && handler_ < chain.size()) {
      if (!call_handler(chain[handler_])) return;
    }
    if (walk_ != Walk::running || !leave_phase()) break;
    ++phase_;
    handler_ = 0;
  }
  if (walk_ == Walk::running && phase_ == kRequestPhaseCount) nobody_took_it();
  if (walk_ == Walk::running) walk_ = Walk::done;
}

// The kernel's own part before the modules'. False: the walk ends.
bool ServerTransaction::enter_phase() {
  CoreParts& parts = shard_.parts();
  switch (static_cast<Phase>(phase_)) {
    case Phase::request_validation:
      if (auto refusal = validate(*message_, *generation_)) {
        refuse(*refusal);
        return false;
      }
      return true;
    case Phase::route_preprocessing:
      came_by_own_route_ = preprocess_route(*message_, parts.environment.identity, parts.secret);
      shard_.calls().on_request(*message_, flow_, shard_.moment());
      return true;
    default:
      return true;
  }
}

bool ServerTransaction::leave_phase() {
  if (static_cast<Phase>(phase_) != Phase::local_processing) return true;
  if (answer_locally(*this, *generation_, shard_.parts().environment.identity)) return false;
  if (auto refusal = validate_hops(*message_)) {
    refuse(*refusal);
    return false;
  }
  return true;
}

// False: the walk stands still or is over.
bool ServerTransaction::call_handler(const ChainLink<RequestHandler>& link) {
  ++handler_;
  suspend_asked_ = false;
  user_module_ = link.module;
  try {
    return act_on((*link.handler)(*this), link.module);
  } catch (const std::exception& error) {
    fail(link.module, error.what());
  } catch (...) {
    fail(link.module, "unknown exception");
  }
  walk_ = Walk::done;
  return false;
}

bool ServerTransaction::act_on(Verdict verdict, const std::string& module) {
  switch (verdict.kind()) {
    case Verdict::Kind::next:
      return true;
    case Verdict::Kind::wait:
      if (suspend_asked_) {
        walk_ = Walk::suspended;
        return false;
      }
      fail(module, "a handler said wait without a continuation");
      break;
    case Verdict::Kind::reply:
      reply(verdict.status(), verdict.reason());
      break;
    case Verdict::Kind::drop:
      dropped_ = true;
      timers_.stop();
      break;
    case Verdict::Kind::taken:
      walk_ = Walk::done;
      if (auto user = verdict.take_user()) {
        take_over(std::move(user), module);
      } else if (!is_answered()) {
        fail(module, "a handler said done without a final response");
      }
      break;
  }
  walk_ = Walk::done;
  return false;
}

void ServerTransaction::take_over(std::unique_ptr<TransactionUser> user, const std::string& module) {
  user_ = std::move(user);
  user_module_ = module;
  if (final_status_ != 0) return;  // cancelled while it was suspended
  call_user([this] { user_->start(*this); });
}

void ServerTransaction::nobody_took_it() {
  auto uri = parse_uri(message_->request_uri());
  bool ours = uri && shard_.parts().environment.identity.is_own_domain(uri->host);
  if (can_be_answered()) reply(ours ? 404 : 403);
}

Continuation ServerTransaction::suspend() {
  if (suspend_asked_) throw std::logic_error("a handler can suspend a request only once");
  suspend_asked_ = true;
  return Continuation(std::make_unique<Suspension>(shard_, id_, ++suspension_));
}

void ServerTransaction::resume(std::uint32_t suspension, const Continuation::Step& step) {
  if (walk_ != Walk::suspended || suspension != suspension_) return;
  if (final_status_ != 0) {  // answered meanwhile
    walk_ = Walk::done;
    check_over();
    return;
  }
  walk_ = Walk::running;
  suspend_asked_ = false;
  bool go_on = false;
  std::string module = user_module_;
  try {
    go_on = act_on(step(*this), module);
  } catch (const std::exception& error) {
    fail(module, error.what());
    walk_ = Walk::done;
  }
  if (go_on) walk();
  check_over();
}

void ServerTransaction::abandon(std::uint32_t suspension) {
  if (walk_ != Walk::suspended || suspension != suspension_) return;
  walk_ = Walk::done;
  shard_.parts().metrics.abandoned.add();
  shard_.parts().log.error(user_module_ + " gave up a request it had suspended");
  reply(500);
  check_over();
}

}  // namespace zvoni::kernel
