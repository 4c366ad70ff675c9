// A request that zvoni sends, and the client transaction that waits for its answers.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include <zvoni/endpoint.hpp>
#include <zvoni/message.hpp>

#include "pipeline/transaction_timers.hpp"
#include "transaction/invite_client_transaction.hpp"
#include "transaction/non_invite_client_transaction.hpp"

namespace zvoni::kernel {

class ClientTransaction;
class Shard;

/// Under which a client transaction is found. A CANCEL has the branch of its INVITE, hence the same number.
[[nodiscard]] constexpr std::uint64_t client_key(std::uint64_t number, Method method) noexcept {
  constexpr std::uint64_t kCancelBit = std::uint64_t{1} << 63;
  return method == Method::cancel ? number | kCancelBit : number;
}

/// Who wants to know. Calls come while the transaction is at work: destroy it later (Shard::defer), not from within.
class ClientTransactionUser {
 public:
  virtual void on_client_response(ClientTransaction& transaction, MessagePtr response) = 0;
  virtual void on_client_timeout(ClientTransaction& transaction) = 0;
  virtual void on_client_transport_error(ClientTransaction& transaction) = 0;
  virtual void on_client_terminated(ClientTransaction& transaction) = 0;

 protected:
  ~ClientTransactionUser() = default;
};

/// Lives in its shard, under its lock. The message is `request` with zvoni's Via on top of it; it is borrowed, and
/// outlives the transaction, which needs it for ACK (17.1.1.3).
class ClientTransaction {
 public:
  ClientTransaction(Shard& shard, ClientTransactionUser& user, const Message& request, const Flow& flow,
                    std::string branch, std::uint64_t number);
  ~ClientTransaction();
  ClientTransaction(const ClientTransaction&) = delete;
  ClientTransaction& operator=(const ClientTransaction&) = delete;

  /// Sends it.
  void start();
  void on_response(MessagePtr response, const Flow& flow);
  void on_transport_error();
  /// Ends it without a word to the user.
  void stop();

  [[nodiscard]] bool matches(std::string_view branch, Method method) const noexcept;
  [[nodiscard]] bool is_terminated() const noexcept { return terminated_; }
  [[nodiscard]] const Flow& flow() const noexcept { return flow_; }
  [[nodiscard]] const std::string& branch() const noexcept { return branch_; }
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }

 private:
  void perform(const Actions& actions, MessagePtr response);
  void on_timer(TimerId id);
  void send(std::string_view wire);
  void send_ack(const Message& response);

  Shard& shard_;
  ClientTransactionUser& user_;
  const Message& request_;
  Flow flow_;
  std::string branch_;
  std::uint64_t number_;
  std::uint64_t key_;
  std::string wire_;
  std::string ack_;
  std::variant<InviteClientTransaction, NonInviteClientTransaction> machine_;
  TransactionTimers<ClientTransaction> timers_;
  bool terminated_ = false;
};

/// The ACK to a non-2xx (17.1.1.3) or the CANCEL (9.1) for a request that was sent: its request-URI, top Via, Route,
/// From, Call-ID and CSeq number. `to` is the To of the response, or of the request for a CANCEL.
MessagePtr make_hop_request(const Message& request, Method method, std::string_view to);

}  // namespace zvoni::kernel
