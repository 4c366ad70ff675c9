// Watches the dialogs of one shard go by and tells those who asked.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include <zvoni/call.hpp>
#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>
#include <zvoni/message.hpp>

namespace zvoni::kernel {

struct CallLimits {
  std::chrono::milliseconds max_duration{std::chrono::hours(24)};  ///< an answered call without BYE is closed after it
  std::size_t max_calls = 100000;  ///< in one shard; further calls are served but not watched, and counted
};

/// Both clocks at one moment.
struct Moment {
  SteadyTime steady;
  WallTime wall;
};

/// Not thread-safe: it lives under its shard's lock. Holds plain data only; knows no transaction.
class CallWatcher {
 public:
  /// Gets each event; called under the shard's lock.
  using Sink = std::function<void(const CallEvent&)>;

  CallWatcher(const CallLimits& limits, Sink sink);
  ~CallWatcher();

  /// A new request passed validation, or an in-dialog one came: INVITE, BYE, REFER, UPDATE matter, others are ignored.
  /// Retransmissions do not come here.
  void on_request(const Message& request, const Flow& flow, Moment now);
  /// A response to such a request goes upstream (also one zvoni made). `callee` is where it came from; nullptr for a
  /// local one. Retransmissions of final responses may come again and change nothing.
  void on_response(const Message& request, const Message& response, const Flow* callee, Moment now);
  /// The INVITE's transaction is over; where no final response went upstream, the call failed.
  void on_transaction_over(const Message& request, Moment now);
  /// Closes calls that have lasted beyond max_duration. Cheap where there is none.
  void advance(Moment now);
  /// zvoni stops: closes what is open with CallSide::exchange.
  void close_all(Moment now);

  [[nodiscard]] std::size_t size() const noexcept;
  /// All calls open now.
  void each(const std::function<void(const CallRecord&)>& visit) const;

 private:
  struct Calls;
  std::unique_ptr<Calls> calls_;
};

}  // namespace zvoni::kernel
