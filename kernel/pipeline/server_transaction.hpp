// A request in the kernel: its walk through the phases, its server transaction, its branches.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <zvoni/continuation.hpp>
#include <zvoni/request.hpp>
#include <zvoni/verdict.hpp>

#include "pipeline/generation.hpp"
#include "pipeline/transaction_timers.hpp"
#include "pipeline/validation.hpp"
#include "transaction/invite_server_transaction.hpp"
#include "transaction/non_invite_server_transaction.hpp"

namespace zvoni::kernel {

class ClientBranch;
class Shard;

/// Lives in its shard and under its lock.
class ServerTransaction final : public Request {
 public:
  enum class Kind : std::uint8_t {
    invite,
    other,
    stateless,  ///< an ACK to a 2xx, or a CANCEL that matches nothing: forwarded, never answered
    transient,  ///< answered at once and forgotten
  };

  ServerTransaction(Shard& shard, Kind kind, MessagePtr message, const Flow& flow,
                    std::shared_ptr<const Generation> generation, std::string key);
  ~ServerTransaction();

  // Request
  [[nodiscard]] Message& message() noexcept override { return *message_; }
  [[nodiscard]] const Message& message() const noexcept override { return *message_; }
  [[nodiscard]] const Flow& flow() const noexcept override { return flow_; }
  [[nodiscard]] WallTime received_at() const noexcept override { return received_at_; }
  [[nodiscard]] bool in_dialog() const noexcept override { return in_dialog_; }
  [[nodiscard]] bool came_by_own_route() const noexcept override { return came_by_own_route_; }
  [[nodiscard]] bool can_be_answered() const noexcept override { return kind_ != Kind::stateless; }
  [[nodiscard]] bool is_cancelled() const noexcept override { return cancelled_; }
  [[nodiscard]] std::string_view local_tag() const noexcept override { return local_tag_; }
  void respond(MessagePtr response) override;
  [[nodiscard]] MessagePtr make_response(int status, std::string_view reason) const override;
  [[nodiscard]] Continuation suspend() override;
  Branch& forward(MessagePtr copy, const Target& target, std::string_view loop_token) override;
  [[nodiscard]] Registration start_timer(std::chrono::milliseconds delay, std::function<void()> action) override;

  // What happens to it, from the shard.
  void begin();
  void refuse(const Refusal& refusal);
  void on_retransmission();
  /// False: the ACK belongs to a 2xx and has to go on.
  bool on_ack();
  /// Answers this CANCEL, which matched an INVITE.
  void answer_cancel();
  void on_cancel();
  void abort();
  /// The last moment before it is destroyed.
  void finish();
  void resume(std::uint32_t suspension, const Continuation::Step& step);
  void abandon(std::uint32_t suspension);

  // What its branches tell.
  void on_branch_response(ClientBranch& branch, MessagePtr response);
  void on_branch_failure(ClientBranch& branch, BranchFailure failure);
  void on_branch_over();

  [[nodiscard]] Shard& shard() noexcept { return shard_; }
  [[nodiscard]] std::uint64_t id() const noexcept { return id_; }
  [[nodiscard]] const std::string& key() const noexcept { return key_; }
  [[nodiscard]] const Generation& generation() const noexcept { return *generation_; }
  [[nodiscard]] bool is_stateless() const noexcept { return kind_ == Kind::stateless; }
  [[nodiscard]] bool is_answered() const noexcept { return final_status_ != 0 || kind_ == Kind::stateless || dropped_; }
  [[nodiscard]] bool is_over() const noexcept;

 private:
  struct CallTimer;
  struct Suspension;
  enum class Walk : std::uint8_t { running, suspended, done };

  void walk();
  bool enter_phase();
  bool leave_phase();
  bool call_handler(const ChainLink<RequestHandler>& link);
  bool act_on(Verdict verdict, const std::string& module);
  void take_over(std::unique_ptr<TransactionUser> user, const std::string& module);
  void nobody_took_it();
  void fail(const std::string& module, std::string_view what);
  template <typename Call>
  void call_user(Call call) {
    try {
      call();
    } catch (const std::exception& error) {
      fail(user_module_, error.what());
    } catch (...) {
      fail(user_module_, "unknown exception");
    }
  }
  void run_response_forwarding(Message& response, const ClientBranch* branch);
  ClientBranch* branch_of(const Message& response) const;
  void log_outcome(const Message& response) const;
  void perform(const Actions& actions, std::string wire);
  Actions machine_response(int status);
  void on_timer(TimerId id);
  void on_guard();
  void send(std::string_view wire);
  void check_over();

  Shard& shard_;
  std::uint64_t id_;
  Kind kind_;
  MessagePtr message_;
  Flow flow_;
  Flow reply_flow_;
  std::string key_;
  std::string local_tag_;
  WallTime received_at_;
  std::shared_ptr<const Generation> generation_;  // shared: it lives as long as a message that began with it

  std::variant<std::monostate, InviteServerTransaction, NonInviteServerTransaction> machine_;
  TransactionTimers<ServerTransaction> timers_;
  TimerNode guard_;
  std::string last_response_;
  int final_status_ = 0;
  bool terminated_ = false;

  Walk walk_ = Walk::running;
  std::size_t phase_ = 0;
  std::size_t handler_ = 0;
  std::uint32_t suspension_ = 0;
  bool suspend_asked_ = false;
  bool in_dialog_ = false;
  bool came_by_own_route_ = false;
  bool cancelled_ = false;
  bool dropped_ = false;

  std::string user_module_;
  std::vector<std::shared_ptr<CallTimer>> call_timers_;  // shared with their handles
  std::vector<std::unique_ptr<ClientBranch>> branches_;
  std::unique_ptr<TransactionUser> user_;  // last: it may hold handles of timers, and references to branches
};

}  // namespace zvoni::kernel
