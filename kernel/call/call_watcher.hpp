// Watches the dialogs of one shard go by and tells those who asked.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include <zvoni/call.hpp>
#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>
#include <zvoni/message.hpp>

#include "call/moment.hpp"

namespace zvoni::kernel {

struct CallLimits {
  std::chrono::milliseconds max_duration{std::chrono::hours(24)};  ///< an answered call without BYE is closed after it
  std::size_t max_calls = 100000;  ///< in one shard; further calls are served but not watched, and counted
  std::uint64_t first_id = 1;      ///< of the first call; shards that begin at 1, 2, … n
  std::uint64_t id_step = 1;       ///< and step by n give no id twice
};

/// Not thread-safe: it lives under its shard's lock. Holds plain data only; knows no transaction.
///
/// A call is an initial INVITE, named by its Call-ID and the caller's From tag, with all that follows from it: retries
/// after 401 and 407, spirals, copies forked upstream, the dialogs of several callees. It ends when the last of its
/// confirmed dialogs does, and fails when the last of its INVITEs does without a 2xx.
class CallWatcher {
 public:
  /// Gets each event; called under the shard's lock. Must not call the watcher.
  using Sink = std::function<void(const CallEvent&)>;

  CallWatcher(const CallLimits& limits, Sink sink);
  ~CallWatcher();

  /// A new request passed validation, or an in-dialog one came: INVITE and BYE matter, and an ACK or PRACK that answers
  /// a late offer; others are ignored. Retransmissions do not come here.
  void on_request(const Message& request, const Flow& flow, Moment now);
  /// A response to such a request, to an UPDATE or REFER goes upstream (also one zvoni made). `callee` is where it came
  /// from; nullptr for a local one. Retransmissions of final responses may come again and change nothing.
  void on_response(const Message& request, const Message& response, const Flow* callee, Moment now);
  /// The transaction of an INVITE or BYE is over. Where no final response to the INVITE went upstream, the call failed
  /// with 408 and no phrase: so the caller must take the silence (RFC 3261, 8.1.3.1). A BYE that nobody answered ended
  /// its dialog all the same (15.1.1).
  void on_transaction_over(const Message& request, Moment now);
  /// Closes what has lasted too long: answered calls beyond max_duration, a BYE without an answer for 40 s, a call
  /// whose caller did not come back with credentials for 32 s. Cheap where there is none.
  void advance(Moment now);
  /// zvoni stops: closes what is open with CallSide::exchange.
  void close_all(Moment now);

  [[nodiscard]] std::size_t size() const noexcept;
  /// Calls that were not watched because there were max_calls.
  [[nodiscard]] std::uint64_t unwatched() const noexcept;
  /// All calls open now.
  void each(const std::function<void(const CallRecord&)>& visit) const;

 private:
  struct Calls;
  std::unique_ptr<Calls> calls_;
};

}  // namespace zvoni::kernel
