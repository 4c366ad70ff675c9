// The timers of one shard.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <zvoni/clock.hpp>

namespace zvoni::kernel {

class TimerWheel;

/// A timer, embedded in what it belongs to: arming and cancelling allocate nothing. Destroying it cancels it.
class TimerNode {
 public:
  TimerNode() noexcept = default;
  TimerNode(const TimerNode&) = delete;
  TimerNode& operator=(const TimerNode&) = delete;
  ~TimerNode() { cancel(); }

  void cancel() noexcept;
  [[nodiscard]] bool is_armed() const noexcept { return wheel_ != nullptr; }

  /// Called by advance(); may arm, cancel or destroy this and any other node.
  void (*fire)(TimerNode& node, SteadyTime now) = nullptr;
  void* owner = nullptr;

 private:
  friend class TimerWheel;
  TimerWheel* wheel_ = nullptr;
  TimerNode* next_ = nullptr;
  TimerNode* previous_ = nullptr;
  std::uint64_t due_tick_ = 0;
};

/// A hierarchical timing wheel of 10 ms ticks: arm and cancel in constant time, a tick costs what is due. A timer never
/// fires early, and at most one tick late relative to advance(). Not thread-safe: it lives under its shard's lock.
class TimerWheel {
 public:
  static constexpr std::chrono::milliseconds kTick{10};

  explicit TimerWheel(SteadyTime origin) noexcept;
  /// All nodes still armed are disarmed without firing.
  ~TimerWheel();
  TimerWheel(const TimerWheel&) = delete;
  TimerWheel& operator=(const TimerWheel&) = delete;

  /// Arms it, or arms it anew. Delays of up to 495 days; longer ones count as that. A node without `fire` just
  /// ends.
  void arm(TimerNode& node, SteadyTime due) noexcept;
  /// Fires what is due at `now`, in order of due time to the tick; within a tick in the order of arming, as a rule. Not
  /// from `fire`. An exception that leaves `fire` leaves this; the next call goes on with what is left.
  void advance(SteadyTime now);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// No timer fires before this; SteadyTime::max() where none is armed. May be earlier than the real next one.
  [[nodiscard]] SteadyTime next_due() const noexcept;

 private:
  friend class TimerNode;
  static constexpr std::size_t kLevels = 4;
  static constexpr std::size_t kSlots = 256;

  struct Place {
    std::size_t level;
    std::size_t slot;
  };
  [[nodiscard]] Place place_of(const TimerNode& node) const noexcept;
  void link(TimerNode& node) noexcept;
  void unlink(TimerNode& node) noexcept;
  /// Moves the nodes of the level's current slot down.
  void cascade(std::size_t level) noexcept;
  void fire_current(SteadyTime now);
  /// The first tick after the current one at which there may be something to do.
  [[nodiscard]] std::optional<std::uint64_t> next_tick() const noexcept;
  [[nodiscard]] std::optional<std::size_t> next_occupied(std::size_t level, std::size_t from) const noexcept;

  SteadyTime origin_;
  std::uint64_t current_tick_ = 0;
  std::size_t size_ = 0;
  std::array<std::array<TimerNode*, kSlots>, kLevels> slots_{};
  std::array<std::array<std::uint64_t, kSlots / 64>, kLevels> occupied_{};  // which slots hold anything
};

}  // namespace zvoni::kernel
