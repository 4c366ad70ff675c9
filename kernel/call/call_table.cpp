#include "call/call_table.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "call/call_text.hpp"

namespace zvoni::kernel {
namespace {

using namespace std::chrono_literals;

constexpr auto kByePatience = 40s;        // a little more than Timer F
constexpr auto kChallengePatience = 32s;  // 64·T1
constexpr std::chrono::milliseconds kLongest = std::chrono::hours(24 * 3650);

/// Keys take what is bounded, so that a stranger's long Call-ID does not stay in memory.
void append_bounded(std::string& out, std::string_view text) {
  if (is_bounded(text, text)) {
    out += text;
  } else {
    out += bounded(text);
  }
}

}  // namespace

CallTable::CallTable(std::chrono::milliseconds max_duration) : max_duration_(std::min(max_duration, kLongest)) {}

const std::string& CallTable::key_of(std::string_view call_id, std::string_view caller_tag) {
  key_.clear();
  append_bounded(key_, call_id);
  key_ += '\n';  // in neither of them
  append_bounded(key_, caller_tag);
  return key_;
}

WatchedCall* CallTable::find(std::string_view call_id, std::string_view caller_tag) {
  const auto found = calls_.find(key_of(call_id, caller_tag));
  return found == calls_.end() ? nullptr : found->second.get();
}

WatchedCall* CallTable::find(const Message& invite) { return find(invite.call_id(), invite.from_tag()); }

WatchedCall& CallTable::add(const Message& invite) {
  auto call = std::make_unique<WatchedCall>();
  call->key = key_of(invite.call_id(), invite.from_tag());
  auto& place = calls_[call->key];
  place = std::move(call);
  return *place;
}

DialogPlace CallTable::locate(const Message& request) {
  const auto from_tag = request.from_tag();
  const auto to_tag = request.to_tag();
  if (auto* call = find(request.call_id(), from_tag)) return {call, CallSide::caller, call->find_dialog(to_tag)};
  if (auto* call = find(request.call_id(), to_tag)) return {call, CallSide::callee, call->find_dialog(from_tag)};
  return {};
}

std::unique_ptr<WatchedCall> CallTable::take(WatchedCall& call) {
  if (call.deadline) deadlines_.erase(*std::exchange(call.deadline, std::nullopt));
  const auto found = calls_.find(call.key);
  auto taken = std::move(found->second);
  calls_.erase(found);
  return taken;
}

void CallTable::reschedule(WatchedCall& call) {
  std::optional<SteadyTime> due;
  const auto not_after = [&due](SteadyTime time) { due = due ? std::min(*due, time) : time; };
  if (call.is_answered()) not_after(call.answered + max_duration_);
  if (call.challenged) not_after(call.challenged->steady + kChallengePatience);
  for (const Dialog& dialog : call.dialogs) {
    if (dialog.bye) not_after(dialog.bye->at.steady + kByePatience);
  }
  if (call.deadline) deadlines_.erase(*std::exchange(call.deadline, std::nullopt));
  if (due) call.deadline = deadlines_.emplace(*due, &call);
}

WatchedCall* CallTable::next_due(SteadyTime now) noexcept {
  if (deadlines_.empty() || deadlines_.begin()->first > now) return nullptr;
  return deadlines_.begin()->second;
}

bool CallTable::bye_timed_out(const Dialog& dialog, SteadyTime now) const noexcept {
  return dialog.bye && dialog.bye->at.steady + kByePatience <= now;
}

bool CallTable::challenge_timed_out(const WatchedCall& call, SteadyTime now) const noexcept {
  return call.challenged && call.challenged->steady + kChallengePatience <= now;
}

bool CallTable::lasted_too_long(const WatchedCall& call, SteadyTime now) const noexcept {
  return call.is_answered() && call.answered + max_duration_ <= now;
}

}  // namespace zvoni::kernel
