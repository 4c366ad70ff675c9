// The client transaction of all other methods: RFC 3261, 17.1.2.
#pragma once

#include "transaction/actions.hpp"

namespace zvoni::kernel {

class NonInviteClientTransaction {
 public:
  enum class State : std::uint8_t { trying, proceeding, completed, terminated };

  NonInviteClientTransaction(const TransactionTimes& times, bool reliable) noexcept;

  Actions start() noexcept;
  Actions on_response(int status) noexcept;
  Actions on_timer(TimerId id) noexcept;
  Actions on_transport_error() noexcept;

  [[nodiscard]] State state() const noexcept { return state_; }

 private:
  const TransactionTimes* times_;
  std::chrono::milliseconds interval_{0};
  State state_ = State::trying;
  bool reliable_;
};

}  // namespace zvoni::kernel
