// What a transaction machine asks its owner to do. Machines do no I/O and read no clock: they take an event and return
// this.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace zvoni::kernel {

/// The timers of RFC 3261, section 17 (table 4) by what they do; a transaction has at most one of each.
enum class TimerId : std::uint8_t {
  retransmit,  ///< A, E, G
  timeout,     ///< B, F, H
  linger,      ///< D, I, J, K, L, M
  trying,      ///< 200 ms until a 100 (17.2.1)
};
inline constexpr std::size_t kTimerCount = 4;

/// Timer values (17.1.1.1). A machine borrows them: they outlive it. T4 and 64·T1 follow the RFC's defaults; tests may
/// shorten them.
struct TransactionTimes {
  std::chrono::milliseconds t1{500};
  std::chrono::milliseconds t2{4000};
  std::chrono::milliseconds t4{5000};
  std::chrono::milliseconds trying{200};
  [[nodiscard]] std::chrono::milliseconds t1_64() const { return 64 * t1; }
};

/// The owner performs the timer changes and everything else first, and heeds `terminated` last: it then forgets the
/// transaction. Timers that still run are stopped by it; a machine does not list them.
struct Actions {
  bool send = false;              ///< transmit the message that was given with the event, and keep it for `resend`
  bool resend = false;            ///< transmit the last message sent once more
  bool send_trying = false;       ///< make a 100 and transmit it (server); it becomes the last message
  bool send_ack = false;          ///< acknowledge the final response with the client transaction's ACK (17.1.1.3)
  bool pass_up = false;           ///< give the event's message to the transaction user
  bool timed_out = false;         ///< tell the transaction user: Timer B, F, or H
  bool transport_failed = false;  ///< tell the transaction user: the message could not be sent
  bool terminated = false;        ///< the transaction is over: forget it and its timers

  struct TimerChange {
    TimerId id = TimerId::retransmit;
    std::optional<std::chrono::milliseconds> delay;  ///< nullopt: stop it
  };
  std::array<TimerChange, kTimerCount> timers{};
  std::size_t timer_count = 0;

  void start(TimerId id, std::chrono::milliseconds delay) { timers[timer_count++] = {id, delay}; }
  void stop(TimerId id) { timers[timer_count++] = {id, std::nullopt}; }
};

}  // namespace zvoni::kernel
