// The INVITE client transaction: RFC 3261, 17.1.1 with the Accepted state of RFC 6026, 7.2.
#pragma once

#include "transaction/actions.hpp"

namespace zvoni::kernel {

class InviteClientTransaction {
 public:
  enum class State : std::uint8_t { calling, proceeding, completed, accepted, terminated };

  InviteClientTransaction(const TransactionTimes& times, bool reliable) noexcept;

  /// Sends the INVITE (`send`).
  Actions start() noexcept;
  /// A response that matches. 100 passes up like any provisional.
  Actions on_response(int status) noexcept;
  Actions on_timer(TimerId id) noexcept;
  /// The INVITE or the ACK could not be sent (17.1.4).
  Actions on_transport_error() noexcept;

  [[nodiscard]] State state() const noexcept { return state_; }

 private:
  Actions on_provisional() noexcept;
  Actions on_success() noexcept;
  Actions on_failure() noexcept;
  void stop_calling(Actions& actions) const noexcept;

  const TransactionTimes* times_;
  std::chrono::milliseconds interval_{0};
  State state_ = State::calling;
  bool reliable_;
};

}  // namespace zvoni::kernel
