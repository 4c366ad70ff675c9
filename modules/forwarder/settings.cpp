#include "settings.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace zvoni::forwarder {
namespace {

When when_of(const std::string& text) {
  if (text == "busy") return When::busy;
  if (text == "no-answer") return When::no_answer;
  if (text == "unregistered") return When::unregistered;
  return When::always;
}

RouteUsers users_of(const Config& group) {
  RouteUsers users;
  for (const std::string& text : group.list("from")) {
    users.automatic = false;
    if (text == "anyone") {
      users.anyone = true;
    } else if (text == "registered") {
      users.registered = true;
    } else if (const auto network = Network::parse(text)) {
      users.networks.push_back(*network);
    } else {
      throw group.error("from", "expected anyone, registered, or a network such as 192.0.2.0/24, got \"" + text + '"');
    }
  }
  return users;
}

std::vector<RouteTarget> targets_of(const Config& group, const RoutePattern& match) {
  std::vector<RouteTarget> targets;
  for (const std::string& text : group.list("to")) {
    auto target = RouteTarget::parse(text);
    if (!target) {
      throw group.error("to", "expected SIP URIs such as sip:{user}@trunk.example.net, got \"" + text + '"');
    }
    if (target->uses_matched_part() && !match.has_matched_part()) {
      throw group.error("to", "{matched} needs exactly one * in the user part of `match`");
    }
    targets.push_back(std::move(*target));
  }
  if (targets.empty()) throw group.error("to", "expected at least one SIP URI");
  return targets;
}

void check_rewriting(const Config& group, const std::vector<RouteTarget>& to) {
  const bool uses_user =
      std::any_of(to.begin(), to.end(), [](const RouteTarget& target) { return target.uses_user(); });
  const char* const what = "does nothing, because no URI in `to` takes the dialled user";
  if (!uses_user && group.integer("strip") > 0) throw group.error("strip", what);
  if (!uses_user && !group.text("prefix").empty()) throw group.error("prefix", what);
}

StaticRoute route_of(const Config& group) {
  auto match = RoutePattern::parse(group.text("match"));
  if (!match) {
    throw group.error("match", "expected a pattern such as 0* or *@example.net, got \"" + group.text("match") + '"');
  }
  auto to = targets_of(group, *match);
  check_rewriting(group, to);
  return {.match = std::move(*match),
          .to = std::move(to),
          .when = when_of(group.text("when")),
          .after = group.duration("after"),
          .fork = group.text("strategy") == "serial" ? Fork::serial : Fork::parallel,
          .strip = static_cast<std::size_t>(group.integer("strip")),
          .prefix = group.text("prefix"),
          .from = users_of(group)};
}

}  // namespace

Settings read_settings(const Config& config) {
  std::vector<StaticRoute> routes;
  for (const auto& group : config.groups("routes")) routes.push_back(route_of(*group));
  return {.relay_for = config.networks("relay-for"),
          .routes = RouteTable(std::move(routes)),
          .recurse_redirects = config.boolean("recurse-redirects"),
          .timer_c = config.duration("timer-c"),
          .max_targets = static_cast<std::size_t>(config.integer("max-targets"))};
}

}  // namespace zvoni::forwarder
