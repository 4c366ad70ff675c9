#include "transaction/timer_wheel.hpp"

#include <algorithm>
#include <bit>

namespace zvoni::kernel {
namespace {

constexpr std::uint64_t kSlotBits = 8;
constexpr std::uint64_t kSlotMask = (1U << kSlotBits) - 1;

/// The tick at which a level's slot begins that holds `tick`.
constexpr std::uint64_t slot_start(std::uint64_t tick, std::size_t level) noexcept {
  return tick & ~((std::uint64_t{1} << (kSlotBits * level)) - 1);
}

constexpr std::size_t slot_index(std::uint64_t tick, std::size_t level) noexcept {
  return (tick >> (kSlotBits * level)) & kSlotMask;
}

}  // namespace

void TimerNode::cancel() noexcept {
  if (wheel_ != nullptr) wheel_->unlink(*this);
}

TimerWheel::TimerWheel(SteadyTime origin) noexcept : origin_(origin) {}

TimerWheel::~TimerWheel() {
  for (auto& level : slots_) {
    for (TimerNode* head : level) {
      while (head != nullptr) {
        TimerNode* next = head->next_;
        head->wheel_ = nullptr;
        head->next_ = head->previous_ = nullptr;
        head = next;
      }
    }
  }
}

void TimerWheel::arm(TimerNode& node, SteadyTime due) noexcept {
  node.cancel();
  const auto delay = due > origin_ ? due - origin_ : SteadyTime::duration::zero();
  const auto whole = delay / kTick;
  const auto rest = delay % kTick;
  const auto tick = static_cast<std::uint64_t>(whole) + (rest.count() > 0 ? 1U : 0U);
  // What is due already fires with the next tick; the far end is what the last level can tell apart.
  constexpr std::uint64_t kFarthest = kSlotMask << (kSlotBits * (kLevels - 1));
  node.due_tick_ = std::clamp(tick, current_tick_ + 1, current_tick_ + kFarthest);
  node.wheel_ = this;
  link(node);
  ++size_;
}

TimerWheel::Place TimerWheel::place_of(const TimerNode& node) const noexcept {
  // A node lies on the level of the highest digit (of 8 bits) in which its tick differs from the current one. That
  // stays so until the current tick enters the node's slot, where the node moves down. Past the last digit the last
  // level goes round.
  const std::uint64_t differing = node.due_tick_ ^ current_tick_;
  const auto digit = differing == 0 ? 0 : (std::bit_width(differing) - 1) / kSlotBits;
  const auto level = std::min<std::size_t>(digit, kLevels - 1);
  return {level, slot_index(node.due_tick_, level)};
}

void TimerWheel::link(TimerNode& node) noexcept {
  const Place place = place_of(node);
  TimerNode*& head = slots_[place.level][place.slot];
  if (head == nullptr) {
    head = &node;
    occupied_[place.level][place.slot / 64] |= std::uint64_t{1} << (place.slot % 64);
  } else {
    node.previous_ = head->previous_ != nullptr ? head->previous_ : head;
    node.previous_->next_ = &node;
  }
  head->previous_ = &node;  // the head's `previous_` is the tail, so that nodes of one tick fire as they were armed
  node.next_ = nullptr;
}

void TimerWheel::unlink(TimerNode& node) noexcept {
  const Place place = place_of(node);
  TimerNode*& head = slots_[place.level][place.slot];
  if (&node == head) {
    head = node.next_;
    if (head != nullptr) {
      head->previous_ = node.previous_;
    } else {
      occupied_[place.level][place.slot / 64] &= ~(std::uint64_t{1} << (place.slot % 64));
    }
  } else {
    node.previous_->next_ = node.next_;
    (node.next_ != nullptr ? node.next_ : head)->previous_ = node.previous_;
  }
  node.next_ = node.previous_ = nullptr;
  node.wheel_ = nullptr;
  --size_;
}

void TimerWheel::cascade(std::size_t level) noexcept {
  const std::size_t slot = slot_index(current_tick_, level);
  TimerNode* node = slots_[level][slot];
  slots_[level][slot] = nullptr;
  occupied_[level][slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
  while (node != nullptr) {
    TimerNode* next = node->next_;
    node->previous_ = nullptr;
    link(*node);
    node = next;
  }
}

void TimerWheel::fire_current(SteadyTime now) {
  // Nothing is added to this slot meanwhile: arm() goes beyond the current tick.
  TimerNode*& head = slots_[0][slot_index(current_tick_, 0)];
  while (head != nullptr) {
    TimerNode& node = *head;
    unlink(node);
    if (node.fire != nullptr) node.fire(node, now);
  }
}

void TimerWheel::advance(SteadyTime now) {
  const auto elapsed = std::max(now - origin_, SteadyTime::duration::zero());
  const auto target = static_cast<std::uint64_t>(elapsed / kTick);
  fire_current(now);  // what an exception kept from firing last time
  while (size_ > 0) {
    const auto next = next_tick();
    if (!next || *next > target) break;
    current_tick_ = *next;
    for (std::size_t level = kLevels - 1; level > 0; --level) cascade(level);
    fire_current(now);
  }
  current_tick_ = std::max(current_tick_, target);
}

SteadyTime TimerWheel::next_due() const noexcept {
  if (size_ == 0) return SteadyTime::max();
  const auto tick = slots_[0][slot_index(current_tick_, 0)] != nullptr ? current_tick_ : next_tick().value_or(0);
  return origin_ + kTick * static_cast<std::int64_t>(tick);
}

std::optional<std::uint64_t> TimerWheel::next_tick() const noexcept {
  for (std::size_t level = 0; level < kLevels; ++level) {
    const std::size_t here = slot_index(current_tick_, level);
    const std::uint64_t round = slot_start(current_tick_, level + 1);
    if (const auto slot = next_occupied(level, here + 1)) return round + (std::uint64_t{*slot} << (kSlotBits * level));
  }
  // Only the last level can hold ticks past its own end.
  constexpr std::size_t kLast = kLevels - 1;
  const auto slot = next_occupied(kLast, 0);
  if (!slot) return std::nullopt;
  const std::uint64_t next_round = slot_start(current_tick_, kLevels) + (std::uint64_t{1} << (kSlotBits * kLevels));
  return next_round + (std::uint64_t{*slot} << (kSlotBits * kLast));
}

std::optional<std::size_t> TimerWheel::next_occupied(std::size_t level, std::size_t from) const noexcept {
  for (std::size_t word = from / 64; word < kSlots / 64; ++word) {
    std::uint64_t bits = occupied_[level][word];
    if (word == from / 64) bits &= ~std::uint64_t{0} << (from % 64);
    if (bits != 0) return word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
  }
  return std::nullopt;
}

}  // namespace zvoni::kernel
