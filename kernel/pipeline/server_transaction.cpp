#include "pipeline/server_transaction.hpp"

#include <algorithm>
#include <stdexcept>

#include "pipeline/client_branch.hpp"
#include "pipeline/hex.hpp"
#include "pipeline/shard.hpp"
#include "pipeline/via.hpp"

namespace zvoni::kernel {
namespace {

class ResponseView final : public Response {
 public:
  ResponseView(Message& message, const Request& request, const Branch* branch)
      : message_(message), request_(request), branch_(branch) {}
  Message& message() noexcept override { return message_; }
  const Request& request() const noexcept override { return request_; }
  const Branch* branch() const noexcept override { return branch_; }

 private:
  Message& message_;
  const Request& request_;
  const Branch* branch_;
};

}  // namespace

// A timer of a module: dies with its handle or with the transaction, whichever goes first.
struct ServerTransaction::CallTimer {
  TimerNode node;
  std::function<void()> action;
  ServerTransaction* owner = nullptr;
};

ServerTransaction::ServerTransaction(Shard& shard, Kind kind, MessagePtr message, const Flow& flow,
                                     std::shared_ptr<const Generation> generation, std::string key)
    : shard_(shard),
      id_(shard.next_id()),
      kind_(kind),
      message_(std::move(message)),
      flow_(flow),
      key_(std::move(key)),
      received_at_(shard.moment().wall),
      generation_(std::move(generation)),
      timers_(*this, [](ServerTransaction& self, TimerId timer) { self.on_timer(timer); }) {
  note_source(*message_, flow_);
  reply_flow_ = reply_flow(*message_, flow_);
  in_dialog_ = !message_->to_tag().empty();
  CoreParts& parts = shard_.parts();
  local_tag_ = to_hex(parts.secret.hash(std::string("tag:") + key_ + std::string(message_->call_id())));

  bool reliable = is_reliable(flow_.transport);
  if (kind_ == Kind::invite) machine_.emplace<InviteServerTransaction>(parts.settings.times, reliable);
  if (kind_ == Kind::other) machine_.emplace<NonInviteServerTransaction>(parts.settings.times, reliable);
  guard_.owner = this;
  guard_.fire = [](TimerNode& node, SteadyTime) { static_cast<ServerTransaction*>(node.owner)->on_guard(); };
}

ServerTransaction::~ServerTransaction() {
  user_.reset();
  for (auto& timer : call_timers_) {
    timer->node.cancel();
    timer->owner = nullptr;
  }
}

void ServerTransaction::begin() {
  if (kind_ == Kind::invite) perform(std::get<InviteServerTransaction>(machine_).start(), {});
  if (kind_ == Kind::other) perform(std::get<NonInviteServerTransaction>(machine_).start(), {});
  shard_.wheel().arm(guard_, shard_.moment().steady + shard_.parts().settings.times.t1_64());
  walk();
  check_over();
}

void ServerTransaction::refuse(const Refusal& refusal) {
  MessagePtr response = make_response(refusal.status, refusal.reason);
  if (refusal.header != HeaderName::other) response->set(refusal.header, refusal.value);
  respond(std::move(response));
}

MessagePtr ServerTransaction::make_response(int status, std::string_view reason) const {
  return Message::make_response(*message_, status, reason.empty() ? standard_reason(status) : reason, local_tag_);
}

void ServerTransaction::respond(MessagePtr response) {
  int status = response->status();
  if (kind_ == Kind::stateless || dropped_ || terminated_) return;
  bool further_success = kind_ == Kind::invite && is_success(status) && is_success(final_status_);
  if (final_status_ != 0 && !further_success) return;

  ClientBranch* branch = branch_of(*response);
  run_response_forwarding(*response, branch);
  if (status != 100 && kind_ != Kind::transient) {
    shard_.calls().on_response(*message_, *response, branch != nullptr ? &branch->flow() : nullptr, shard_.moment());
  }
  if (is_final(status) && final_status_ == 0) {
    final_status_ = status;
    guard_.cancel();
    log_outcome(*response);
  }
  complete_for(reply_flow_.transport, *response);
  std::string wire = response->to_wire();
  if (kind_ == Kind::transient) {
    send(wire);
    return;
  }
  perform(machine_response(status), std::move(wire));
  check_over();
}

// Which branch a response came on shows in its To tag: one of zvoni's own has zvoni's.
ClientBranch* ServerTransaction::branch_of(const Message& response) const {
  std::string_view tag = response.to_tag();
  if (tag == local_tag_) return nullptr;
  for (auto& branch : branches_) {
    if (branch->has_remote_tag(tag)) return branch.get();
  }
  return nullptr;
}

void ServerTransaction::run_response_forwarding(Message& response, const ClientBranch* branch) {
  ResponseView view(response, *this, branch);
  for (auto& link : generation_->response_forwarding) {
    try {
      (*link.handler)(view);
    } catch (const std::exception& error) {
      shard_.parts().metrics.handler_exceptions.add();
      shard_.parts().log.error("exception in response_forwarding of " + link.module + ": " + error.what());
    }
  }
}

void ServerTransaction::log_outcome(const Message& response) const {
  Logger& log = shard_.parts().log;
  if (!log.enabled(LogLevel::info)) return;
  auto from = message_->from();
  std::string line(message_->method_name());
  line += ' ';
  line += message_->request_uri();
  line += " from ";
  line += from ? from->uri.text : std::string_view("?");
  line += " at ";
  line += to_string(flow_.transport);
  line += ' ';
  line += flow_.remote.to_string();
  line += ": ";
  line += std::to_string(response.status());
  line += ' ';
  line += response.reason();
  line += " call-id=";
  line += message_->call_id();
  log.info(line);
}

Actions ServerTransaction::machine_response(int status) {
  if (auto* invite = std::get_if<InviteServerTransaction>(&machine_)) return invite->on_response(status);
  return std::get<NonInviteServerTransaction>(machine_).on_response(status);
}

void ServerTransaction::perform(const Actions& actions, std::string wire) {
  timers_.apply(actions, shard_.wheel(), shard_.moment().steady);
  if (actions.send) {
    send(wire);
    last_response_ = std::move(wire);
  }
  if (actions.send_trying) {
    MessagePtr trying = make_response(100, {});
    run_response_forwarding(*trying, nullptr);
    last_response_ = trying->to_wire();
    send(last_response_);
  }
  if (actions.resend) send(last_response_);
  if (actions.terminated) {
    terminated_ = true;
    timers_.stop();
    check_over();
  }
}

void ServerTransaction::send(std::string_view wire) {
  CoreParts& parts = shard_.parts();
  if (parts.log.enabled(LogLevel::trace)) {
    parts.log.trace("sent to " + reply_flow_.remote.to_string() + "\n" + std::string(wire));
  }
  if (!shard_.network().send(reply_flow_, wire, {})) parts.metrics.send_errors.add();
}

void ServerTransaction::on_retransmission() {
  if (dropped_) return;
  if (auto* invite = std::get_if<InviteServerTransaction>(&machine_)) {
    perform(invite->on_retransmission(), {});
  } else if (auto* other = std::get_if<NonInviteServerTransaction>(&machine_)) {
    perform(other->on_retransmission(), {});
  }
}

bool ServerTransaction::on_ack() {
  auto* invite = std::get_if<InviteServerTransaction>(&machine_);
  if (invite == nullptr || invite->state() == InviteServerTransaction::State::accepted) return false;
  perform(invite->on_ack(), {});
  return true;
}

void ServerTransaction::answer_cancel() {
  perform(std::get<NonInviteServerTransaction>(machine_).start(), {});
  walk_ = Walk::done;
  reply(200);
}

void ServerTransaction::on_cancel() {
  if (final_status_ != 0 || cancelled_ || dropped_) return;
  cancelled_ = true;
  if (user_) {
    call_user([this] { user_->on_cancel(*this); });
  } else {
    reply(487);  // nobody drives it so far
    walk_ = Walk::done;
  }
  check_over();
}

// The exchange stops: the caller hears it, and callees stop ringing.
void ServerTransaction::abort() {
  if (is_answered()) return;
  for (auto& branch : branches_) branch->cancel();
  walk_ = Walk::done;
  reply(503);
  check_over();
}

void ServerTransaction::on_timer(TimerId id) {
  if (auto* invite = std::get_if<InviteServerTransaction>(&machine_)) {
    perform(invite->on_timer(id), {});
  } else if (auto* other = std::get_if<NonInviteServerTransaction>(&machine_)) {
    perform(other->on_timer(id), {});
  }
  check_over();
}

// Bounds what nothing else does: modules that never resume, and requests other than INVITE that nobody answers.
void ServerTransaction::on_guard() {
  if (walk_ == Walk::suspended) {
    walk_ = Walk::done;
    shard_.parts().metrics.abandoned.add();
    shard_.parts().log.error("a request waited too long for " + user_module_);
    reply(500);
  }
  bool branches_alive = std::any_of(branches_.begin(), branches_.end(), [](auto& b) { return !b->is_over(); });
  if (kind_ == Kind::invite && final_status_ == 0 && !dropped_) return;  // Timer C is the forwarder's business
  if (final_status_ == 0 && branches_alive && !dropped_) {
    shard_.wheel().arm(guard_, shard_.moment().steady + shard_.parts().settings.times.t1_64());
    return;
  }
  if (final_status_ == 0) terminated_ = true;  // RFC 4320: late is worse than never
  check_over();
}

void ServerTransaction::on_branch_response(ClientBranch& branch, MessagePtr response) {
  ResponseView view(*response, *this, &branch);
  for (auto& link : generation_->response_processing) {
    try {
      (*link.handler)(view);
    } catch (const std::exception& error) {
      shard_.parts().metrics.handler_exceptions.add();
      shard_.parts().log.error("exception in response_processing of " + link.module + ": " + error.what());
    }
  }
  if (!user_) return;
  if (response->status() == 100) {
    call_user([&] { user_->on_trying(*this, branch); });
  } else {
    call_user([&] { user_->on_response(*this, branch, std::move(response)); });
  }
}

void ServerTransaction::on_branch_failure(ClientBranch& branch, BranchFailure failure) {
  if (user_) call_user([&] { user_->on_failure(*this, branch, failure); });
  check_over();
}

void ServerTransaction::on_branch_over() { check_over(); }

void ServerTransaction::fail(const std::string& module, std::string_view what) {
  shard_.parts().metrics.handler_exceptions.add();
  shard_.parts().log.error("exception in " + module + ": " + std::string(what));
  if (final_status_ == 0) reply(500);
}

Branch& ServerTransaction::forward(MessagePtr copy, const Target& target, std::string_view loop_token) {
  if (branches_.size() >= shard_.parts().settings.max_branches) {
    throw std::length_error("more than " + std::to_string(branches_.size()) + " copies of one request");
  }
  branches_.push_back(std::make_unique<ClientBranch>(*this, std::move(copy), target, std::string(loop_token)));
  ClientBranch& branch = *branches_.back();
  branch.start();
  return branch;
}

Registration ServerTransaction::start_timer(std::chrono::milliseconds delay, std::function<void()> action) {
  auto timer = std::make_shared<CallTimer>();
  timer->action = std::move(action);
  timer->owner = this;
  timer->node.owner = timer.get();
  timer->node.fire = [](TimerNode& node, SteadyTime) {
    auto* fired = static_cast<CallTimer*>(node.owner);
    if (fired->owner == nullptr) return;
    ServerTransaction& self = *fired->owner;
    auto run = std::move(fired->action);  // it may drop the handle, and the timer with it
    self.call_user([&] { run(); });
    self.check_over();
  };
  shard_.wheel().arm(timer->node, shard_.moment().steady + delay);
  std::erase_if(call_timers_, [](auto& old) { return !old->node.is_armed(); });
  call_timers_.push_back(timer);
  return Registration([timer] { timer->node.cancel(); });
}

bool ServerTransaction::is_over() const noexcept {
  if (walk_ != Walk::done) return false;
  bool server_over = terminated_ || kind_ == Kind::stateless;
  return server_over && std::all_of(branches_.begin(), branches_.end(), [](auto& b) { return b->is_over(); });
}

void ServerTransaction::check_over() {
  if (kind_ != Kind::transient && is_over()) shard_.reap_later(id_);
}

void ServerTransaction::finish() {
  if (final_status_ == 0 && kind_ != Kind::stateless) shard_.calls().on_transaction_over(*message_, shard_.moment());
}

}  // namespace zvoni::kernel
