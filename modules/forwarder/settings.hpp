// The module's options, read and checked.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include <zvoni/config.hpp>
#include <zvoni/option.hpp>

#include "route_table.hpp"

namespace zvoni::forwarder {

inline constexpr Option kRouteOptions[] = {
    {.name = "match",
     .type = OptionType::text,
     .default_value = nullptr,
     .allowed = "nonempty",
     .help = "Pattern of the user, or of user@domain; * and ? stand for any characters.",
     .required = true},
    {.name = "to",
     .type = OptionType::list,
     .default_value = nullptr,
     .allowed = nullptr,
     .help = "SIP URIs to forward to; {user} and {matched} stand for parts of what was dialled.",
     .required = true},
    {.name = "when",
     .type = OptionType::choice,
     .default_value = "always",
     .allowed = "always|busy|no-answer|unregistered",
     .help = "When the route is taken."},
    {.name = "after",
     .type = OptionType::duration,
     .default_value = "20s",
     .allowed = "1s..10m",
     .help = "How long it rings before a no-answer route is taken, or before the next of a serial group."},
    {.name = "strategy",
     .type = OptionType::choice,
     .default_value = "parallel",
     .allowed = "parallel|serial",
     .help = "How several URIs in `to` are tried."},
    {.name = "strip",
     .type = OptionType::integer,
     .default_value = "0",
     .allowed = "0..100",
     .help = "Characters taken off the front of the user."},
    {.name = "prefix",
     .type = OptionType::text,
     .default_value = "",
     .allowed = nullptr,
     .help = "Put in front of the user, after stripping."},
    {.name = "from",
     .type = OptionType::list,
     .default_value = "[]",
     .allowed = nullptr,
     .help = "Who may use it: anyone, registered, networks; empty: registered users where the caller chooses a number "
             "outside zvoni's domains, else anyone."},
};

inline constexpr Option kOptions[] = {
    {.name = "relay-for",
     .type = OptionType::networks,
     .default_value = "[]",
     .allowed = nullptr,
     .help = "Senders that may have requests forwarded to foreign domains and through every route."},
    {.name = "routes",
     .type = OptionType::groups,
     .default_value = "[]",
     .allowed = nullptr,
     .help = "Static routes, in order.",
     .required = false,
     .members = kRouteOptions,
     .member_count = sizeof(kRouteOptions) / sizeof(kRouteOptions[0])},
    {.name = "recurse-redirects",
     .type = OptionType::boolean,
     .default_value = "no",
     .allowed = nullptr,
     .help = "Follow a callee's 3xx instead of passing it on."},
    {.name = "timer-c",
     .type = OptionType::duration,
     .default_value = "181s",
     .allowed = "1s..1h",
     .help = "How long a branch of an INVITE may take without a further provisional response."},
    {.name = "max-targets",
     .type = OptionType::integer,
     .default_value = "30",
     .allowed = "1..60",
     .help = "Targets of one request at the most: forks, routes and redirects together."},
};

struct Settings {
  std::vector<Network> relay_for;
  RouteTable routes;
  bool recurse_redirects = false;
  std::chrono::milliseconds timer_c{0};
  std::size_t max_targets = 0;
};

/// Throws ConfigError for a route that makes no sense.
[[nodiscard]] Settings read_settings(const Config& config);

}  // namespace zvoni::forwarder
