// The server transaction of all other methods: RFC 3261, 17.2.2.
#pragma once

#include "transaction/actions.hpp"

namespace zvoni::kernel {

class NonInviteServerTransaction {
 public:
  enum class State : std::uint8_t { trying, proceeding, completed, terminated };

  NonInviteServerTransaction(const TransactionTimes& times, bool reliable) noexcept;

  Actions start() noexcept;
  Actions on_retransmission() noexcept;
  /// The transaction user answers. A 408 is not sent: the transaction then ends in silence (RFC 4320, 4.2).
  Actions on_response(int status) noexcept;
  Actions on_timer(TimerId id) noexcept;
  /// A response could not be sent (17.2.4).
  Actions on_transport_error() noexcept;

  [[nodiscard]] State state() const noexcept { return state_; }

 private:
  const TransactionTimes* times_;
  State state_ = State::trying;
  bool reliable_;
  bool silent_ = false;  // the final response was one that is not sent
};

}  // namespace zvoni::kernel
