#include "transaction/non_invite_server_transaction.hpp"

namespace zvoni::kernel {

NonInviteServerTransaction::NonInviteServerTransaction(const TransactionTimes& times, bool reliable) noexcept
    : times_(&times), reliable_(reliable) {}

Actions NonInviteServerTransaction::start() noexcept {
  Actions actions;
  actions.pass_up = true;
  return actions;
}

Actions NonInviteServerTransaction::on_retransmission() noexcept {
  Actions actions;
  actions.resend = !silent_ && (state_ == State::proceeding || state_ == State::completed);
  return actions;
}

Actions NonInviteServerTransaction::on_response(int status) noexcept {
  Actions actions;
  if (state_ != State::trying && state_ != State::proceeding) return actions;
  silent_ = status == 408;  // RFC 4320, 4.2: the client has given up by then; retransmissions are absorbed
  actions.send = !silent_;
  if (status < 200) {
    state_ = State::proceeding;
    return actions;
  }
  if (reliable_) {  // Timer J is 0
    actions.terminated = true;
    state_ = State::terminated;
    return actions;
  }
  actions.start(TimerId::linger, times_->t1_64());  // Timer J
  state_ = State::completed;
  return actions;
}

Actions NonInviteServerTransaction::on_timer(TimerId id) noexcept {
  Actions actions;
  if (id != TimerId::linger || state_ != State::completed) return actions;
  actions.terminated = true;
  state_ = State::terminated;
  return actions;
}

Actions NonInviteServerTransaction::on_transport_error() noexcept {
  if (state_ != State::proceeding && state_ != State::completed) return {};
  Actions actions;
  actions.transport_failed = true;
  actions.terminated = true;
  state_ = State::terminated;
  return actions;
}

}  // namespace zvoni::kernel
