// A request in zvoni's hands: what handlers see, answer, suspend and forward.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>
#include <zvoni/handle.hpp>
#include <zvoni/message.hpp>
#include <zvoni/status.hpp>

namespace zvoni {

class Branch;
class Continuation;

/// Where one copy of a request is to go (RFC 3261, 16.5 and 16.6).
struct Target {
  std::string request_uri;         ///< what the copy's request-URI becomes
  std::vector<std::string> route;  ///< Route values to put on top, first hop first (Path, RFC 3327, 5.5)
  /// Sends along this flow instead of resolving the next hop: a phone behind NAT. Ignored where the copy has a Route.
  std::optional<Flow> flow;
};

/// A request and its server transaction. Threads: all members only under the call's lock, which the kernel holds
/// whenever it calls a handler, a TransactionUser, a timer or a resumed step of this request. Lifetime: until its
/// transaction and all branches are over; nothing may keep a reference longer than its TransactionUser lives.
class Request {
 public:
  /// The message as received, with the kernel's and earlier handlers' edits. Edits made here reach every copy that is
  /// forwarded later.
  [[nodiscard]] virtual Message& message() noexcept = 0;
  [[nodiscard]] virtual const Message& message() const noexcept = 0;
  /// Where it came from.
  [[nodiscard]] virtual const Flow& flow() const noexcept = 0;
  [[nodiscard]] virtual WallTime received_at() const noexcept = 0;
  /// True inside a dialog: To has a tag.
  [[nodiscard]] virtual bool in_dialog() const noexcept = 0;
  /// True where a Route value that zvoni itself had inserted brought it here (16.4), so that zvoni vouches for it.
  [[nodiscard]] virtual bool came_by_own_route() const noexcept = 0;
  /// False for an ACK, and for a CANCEL that matches no transaction: nothing can answer them.
  [[nodiscard]] virtual bool can_be_answered() const noexcept = 0;
  /// True once a CANCEL for it was received.
  [[nodiscard]] virtual bool is_cancelled() const noexcept = 0;
  /// The tag zvoni puts into To where it answers this request itself; the same for all its answers.
  [[nodiscard]] virtual std::string_view local_tag() const noexcept = 0;

  /// Sends a response: it walks response_forwarding and goes to the server transaction, then to where the top Via says
  /// (18.2.2). After a final response further ones are ignored, but for 2xx to INVITE (RFC 6026).
  virtual void respond(MessagePtr response) = 0;
  /// make_response() with this request, zvoni's tag, and the standard reason phrase where none is given.
  [[nodiscard]] virtual MessagePtr make_response(int status, std::string_view reason = {}) const = 0;
  void reply(int status, std::string_view reason = {}) { respond(make_response(status, reason)); }

  /// Stops the walk at this handler, which then returns Verdict::wait(). Once a handler at the most.
  [[nodiscard]] virtual Continuation suspend() = 0;

  /// Forwards a copy of the request to a target (16.6): request-URI and Route values are set, the next hop resolved
  /// (RFC 3263), the request_forwarding handlers called, Via added and the copy sent in a client transaction of its own
  /// (an ACK, and a CANCEL that matches nothing, without one). Max-Forwards and Max-Breadth are the caller's business.
  /// `loop_token` becomes part of the branch parameter (RFC 5393, 4.2.2): letters, digits, at most 32. Returns the
  /// branch, owned by the transaction: the reference is good as long as the TransactionUser lives. Only from a
  /// TransactionUser. Failures, also immediate ones, arrive in TransactionUser::on_failure() after forward() returned.
  virtual Branch& forward(MessagePtr copy, const Target& target, std::string_view loop_token) = 0;

  /// Calls `action` once after `delay` under the call's lock, unless the handle or the transaction dies before.
  [[nodiscard]] virtual Registration start_timer(std::chrono::milliseconds delay, std::function<void()> action) = 0;

 protected:
  ~Request() = default;
};

/// One forwarded copy and its client transaction. Threads and lifetime as for Request.
class Branch {
 public:
  enum class State : std::uint8_t {
    calling,     ///< nothing came back so far
    proceeding,  ///< a provisional response came
    completed,   ///< a final response came, or it failed
  };
  [[nodiscard]] virtual State state() const noexcept = 0;
  /// The copy. In request_forwarding it may be edited; afterwards it is what was sent.
  [[nodiscard]] virtual Message& message() noexcept = 0;
  [[nodiscard]] virtual const Message& message() const noexcept = 0;
  /// The request it is a copy of.
  [[nodiscard]] virtual Request& request() noexcept = 0;
  /// Where it goes. Set from request_forwarding on.
  [[nodiscard]] virtual const Flow& flow() const noexcept = 0;
  /// Cancels it (9.1): at once where a provisional response came, as soon as one comes otherwise. Only INVITE; nothing
  /// happens for others or after a final response. The 487 arrives in on_response(); where the peer stays silent for
  /// 64·T1 after the CANCEL, on_failure(timeout) does.
  virtual void cancel() = 0;

 protected:
  ~Branch() = default;
};

/// Why a branch ended without a final response.
enum class BranchFailure : std::uint8_t {
  timeout,     ///< Timer B or F: as if 408 (16.8)
  transport,   ///< cannot be sent, or an ICMP error or a reset came: as if 503 (16.9)
  unresolved,  ///< the next hop's name has no address
};

/// Drives a transaction that a handler took: a proxy's response context (16), a user agent server. All calls come
/// under the call's lock. The kernel destroys it when the server transaction and all branches are over. An exception
/// that escapes answers the request with 500 where it can be, and is counted and logged with the module's name.
class TransactionUser {
 public:
  virtual ~TransactionUser() = default;
  /// Called once, right after the verdict.
  virtual void start(Request& request) = 0;
  /// The upstream side cancelled the INVITE (16.10); the CANCEL itself is already answered.
  virtual void on_cancel(Request& request) = 0;
  /// A response came for a branch: every provisional but 100, the final one, and each further 2xx to INVITE. Our Via is
  /// gone from it and response_processing is done. A non-2xx to INVITE is already acknowledged.
  virtual void on_response(Request& request, Branch& branch, MessagePtr response) = 0;
  /// A branch ended without a final response. Called once for it, and never after a final response.
  virtual void on_failure(Request& request, Branch& branch, BranchFailure failure) = 0;
  /// A 100 came for a branch. It restarts nothing and goes nowhere.
  virtual void on_trying(Request&, Branch&) {}
};

/// A response on its way through response_processing or response_forwarding.
class Response {
 public:
  [[nodiscard]] virtual Message& message() noexcept = 0;
  /// The request it answers. Edits of that have no effect any more.
  [[nodiscard]] virtual const Request& request() const noexcept = 0;
  /// The branch it came on; nullptr for a response zvoni made itself.
  [[nodiscard]] virtual const Branch* branch() const noexcept = 0;

 protected:
  ~Response() = default;
};

}  // namespace zvoni
