#include "transaction/non_invite_client_transaction.hpp"

#include <algorithm>

namespace zvoni::kernel {

NonInviteClientTransaction::NonInviteClientTransaction(const TransactionTimes& times, bool reliable) noexcept
    : times_(&times), interval_(times.t1), reliable_(reliable) {}

Actions NonInviteClientTransaction::start() noexcept {
  Actions actions;
  actions.send = true;
  if (!reliable_) actions.start(TimerId::retransmit, interval_);  // Timer E
  actions.start(TimerId::timeout, times_->t1_64());               // Timer F
  return actions;
}

Actions NonInviteClientTransaction::on_response(int status) noexcept {
  Actions actions;
  if (state_ != State::trying && state_ != State::proceeding) return actions;
  actions.pass_up = true;
  if (status < 200) {
    state_ = State::proceeding;  // Timers E and F go on
    return actions;
  }
  if (reliable_) {  // Timer K is 0
    actions.terminated = true;
    state_ = State::terminated;
    return actions;
  }
  actions.stop(TimerId::retransmit);
  actions.stop(TimerId::timeout);
  actions.start(TimerId::linger, times_->t4);  // Timer K
  state_ = State::completed;
  return actions;
}

Actions NonInviteClientTransaction::on_timer(TimerId id) noexcept {
  const bool waiting = state_ == State::trying || state_ == State::proceeding;
  Actions actions;
  if (id == TimerId::retransmit && waiting) {
    interval_ = state_ == State::proceeding ? times_->t2 : std::min(2 * interval_, times_->t2);
    actions.resend = true;
    actions.start(TimerId::retransmit, interval_);
  } else if (id == TimerId::timeout && waiting) {
    actions.timed_out = true;
    actions.terminated = true;
    state_ = State::terminated;
  } else if (id == TimerId::linger && state_ == State::completed) {
    actions.terminated = true;
    state_ = State::terminated;
  }
  return actions;
}

Actions NonInviteClientTransaction::on_transport_error() noexcept {
  if (state_ != State::trying && state_ != State::proceeding) return {};
  Actions actions;
  actions.transport_failed = true;
  actions.terminated = true;
  state_ = State::terminated;
  return actions;
}

}  // namespace zvoni::kernel
