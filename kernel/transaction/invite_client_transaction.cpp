#include "transaction/invite_client_transaction.hpp"

namespace zvoni::kernel {

InviteClientTransaction::InviteClientTransaction(const TransactionTimes& times, bool reliable) noexcept
    : times_(&times), interval_(times.t1), reliable_(reliable) {}

Actions InviteClientTransaction::start() noexcept {
  Actions actions;
  actions.send = true;
  if (!reliable_) actions.start(TimerId::retransmit, interval_);  // Timer A
  actions.start(TimerId::timeout, times_->t1_64());               // Timer B
  return actions;
}

Actions InviteClientTransaction::on_response(int status) noexcept {
  switch (state_) {
    case State::calling:
    case State::proceeding:
      if (status < 200) return on_provisional();
      return status < 300 ? on_success() : on_failure();
    case State::completed: {
      Actions actions;
      // Only what the ACK was for is acknowledged again; a 2xx never gets this ACK (17.1.1.3).
      actions.send_ack = status >= 300;
      return actions;
    }
    case State::accepted: {
      Actions actions;
      actions.pass_up = status >= 200 && status < 300;  // RFC 6026, 7.2: from any fork, any number of times
      return actions;
    }
    case State::terminated:
      break;
  }
  return {};
}

Actions InviteClientTransaction::on_provisional() noexcept {
  Actions actions;
  actions.pass_up = true;
  if (state_ == State::calling) stop_calling(actions);
  state_ = State::proceeding;
  return actions;
}

Actions InviteClientTransaction::on_success() noexcept {
  Actions actions;
  actions.pass_up = true;
  if (state_ == State::calling) stop_calling(actions);
  actions.start(TimerId::linger, times_->t1_64());  // Timer M, over any transport
  state_ = State::accepted;
  return actions;
}

Actions InviteClientTransaction::on_failure() noexcept {
  Actions actions;
  actions.pass_up = true;
  actions.send_ack = true;
  if (reliable_) {  // Timer D is 0
    actions.terminated = true;
    state_ = State::terminated;
    return actions;
  }
  if (state_ == State::calling) stop_calling(actions);
  actions.start(TimerId::linger, times_->t1_64());  // Timer D: as long as the server's Timer H
  state_ = State::completed;
  return actions;
}

void InviteClientTransaction::stop_calling(Actions& actions) const noexcept {
  if (!reliable_) actions.stop(TimerId::retransmit);
  actions.stop(TimerId::timeout);
}

Actions InviteClientTransaction::on_timer(TimerId id) noexcept {
  Actions actions;
  if (id == TimerId::retransmit && state_ == State::calling) {
    interval_ *= 2;  // Timer A doubles without a bound other than Timer B (17.1.1.2)
    actions.resend = true;
    actions.start(TimerId::retransmit, interval_);
  } else if (id == TimerId::timeout && state_ == State::calling) {
    actions.timed_out = true;
    actions.terminated = true;
    state_ = State::terminated;
  } else if (id == TimerId::linger && (state_ == State::completed || state_ == State::accepted)) {
    actions.terminated = true;
    state_ = State::terminated;
  }
  return actions;
}

Actions InviteClientTransaction::on_transport_error() noexcept {
  // Only the INVITE and the ACK are sent from here; what fails late, after an answer came, changes nothing.
  if (state_ != State::calling && state_ != State::completed) return {};
  Actions actions;
  actions.transport_failed = true;
  actions.terminated = true;
  state_ = State::terminated;
  return actions;
}

}  // namespace zvoni::kernel
