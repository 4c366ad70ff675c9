// The timers of one transaction machine in its shard's wheel.
#pragma once

#include <array>

#include "transaction/actions.hpp"
#include "transaction/timer_wheel.hpp"

namespace zvoni::kernel {

/// Calls Owner::on_timer(TimerId). Embedded in the owner.
template <typename Owner>
class TransactionTimers {
 public:
  using Handler = void (*)(Owner& owner, TimerId id);

  TransactionTimers(Owner& owner, Handler handler) noexcept : owner_(owner), handler_(handler) {
    for (TimerNode& node : nodes_) {
      node.owner = this;
      node.fire = [](TimerNode& fired, SteadyTime) { static_cast<TransactionTimers*>(fired.owner)->fire(fired); };
    }
  }

  void apply(const Actions& actions, TimerWheel& wheel, SteadyTime now) {
    for (std::size_t i = 0; i < actions.timer_count; ++i) {
      const auto& change = actions.timers[i];
      TimerNode& node = nodes_[static_cast<std::size_t>(change.id)];
      if (change.delay) {
        wheel.arm(node, now + *change.delay);
      } else {
        node.cancel();
      }
    }
  }

  void stop() noexcept {
    for (TimerNode& node : nodes_) node.cancel();
  }

 private:
  void fire(TimerNode& node) { handler_(owner_, static_cast<TimerId>(&node - nodes_.data())); }

  Owner& owner_;
  Handler handler_;
  std::array<TimerNode, kTimerCount> nodes_;
};

}  // namespace zvoni::kernel
