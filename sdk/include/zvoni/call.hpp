// Calls as zvoni watches them go by: INVITE dialogs from the attempt to the end.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <zvoni/abi.hpp>
#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>

namespace zvoni {

enum class CallEventKind : std::uint8_t {
  attempted,      ///< a new INVITE passed validation
  ringing,        ///< the first 180 or 183 went upstream
  answered,       ///< the first 2xx went upstream
  media_changed,  ///< a 2xx to a re-INVITE or UPDATE turned video on or off
  transferred,    ///< a 2xx to a REFER within the dialog: `transferred_to` is set
  ended,          ///< the last of its dialogs ended
  failed,         ///< a final response other than 2xx went upstream, or none came
};
/// "attempted"…
ZVONI_API std::string_view to_string(CallEventKind kind) noexcept;

enum class CallSide : std::uint8_t {
  none,
  caller,
  callee,
  exchange,  ///< zvoni: it stopped, or the call met `calls.max-duration`
};
ZVONI_API std::string_view to_string(CallSide side) noexcept;

struct CallParty {
  std::string uri;  ///< without parameters of the header; the callee's is the first request-URI, the caller's From
  std::string display_name;  ///< plain, without quotes; empty where none was given
  Endpoint address;          ///< where its messages come from; the callee's is known from the first response on
};

/// All that is known of a call. Each time is set once.
struct CallRecord {
  std::uint64_t id = 0;  ///< unique while zvoni runs
  std::string call_id;
  std::string caller_tag;
  CallParty caller;
  CallParty callee;
  WallTime attempted;
  std::optional<WallTime> ringing;
  std::optional<WallTime> answered;
  std::optional<WallTime> ended;           ///< also of a failed call
  std::chrono::milliseconds ring_time{0};  ///< attempt to answer or failure; steady clock
  std::chrono::milliseconds duration{0};   ///< answer to end; steady clock, so never negative
  CallSide ended_by = CallSide::none;
  /// 200, 486…; 0 while there is none. Where a call failed and no final response went upstream: 408 with an empty
  /// reason, which is what the caller makes of the silence (RFC 3261, 8.1.3.1).
  int final_status = 0;
  std::string final_reason;  ///< the reason phrase as it was sent upstream
  bool video = false;        ///< video was on at some time
  bool video_now = false;
  std::string transferred_to;  ///< Refer-To's URI; empty: not transferred
  CallSide transferred_by = CallSide::none;
};

struct CallEvent {
  CallEventKind kind;
  WallTime time;
  const CallRecord& call;  ///< as of now; valid during the call only: copy what is needed later
};

/// Called under the call's lock on a worker: must not block. `ended` or `failed` is the last event of a call and comes
/// exactly once.
using CallHandler = std::function<void(const CallEvent&)>;

}  // namespace zvoni
