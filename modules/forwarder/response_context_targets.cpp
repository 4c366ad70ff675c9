// Which targets are tried next: groups, redirects, diversions.
#include <algorithm>

#include "hop_limits.hpp"
#include "response_context.hpp"

namespace zvoni::forwarder {
namespace {

constexpr unsigned kMaxDiversions = 5;
// A late plan is looked for at this pace, as long as a transaction may take (64·T1).
constexpr std::chrono::milliseconds kPollInterval{20};
constexpr int kMaxPolls = 1600;

}  // namespace

// Called whenever a branch ended: goes on once all of them have.
void ResponseContext::advance(Request& request) {
  if (answered_ || late_plan_ || is_pending()) return;
  if (!closed_ && (follow_redirects(request) || start_next_group(request) || divert(request))) return;
  send_best(request);
}

std::size_t ResponseContext::adopt(Request& request, TargetPlan plan) {
  const std::size_t fresh = targets_.add_next(std::move(plan.groups));
  if (fresh == 0 || !is_invite_) return fresh;
  when_busy_ = std::move(plan.when_busy);
  when_no_answer_ = std::move(plan.when_no_answer);
  if (when_no_answer_) {
    no_answer_timer_ = request.start_timer(when_no_answer_->route->after, [this, &request] {
      rang_out_ = true;
      give_up_pending();
      targets_.clear();
      redirections_.clear();
      advance(request);
    });
  }
  return fresh;
}

bool ResponseContext::start_next_group(Request& request) {
  while (const auto group = targets_.take_next()) {
    if (forward_group(request, *group)) return true;
  }
  return false;
}

bool ResponseContext::forward_group(Request& request, const TargetGroup& group) {
  const std::size_t count = group.targets.size();
  if (!breadth_share(breadth_, count, 0)) {  // RFC 5393, 5.3.3
    forwarding_.metrics.breadth_exceeded.add();
    best_.add(request.make_response(440));
    return false;
  }
  ring_timer_.reset();
  for (std::size_t i = 0; i < count; ++i) {
    MessagePtr copy = request.message().copy();
    copy->set(HeaderName::max_breadth, std::to_string(*breadth_share(breadth_, count, i)));
    OpenBranch open;
    open.branch = &request.forward(std::move(copy), group.targets[i], loop_token_);
    branches_.push_back(std::move(open));
    if (is_invite_) arm_timer_c(request, branches_.back());
    forwarding_.metrics.branches.add();
  }
  if (group.ring_time && is_invite_ && !targets_.empty()) {
    ring_timer_ = request.start_timer(*group.ring_time, [this, &request] {
      give_up_pending();
      advance(request);
    });
  }
  return true;
}

bool ResponseContext::follow_redirects(Request& request) {
  std::vector<RedirectContact> contacts;
  for (const Redirection& redirection : redirections_) {
    contacts.insert(contacts.end(), redirection.contacts.begin(), redirection.contacts.end());
  }
  if (contacts.empty()) return false;
  std::stable_sort(contacts.begin(), contacts.end(), [](const auto& a, const auto& b) { return a.q > b.q; });
  search(request, TargetSearch(forwarding_.rules, sender_, std::move(contacts)), &ResponseContext::on_redirect_plan);
  return true;
}

// 16.7 step 4: contacts that are tried here go out of the response; what is left of it may still be the best one.
void ResponseContext::on_redirect_plan(Request& request, TargetPlan plan) {
  const std::vector<std::string> kept = std::move(plan.not_followed);
  const std::size_t fresh = targets_.add_next(std::move(plan.groups));
  forwarding_.metrics.redirects_followed.add(static_cast<std::int64_t>(fresh));
  for (Redirection& redirection : std::exchange(redirections_, {})) {
    std::vector<std::string> followed;
    for (const RedirectContact& contact : redirection.contacts) {
      if (std::find(kept.begin(), kept.end(), contact.uri) == kept.end()) followed.push_back(contact.uri);
    }
    if (fresh == 0 || remove_contacts(*redirection.response, followed)) best_.add(std::move(redirection.response));
  }
  advance(request);
}

std::optional<Diversion> ResponseContext::diversion_for(int status) const {
  if (rang_out_) return when_no_answer_;
  switch (status) {
    case 486:
      return when_busy_;
    case 408:
    case 480:
    case 503:
      return when_no_answer_;
    default:
      return std::nullopt;
  }
}

bool ResponseContext::divert(Request& request) {
  auto diversion = diversion_for(best_.status());
  when_busy_.reset();
  when_no_answer_.reset();
  no_answer_timer_.reset();
  rang_out_ = false;
  if (!diversion || diversions_ == kMaxDiversions) return false;
  ++diversions_;
  forwarding_.metrics.diverted.add();
  search(request, TargetSearch(forwarding_.rules, sender_, std::move(*diversion)), &ResponseContext::on_diversion_plan);
  return true;
}

void ResponseContext::on_diversion_plan(Request& request, TargetPlan plan) {
  adopt(request, std::move(plan));
  advance(request);
}

void ResponseContext::search(Request& request, TargetSearch search, PlanHandler handler) {
  auto mailbox = std::make_shared<PlanMailbox>();
  auto plan = forwarding_.finder.find(std::move(search), [&mailbox]() -> TargetFinder::Late {
    return [mailbox](TargetPlan late) { mailbox->put(std::move(late)); };
  });
  if (plan) return (this->*handler)(request, std::move(*plan));
  late_plan_ = std::move(mailbox);
  poll(request, handler, kMaxPolls);
}

// Nothing but a timer gets back under the call's lock from here.
void ResponseContext::poll(Request& request, PlanHandler handler, int polls_left) {
  poll_timer_ = request.start_timer(kPollInterval, [this, &request, handler, polls_left] {
    auto plan = late_plan_->take();
    if (!plan && polls_left > 0) return poll(request, handler, polls_left - 1);
    late_plan_.reset();
    (this->*handler)(request, plan ? std::move(*plan) : TargetPlan());
  });
}

}  // namespace zvoni::forwarder
