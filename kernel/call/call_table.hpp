// The calls that are open, by name and by the time at which somebody must look at them again.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <zvoni/message.hpp>

#include "call/watched_call.hpp"

namespace zvoni::kernel {

/// A request within a dialog: whose call, who sent it, and the dialog, where it is known.
struct DialogPlace {
  WatchedCall* call = nullptr;
  CallSide side = CallSide::none;
  Dialog* dialog = nullptr;
};

/// Owns the calls. A pointer to one is good until it is taken out.
class CallTable {
 public:
  explicit CallTable(std::chrono::milliseconds max_duration);

  /// The call of an initial INVITE.
  [[nodiscard]] WatchedCall* find(const Message& invite);
  WatchedCall& add(const Message& invite);
  /// Where a request with both tags belongs. A place without call or dialog: not watched.
  [[nodiscard]] DialogPlace locate(const Message& request);
  std::unique_ptr<WatchedCall> take(WatchedCall& call);

  /// After a change: when is the call to be looked at again?
  void reschedule(WatchedCall& call);
  /// A call whose time has come; nullptr: none. It must then be taken or rescheduled.
  [[nodiscard]] WatchedCall* next_due(SteadyTime now) noexcept;

  [[nodiscard]] bool bye_timed_out(const Dialog& dialog, SteadyTime now) const noexcept;
  [[nodiscard]] bool challenge_timed_out(const WatchedCall& call, SteadyTime now) const noexcept;
  [[nodiscard]] bool lasted_too_long(const WatchedCall& call, SteadyTime now) const noexcept;

  using Calls = std::unordered_map<std::string, std::unique_ptr<WatchedCall>>;
  [[nodiscard]] const Calls& calls() const noexcept { return calls_; }

 private:
  [[nodiscard]] WatchedCall* find(std::string_view call_id, std::string_view caller_tag);
  const std::string& key_of(std::string_view call_id, std::string_view caller_tag);

  std::chrono::milliseconds max_duration_;
  Calls calls_;
  WatchedCall::Deadlines deadlines_;
  std::string key_;  // reused, so that looking up allocates nothing
};

}  // namespace zvoni::kernel
