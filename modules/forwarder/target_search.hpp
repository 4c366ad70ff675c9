// Finds the targets of a request (RFC 3261, 16.5) without I/O: it asks, somebody answers, it goes on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zvoni/service/location.hpp>

#include "redirect.hpp"
#include "search_rules.hpp"
#include "target_plan.hpp"

namespace zvoni::forwarder {

/// Works from the beginning each time, with the answers it has; what is missing is the next question. So the rules read
/// as plain recursion, and an answer may come at any time, on any thread. Copies all it needs but the rules. Bounded:
/// routes followed in a row, URIs looked at, questions asked.
class TargetSearch {
 public:
  struct Question {
    enum class Kind : std::uint8_t {
      aor,      ///< LocationService::lookup
      contact,  ///< LocationService::lookup_contact
    };
    Kind kind;
    std::string text;
    friend bool operator==(const Question&, const Question&) = default;
  };

  /// What matters of a new request beside its sender.
  struct Request {
    std::string request_uri;
    bool in_dialog = false;
    bool has_route = false;  ///< Route values are left that are not zvoni's
  };
  TargetSearch(const SearchRules& rules, Sender sender, Request request);
  /// A request is diverted: busy, or no answer.
  TargetSearch(const SearchRules& rules, Sender sender, Diversion diversion);
  /// A callee named other contacts.
  TargetSearch(const SearchRules& rules, Sender sender, std::vector<RedirectContact> contacts);

  /// What it needs to know now; nullopt: take_plan() has the outcome.
  [[nodiscard]] std::optional<Question> next();
  /// The answer to what next() asked last.
  void answer(Location location);
  [[nodiscard]] TargetPlan take_plan() { return std::move(plan_); }

 private:
  /// Who wanted a URI: decides what it may lead to.
  enum class Origin : std::uint8_t { caller, route };
  struct Step {
    Origin origin = Origin::caller;
    bool trusted = false;  ///< the owner's own choice led here, not the caller's
    unsigned hops = 0;     ///< routes followed so far
  };
  using Plan = std::optional<TargetPlan>;  // nullopt: an answer is missing

  enum class Access : std::uint8_t { yes, no, unknown };
  struct Choice {
    bool known = true;  // false: an answer is missing
    const StaticRoute* route = nullptr;
  };

  Plan run();
  Plan plan_request();
  Plan plan_redirect();
  Plan resolve(const std::string& text, Step step);
  Plan resolve_own(const std::string& aor, const Uri& uri, Step step);
  Plan resolve_unbound(const Dialled& dialled, int status, Step step);
  Plan resolve_foreign(const std::string& text, const Uri& uri, Step step);
  Plan follow(const StaticRoute& route, const Dialled& dialled, Step step);
  bool attach_diversions(TargetPlan& plan, const Dialled& dialled, Step step);
  Choice choose(When when, const Dialled& dialled, Step step);
  Access access(const StaticRoute& route, const Dialled& dialled, Step step);
  Access is_registered_sender();
  [[nodiscard]] bool leads_out(const StaticRoute& route, const Dialled& dialled) const;
  [[nodiscard]] bool is_relay_sender() const noexcept;
  const Location* ask(Question::Kind kind, std::string_view text);

  const SearchRules* rules_;
  Sender sender_;
  Request request_;
  std::optional<Diversion> diversion_;
  std::vector<RedirectContact> contacts_;

  std::vector<std::pair<Question, Location>> answers_;
  std::optional<Question> missing_;
  Location no_more_questions_{.result = Location::Result::unavailable, .contacts = {}};
  std::vector<std::string> path_;  // URIs that are being resolved: one that comes again closes a circle
  std::size_t looked_at_ = 0;
  bool passed_over_ = false;  // a route matched that the sender may not use
  TargetPlan plan_;
};

}  // namespace zvoni::forwarder
