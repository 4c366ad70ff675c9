// Responses, failures, Timer C, CANCEL.
#include "response_context.hpp"

#include <algorithm>

#include <zvoni/status.hpp>

#include "hop_limits.hpp"

namespace zvoni::forwarder {

ResponseContext::ResponseContext(Forwarding& forwarding, TargetPlan plan, Sender sender, std::string loop_token)
    : forwarding_(forwarding),
      first_plan_(std::move(plan)),
      sender_(std::move(sender)),
      loop_token_(std::move(loop_token)),
      targets_(forwarding.settings.max_targets) {}

void ResponseContext::start(Request& request) {
  Message& message = request.message();
  is_invite_ = message.method() == Method::invite;
  breadth_ = max_breadth(message);
  message.set(HeaderName::max_forwards, std::to_string(next_max_forwards(message)));
  forwarding_.metrics.requests.add();
  adopt(request, std::move(first_plan_));
  advance(request);
}

void ResponseContext::on_cancel(Request& request) {
  if (answered_) return;
  close();
  cancel_pending();
  advance(request);
}

void ResponseContext::on_response(Request& request, Branch& branch, MessagePtr response) {
  OpenBranch* open = find(branch);
  if (!open) return;
  const int status = response->status();
  if (is_provisional(status)) return on_provisional(request, *open, std::move(response));
  if (is_success(status)) return on_success(request, *open, std::move(response));

  open->timer_c.reset();
  if (!std::exchange(open->pending, false) || answered_) return;
  on_rejection(request, std::move(response));
  advance(request);
}

void ResponseContext::on_failure(Request& request, Branch& branch, BranchFailure failure) {
  OpenBranch* open = find(branch);
  if (!open) return;
  open->timer_c.reset();
  if (!std::exchange(open->pending, false) || answered_) return;

  const bool timeout = failure == BranchFailure::timeout;
  if (timeout && !is_invite_) close();                    // the caller has given up by now (RFC 4320)
  best_.add(request.make_response(timeout ? 408 : 503));  // 16.8, 16.9
  advance(request);
}

// RFC 4320, 4.1: only an INVITE has provisional responses that matter upstream.
void ResponseContext::on_provisional(Request& request, OpenBranch& open, MessagePtr response) {
  if (!open.pending || !is_invite_) return;
  arm_timer_c(request, open);  // 16.7 step 2
  if (!answered_) request.respond(std::move(response));
}

// 16.7 steps 5 and 10. Every 2xx to INVITE goes on, also one from a branch that was given up.
void ResponseContext::on_success(Request& request, OpenBranch& open, MessagePtr response) {
  open.pending = false;
  open.timer_c.reset();
  if (answered_ && !is_invite_) return;
  answered_ = true;
  close();
  cancel_pending();
  request.respond(std::move(response));
}

void ResponseContext::on_rejection(Request& request, MessagePtr response) {
  const int status = response->status();
  if (status >= 600) {  // 16.7 step 5: nobody else wants it either
    close();
    cancel_pending();
  }
  if (forwarding_.settings.recurse_redirects && can_be_followed(status) && !request.in_dialog() && !closed_) {
    auto contacts = contacts_of(*response);
    if (!contacts.empty()) {
      redirections_.push_back({std::move(response), std::move(contacts)});
      return;
    }
  }
  best_.add(std::move(response));
}

void ResponseContext::arm_timer_c(Request& request, OpenBranch& open) {
  Branch& branch = *open.branch;
  open.timer_c =
      request.start_timer(forwarding_.settings.timer_c, [this, &request, &branch] { on_timer_c(request, branch); });
}

// 16.8: a CANCEL where the branch lives, else as if a 408 had come.
void ResponseContext::on_timer_c(Request& request, Branch& branch) {
  OpenBranch* open = find(branch);
  if (!open || !open->pending) return;
  forwarding_.metrics.timer_c.add();
  const bool silent = branch.state() == Branch::State::calling;
  branch.cancel();
  if (!silent) return;
  open->pending = false;
  best_.add(request.make_response(408));
  advance(request);
}

ResponseContext::OpenBranch* ResponseContext::find(const Branch& branch) noexcept {
  const auto found =
      std::find_if(branches_.begin(), branches_.end(), [&](const OpenBranch& open) { return open.branch == &branch; });
  return found == branches_.end() ? nullptr : &*found;
}

bool ResponseContext::is_pending() const noexcept {
  return std::any_of(branches_.begin(), branches_.end(), [](const OpenBranch& open) { return open.pending; });
}

void ResponseContext::cancel_pending() {
  for (OpenBranch& open : branches_) {
    if (open.pending) open.branch->cancel();
  }
}

// They are cancelled, and nobody waits for what they say.
void ResponseContext::give_up_pending() {
  cancel_pending();
  for (OpenBranch& open : branches_) {
    open.pending = false;
    open.timer_c.reset();
  }
}

void ResponseContext::close() {
  closed_ = true;
  targets_.clear();
  redirections_.clear();
  when_busy_.reset();
  when_no_answer_.reset();
  no_answer_timer_.reset();
  ring_timer_.reset();
  poll_timer_.reset();
  late_plan_.reset();
}

void ResponseContext::send_best(Request& request) {
  MessagePtr best = best_.take();
  answered_ = true;
  close();
  const bool nothing = !best || best->status() == 408;
  if (nothing && request.is_cancelled()) return request.reply(487);
  if (!best) return request.reply(480);  // it rang, and nobody answered
  request.respond(std::move(best));
}

}  // namespace zvoni::forwarder
