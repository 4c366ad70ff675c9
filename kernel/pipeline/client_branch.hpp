// One forwarded copy of a request: finds its way, tries its destinations, can be cancelled.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <zvoni/request.hpp>

#include "pipeline/client_transaction.hpp"
#include "transport/network.hpp"

namespace zvoni::kernel {

class ServerTransaction;

/// Owned by the transaction of the request it is a copy of; lives under the same lock.
class ClientBranch final : public Branch, public ClientTransactionUser {
 public:
  ClientBranch(ServerTransaction& owner, MessagePtr copy, const Target& target, std::string loop_token);
  ~ClientBranch();

  // Branch
  [[nodiscard]] State state() const noexcept override { return state_; }
  [[nodiscard]] Message& message() noexcept override { return message_ ? *message_ : *base_; }
  [[nodiscard]] const Message& message() const noexcept override { return message_ ? *message_ : *base_; }
  [[nodiscard]] Request& request() noexcept override;
  [[nodiscard]] const Flow& flow() const noexcept override { return flow_; }
  void cancel() override;

  void start();
  [[nodiscard]] bool is_over() const noexcept;
  /// Whether a response with this To tag came on it.
  [[nodiscard]] bool has_remote_tag(std::string_view tag) const noexcept;

  // ClientTransactionUser
  void on_client_response(ClientTransaction& transaction, MessagePtr response) override;
  void on_client_timeout(ClientTransaction& transaction) override;
  void on_client_transport_error(ClientTransaction& transaction) override;
  void on_client_terminated(ClientTransaction& transaction) override;

 private:
  void prepare(const Target& target);
  [[nodiscard]] bool is_current(const ClientTransaction& transaction) const noexcept;
  void resolve(const NextHop& hop);
  void on_resolved(const std::vector<Destination>& destinations);
  void prefer_stream_for_large();
  void try_next(BranchFailure failure);
  void try_next_later(BranchFailure failure);
  bool run_request_forwarding();
  void send_stateless();
  void send_cancel();
  void on_cancel_unanswered();
  void complete(BranchFailure failure);

  // A destination that answered 503: kept until its answer can no longer come again.
  struct Former {
    MessagePtr message;
    std::unique_ptr<ClientTransaction> transaction;
  };

  ServerTransaction& owner_;
  MessagePtr base_;     // the copy before any attempt added to it; gone with the last attempt
  MessagePtr message_;  // the attempt's
  std::string loop_token_;
  bool keeps_datagrams_ = false;  // the target asked for UDP, or is behind a NAT
  bool resolving_ = false;
  std::vector<Flow> flows_;  // still to be tried, the next one first
  Flow flow_;
  State state_ = State::calling;
  bool cancel_wanted_ = false;
  std::vector<std::string> remote_tags_;
  std::vector<Former> former_;
  std::unique_ptr<ClientTransaction> transaction_;
  MessagePtr cancel_message_;
  std::unique_ptr<ClientTransaction> cancel_transaction_;
  TimerNode cancel_timer_;
};

}  // namespace zvoni::kernel
