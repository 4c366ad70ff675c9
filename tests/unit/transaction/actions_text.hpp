// Actions as one line of text, so that a test reads as event in, actions out.
#pragma once

#include <array>
#include <string>

#include "transaction/actions.hpp"

namespace zvoni::kernel {

/// "send retransmit=500 timeout=32000": what is set, then the timer changes in milliseconds, or "-" for a stop.
inline std::string text(const Actions& actions) {
  std::string out;
  const auto add = [&out](bool set, const std::string& word) {
    if (!set) return;
    if (!out.empty()) out += ' ';
    out += word;
  };
  add(actions.send, "send");
  add(actions.resend, "resend");
  add(actions.send_trying, "send_trying");
  add(actions.send_ack, "send_ack");
  add(actions.pass_up, "pass_up");
  add(actions.timed_out, "timed_out");
  add(actions.transport_failed, "transport_failed");
  constexpr std::array<const char*, kTimerCount> kNames{"retransmit", "timeout", "linger", "trying"};
  for (std::size_t i = 0; i < actions.timer_count; ++i) {
    const auto& change = actions.timers.at(i);
    const std::string name = kNames.at(static_cast<std::size_t>(change.id));
    add(true, name + '=' + (change.delay ? std::to_string(change.delay->count()) : "-"));
  }
  add(actions.terminated, "terminated");
  return out;
}

inline constexpr bool kReliable = true;
inline constexpr bool kUnreliable = false;

}  // namespace zvoni::kernel
