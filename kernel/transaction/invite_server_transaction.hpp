// The INVITE server transaction: RFC 3261, 17.2.1 with the Accepted state of RFC 6026, 7.1.
#pragma once

#include "transaction/actions.hpp"

namespace zvoni::kernel {

class InviteServerTransaction {
 public:
  enum class State : std::uint8_t { proceeding, completed, confirmed, accepted, terminated };

  InviteServerTransaction(const TransactionTimes& times, bool reliable) noexcept;

  /// The INVITE arrived for the first time: it passes up, and a 100 follows where nothing else does in time.
  Actions start() noexcept;
  /// It arrived again.
  Actions on_retransmission() noexcept;
  /// An ACK that matches. To a non-2xx it is absorbed; in `accepted` it passes up (RFC 6026, 7.1).
  Actions on_ack() noexcept;
  /// The transaction user answers. Ignored where the state allows no such answer any more.
  Actions on_response(int status) noexcept;
  Actions on_timer(TimerId id) noexcept;
  /// A response could not be sent. The transaction stays until its timers end it (RFC 6026, 7.1).
  Actions on_transport_error() noexcept;

  [[nodiscard]] State state() const noexcept { return state_; }

 private:
  const TransactionTimes* times_;
  std::chrono::milliseconds interval_{0};
  State state_ = State::proceeding;
  bool reliable_;
  bool responded_ = false;  // anything at all went out: a retransmission gets it again
};

}  // namespace zvoni::kernel
