#include "target_search.hpp"

#include <algorithm>

#include <zvoni/text.hpp>

namespace zvoni::forwarder {
namespace {

constexpr unsigned kMaxRouteHops = 5;
constexpr std::size_t kMaxQuestions = 100;
constexpr std::size_t kMaxLookedAt = 200;

TargetPlan refusal(int status) {
  TargetPlan plan;
  plan.refusal = status;
  return plan;
}

TargetPlan only_target(std::string uri) {
  TargetPlan plan;
  plan.groups.emplace_back().targets.push_back({.request_uri = std::move(uri), .route = {}, .flow = std::nullopt});
  return plan;
}

TargetPlan plan_of(const Location& location) {
  TargetPlan plan;
  plan.groups = groups_of(location.contacts);
  return plan;
}

Dialled dialled_of(const Uri& uri, bool own_domain) {
  return {.user = unescape(uri.user), .host = std::string(uri.host), .own_domain = own_domain};
}

// A binding without a flow was made from where its Contact says.
bool is_bound_from(const LocatedContact& contact, const IpAddress& address) {
  if (contact.flow) return contact.flow->remote.address == address;
  const auto uri = parse_uri(contact.uri);
  const auto host = uri ? IpAddress::parse(uri->host) : std::nullopt;
  return host && *host == address;
}

bool contains(const std::vector<Network>& networks, const IpAddress& address) noexcept {
  return std::any_of(networks.begin(), networks.end(), [&](const Network& n) { return n.contains(address); });
}

}  // namespace

TargetSearch::TargetSearch(const SearchRules& rules, Sender sender, Request request)
    : rules_(&rules), sender_(std::move(sender)), request_(std::move(request)) {}

TargetSearch::TargetSearch(const SearchRules& rules, Sender sender, Diversion diversion)
    : rules_(&rules), sender_(std::move(sender)), diversion_(std::move(diversion)) {}

TargetSearch::TargetSearch(const SearchRules& rules, Sender sender, std::vector<RedirectContact> contacts)
    : rules_(&rules), sender_(std::move(sender)), contacts_(std::move(contacts)) {}

std::optional<TargetSearch::Question> TargetSearch::next() {
  missing_.reset();
  path_.clear();
  looked_at_ = 0;
  passed_over_ = false;
  Plan plan = run();
  if (!plan) return missing_;
  plan_ = std::move(*plan);
  return std::nullopt;
}

void TargetSearch::answer(Location location) {
  if (missing_) answers_.emplace_back(std::move(*missing_), std::move(location));
  missing_.reset();
}

const Location* TargetSearch::ask(Question::Kind kind, std::string_view text) {
  Question question{kind, std::string(text)};
  for (const auto& [asked, location] : answers_) {
    if (asked == question) return &location;
  }
  if (answers_.size() >= kMaxQuestions) return &no_more_questions_;
  missing_ = std::move(question);
  return nullptr;
}

TargetSearch::Plan TargetSearch::run() {
  if (diversion_) return follow(*diversion_->route, diversion_->dialled, {.trusted = diversion_->trusted});
  if (!contacts_.empty()) return plan_redirect();
  return plan_request();
}

TargetSearch::Plan TargetSearch::plan_request() {
  if (request_.has_route) {  // 16.5: the Route set decides where it goes, so who may send it there does
    if (sender_.vouched || is_relay_sender()) return only_target(request_.request_uri);
    return refusal(403);
  }
  return resolve(request_.request_uri, {});
}

// Contacts of equal q ring together, as bindings do.
TargetSearch::Plan TargetSearch::plan_redirect() {
  TargetPlan all;
  std::vector<TargetGroup> groups_of_q;
  std::optional<int> q;
  for (const RedirectContact& contact : contacts_) {
    Plan plan = resolve(contact.uri, {});
    if (!plan) return std::nullopt;
    if (plan->groups.empty()) all.not_followed.push_back(contact.uri);
    if (q != contact.q) append_serial(all.groups, std::exchange(groups_of_q, {}));
    q = contact.q;
    merge_parallel(groups_of_q, std::move(plan->groups));
  }
  append_serial(all.groups, std::move(groups_of_q));
  return all;
}

TargetSearch::Plan TargetSearch::resolve(const std::string& text, Step step) {
  const auto uri = parse_uri(text);
  if (!uri || !uri->is_sip()) return refusal(404);
  if (++looked_at_ > kMaxLookedAt || step.hops > kMaxRouteHops) return refusal(482);

  if (!rules_->is_own(*uri)) return resolve_foreign(text, *uri, step);
  const std::string aor = canonical_aor(*uri);
  if (std::find(path_.begin(), path_.end(), aor) != path_.end()) return refusal(482);
  path_.push_back(aor);
  Plan plan = resolve_own(aor, *uri, step);
  path_.pop_back();
  return plan;
}

TargetSearch::Plan TargetSearch::resolve_own(const std::string& aor, const Uri& uri, Step step) {
  const Dialled dialled = dialled_of(uri, true);
  if (!request_.in_dialog) {
    const Choice choice = choose(When::always, dialled, step);
    if (!choice.known) return std::nullopt;
    if (choice.route) return follow(*choice.route, dialled, step);
  }
  if (uri.user.empty()) return refusal(404);

  const Location* location = ask(Question::Kind::aor, aor);
  if (!location) return std::nullopt;
  switch (location->result) {
    case Location::Result::found: {
      TargetPlan plan = plan_of(*location);
      if (!attach_diversions(plan, dialled, step)) return std::nullopt;
      return plan;
    }
    case Location::Result::no_bindings:
      return resolve_unbound(dialled, 480, step);
    case Location::Result::unknown_user:
      return resolve_unbound(dialled, 404, step);
    case Location::Result::unavailable:
      break;
  }
  return refusal(500);
}

TargetSearch::Plan TargetSearch::resolve_unbound(const Dialled& dialled, int status, Step step) {
  if (!request_.in_dialog) {
    const Choice choice = choose(When::unregistered, dialled, step);
    if (!choice.known) return std::nullopt;
    if (choice.route) return follow(*choice.route, dialled, step);
  }
  return refusal(passed_over_ ? 403 : status);
}

// A route's target is the owner's choice. What a caller asks for is forwarded only where somebody registered it, where
// zvoni vouches for the dialog, by a static route, or for a sender that zvoni relays for.
TargetSearch::Plan TargetSearch::resolve_foreign(const std::string& text, const Uri& uri, Step step) {
  if (step.origin == Origin::route) return only_target(text);

  const Location* location = ask(Question::Kind::contact, text);
  if (!location) return std::nullopt;
  if (location->result == Location::Result::found) return plan_of(*location);
  if (sender_.vouched) return only_target(text);
  if (!request_.in_dialog) {
    const Dialled dialled = dialled_of(uri, false);
    const Choice choice = choose(When::always, dialled, step);
    if (!choice.known) return std::nullopt;
    if (choice.route) return follow(*choice.route, dialled, step);
  }
  if (is_relay_sender()) return only_target(text);
  return refusal(403);
}

TargetSearch::Plan TargetSearch::follow(const StaticRoute& route, const Dialled& dialled, Step step) {
  const Step next{.origin = Origin::route, .trusted = step.trusted || route.is_fixed(), .hops = step.hops + 1};
  const std::vector<std::string> uris = route.targets_for(dialled);
  if (uris.empty()) return refusal(404);
  if (uris.size() == 1) return resolve(uris.front(), next);

  TargetPlan all;
  for (const std::string& uri : uris) {
    Plan plan = resolve(uri, next);
    if (!plan) return std::nullopt;
    if (plan->refusal != 0 && (all.refusal == 0 || plan->refusal == 480)) all.refusal = plan->refusal;
    if (route.fork == Fork::parallel) {
      merge_parallel(all.groups, std::move(plan->groups));
      continue;
    }
    for (TargetGroup& group : plan->groups) group.ring_time = group.ring_time.value_or(route.after);
    append_serial(all.groups, std::move(plan->groups));
  }
  if (!all.groups.empty()) all.refusal = 0;
  return all;
}

// False: an answer is missing.
bool TargetSearch::attach_diversions(TargetPlan& plan, const Dialled& dialled, Step step) {
  if (request_.in_dialog || rules_->routes.empty()) return true;
  const Choice busy = choose(When::busy, dialled, step);
  const Choice no_answer = busy.known ? choose(When::no_answer, dialled, step) : Choice{.known = false};
  if (!no_answer.known) return false;
  if (busy.route) plan.when_busy = Diversion{busy.route, dialled, step.trusted};
  if (no_answer.route) plan.when_no_answer = Diversion{no_answer.route, dialled, step.trusted};
  return true;
}

TargetSearch::Choice TargetSearch::choose(When when, const Dialled& dialled, Step step) {
  for (const StaticRoute* route : rules_->routes.matching(when, dialled)) {
    switch (access(*route, dialled, step)) {
      case Access::yes:
        return {.known = true, .route = route};
      case Access::unknown:
        return {.known = false};
      case Access::no:
        passed_over_ = true;
        break;
    }
  }
  return {};
}

TargetSearch::Access TargetSearch::access(const StaticRoute& route, const Dialled& dialled, Step step) {
  const RouteUsers& users = route.from;
  if (step.trusted || users.anyone || is_relay_sender()) return Access::yes;
  if (users.automatic && !leads_out(route, dialled)) return Access::yes;
  if (contains(users.networks, sender_.address)) return Access::yes;
  return users.automatic || users.registered ? is_registered_sender() : Access::no;
}

// True where the caller chooses a number outside zvoni's domains: what could be dear.
bool TargetSearch::leads_out(const StaticRoute& route, const Dialled& dialled) const {
  if (route.is_fixed()) return false;
  const std::vector<std::string> uris = route.targets_for(dialled);
  return std::any_of(uris.begin(), uris.end(), [&](const std::string& text) {
    const auto uri = parse_uri(text);
    return !uri || !rules_->is_own(*uri);
  });
}

TargetSearch::Access TargetSearch::is_registered_sender() {
  if (sender_.aor.empty()) return Access::no;
  const Location* location = ask(Question::Kind::aor, sender_.aor);
  if (!location) return Access::unknown;
  const auto& contacts = location->contacts;
  const bool bound = std::any_of(contacts.begin(), contacts.end(), [&](const LocatedContact& contact) {
    return is_bound_from(contact, sender_.address);
  });
  return bound ? Access::yes : Access::no;
}

bool TargetSearch::is_relay_sender() const noexcept { return contains(rules_->relay_for, sender_.address); }

}  // namespace zvoni::forwarder
