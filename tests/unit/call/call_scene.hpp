// A watcher, a clock that tests turn, and wire texts of one call between Alice and Bob.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/call.hpp>
#include <zvoni/message.hpp>

#include "call/call_watcher.hpp"

namespace zvoni::kernel {

/// Parses a wire text with LF line ends; Content-Length is added. The test fails where it is no SIP.
MessagePtr sip(std::string_view text);

/// Where a message comes from.
Flow flow_from(std::string_view endpoint);

/// A session description with the given media lines ("m=audio 4000 RTP/AVP 0").
std::string sdp(std::string_view media);
inline constexpr std::string_view kAudio = "m=audio 4000 RTP/AVP 0\n";
inline constexpr std::string_view kAudioAndVideo = "m=audio 4000 RTP/AVP 0\nm=video 4002 RTP/AVP 96\n";

struct SeenEvent {
  CallEventKind kind;
  WallTime time;
  CallRecord call;
};

/// What one message of a call may differ in.
struct RequestText {
  std::string method = "INVITE";
  std::string from = "\"Alice\" <sip:alice@example.org>;tag=a1";
  std::string to = "<sip:bob@example.org>";
  int cseq = 1;
  std::string branch = "z9hG4bKone";
  std::string extra;  ///< header lines
  std::string body;   ///< a session description
  std::string call_id = "call-1";
};
MessagePtr request(const RequestText& text);
/// Within the dialog.
RequestText by_caller(std::string_view method, int cseq, std::string_view to_tag = "b1");
RequestText by_callee(std::string_view method, int cseq);

class CallScene {
 public:
  explicit CallScene(CallLimits limits = {});

  void advance(std::chrono::milliseconds by);
  /// A new request reaches the exchange, from the caller's or callee's address as its From says.
  void pass(const Message& request);
  /// A response goes upstream; `callee` is where it came from, "" for one the exchange made.
  void respond(const Message& request, int status, std::string_view reason, std::string_view to_tag = "b1",
               std::string_view callee = "192.0.2.20:5060", std::string_view session = {});
  void over(const Message& request) { watcher.on_transaction_over(request, now); }

  /// INVITE and 200, one second each; the INVITE is returned.
  MessagePtr answered_call(const RequestText& invite = {}, std::string_view answer = {});

  /// "attempted ringing answered": the kinds of all events so far.
  [[nodiscard]] std::string story() const;
  [[nodiscard]] const SeenEvent& last() const { return events.back(); }
  /// Seconds since the scene began.
  [[nodiscard]] double seconds(WallTime time) const;

  Moment begin;
  Moment now;
  std::vector<SeenEvent> events;
  CallWatcher watcher;
};

}  // namespace zvoni::kernel
