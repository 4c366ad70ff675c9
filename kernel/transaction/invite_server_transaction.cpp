#include "transaction/invite_server_transaction.hpp"

#include <algorithm>

namespace zvoni::kernel {

InviteServerTransaction::InviteServerTransaction(const TransactionTimes& times, bool reliable) noexcept
    : times_(&times), interval_(times.t1), reliable_(reliable) {}

Actions InviteServerTransaction::start() noexcept {
  Actions actions;
  actions.pass_up = true;
  actions.start(TimerId::trying, times_->trying);
  return actions;
}

Actions InviteServerTransaction::on_retransmission() noexcept {
  Actions actions;
  if (state_ == State::completed || (state_ == State::proceeding && responded_)) {
    actions.resend = true;
  } else if (state_ == State::proceeding) {
    responded_ = true;
    actions.send_trying = true;
    actions.stop(TimerId::trying);
  }
  // In accepted it is absorbed: who made the 2xx sends it again (RFC 6026, 7.1).
  return actions;
}

Actions InviteServerTransaction::on_ack() noexcept {
  Actions actions;
  if (state_ == State::accepted) {
    actions.pass_up = true;  // RFC 6026, 7.1: a 2xx and its ACK are the transaction user's
    return actions;
  }
  if (state_ != State::completed) return actions;
  if (reliable_) {  // Timer I is 0
    actions.terminated = true;
    state_ = State::terminated;
    return actions;
  }
  actions.stop(TimerId::retransmit);
  actions.stop(TimerId::timeout);
  actions.start(TimerId::linger, times_->t4);  // Timer I
  state_ = State::confirmed;
  return actions;
}

Actions InviteServerTransaction::on_response(int status) noexcept {
  const bool success = status >= 200 && status < 300;
  Actions actions;
  if (state_ == State::accepted) {
    actions.send = success;
    return actions;
  }
  if (state_ != State::proceeding) return actions;
  actions.send = true;
  if (!responded_) actions.stop(TimerId::trying);
  responded_ = true;
  if (status < 200) return actions;
  if (success) {
    actions.start(TimerId::linger, times_->t1_64());  // Timer L, over any transport
    state_ = State::accepted;
    return actions;
  }
  if (!reliable_) actions.start(TimerId::retransmit, interval_);  // Timer G
  actions.start(TimerId::timeout, times_->t1_64());               // Timer H
  state_ = State::completed;
  return actions;
}

Actions InviteServerTransaction::on_timer(TimerId id) noexcept {
  Actions actions;
  if (id == TimerId::trying && state_ == State::proceeding && !responded_) {
    responded_ = true;
    actions.send_trying = true;
  } else if (id == TimerId::retransmit && state_ == State::completed) {
    interval_ = std::min(2 * interval_, times_->t2);
    actions.resend = true;
    actions.start(TimerId::retransmit, interval_);
  } else if (id == TimerId::timeout && state_ == State::completed) {
    actions.timed_out = true;
    actions.terminated = true;
    state_ = State::terminated;
  } else if (id == TimerId::linger && (state_ == State::confirmed || state_ == State::accepted)) {
    actions.terminated = true;
    state_ = State::terminated;
  }
  return actions;
}

Actions InviteServerTransaction::on_transport_error() noexcept {
  // RFC 6026, 7.1: a failure to send a response must not end the transaction, or the next retransmission of the INVITE
  // would pass for a new request. Its timers end it.
  Actions actions;
  actions.transport_failed = state_ != State::terminated && state_ != State::confirmed;
  return actions;
}

}  // namespace zvoni::kernel
