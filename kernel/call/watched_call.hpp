// One call: its record, the INVITE transactions that are open, its dialogs. Plain data with bounds; knows no clock and
// tells nobody.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/call.hpp>
#include <zvoni/message.hpp>

#include "call/moment.hpp"
#include "call/session_media.hpp"

namespace zvoni::kernel {

/// An initial INVITE on its way. A call can have several: a retry with credentials, a spiral (RFC 3261, 16.3 item 4),
/// or copies that a proxy upstream forked (8.2.2.2).
struct InviteTransaction {
  std::uint32_t cseq = 0;
  std::string branch;     ///< of the top Via as it was received
  bool answered = false;  ///< a 2xx went upstream; more may follow (RFC 6026)
};

/// A BYE that passed and has no final response yet.
struct PendingBye {
  CallSide side = CallSide::none;
  std::uint32_t cseq = 0;
  Moment at;
};

struct Dialog {
  enum class State : std::uint8_t { early, confirmed, ended };

  std::string tag;  ///< the callee's
  State state = State::early;
  bool video = false;                      ///< offered and accepted
  std::optional<SessionMedia> late_offer;  ///< came in a response; the ACK or PRACK answers it
  std::optional<PendingBye> bye;
  /// Of the last 2xx that was looked at, so that one sent again changes nothing; by index_of() of who asked.
  std::array<std::int64_t, 2> media_cseq{-1, -1};
  std::array<std::int64_t, 2> refer_cseq{-1, -1};
};

struct WatchedCall {
  using Deadlines = std::multimap<SteadyTime, WatchedCall*>;

  CallRecord record;
  std::string key;
  SteadyTime attempted;
  SteadyTime answered;
  std::vector<InviteTransaction> transactions;
  std::vector<Dialog> dialogs;
  std::optional<Moment> challenged;    ///< 401 or 407 went upstream: the caller may try again
  std::optional<PendingBye> last_bye;  ///< the latest of those that ended a dialog
  std::optional<Deadlines::iterator> deadline;

  [[nodiscard]] bool is_answered() const noexcept { return record.answered.has_value(); }
  /// True where it was answered and none of its dialogs is left.
  [[nodiscard]] bool is_over() const noexcept;
  /// True while some INVITE of it can still get a final response.
  [[nodiscard]] bool is_pending() const noexcept;

  /// False where there are too many.
  bool add_transaction(const Message& invite);
  [[nodiscard]] InviteTransaction* find_transaction(const Message& invite);
  void remove_transaction(const InviteTransaction& transaction);

  [[nodiscard]] Dialog* find_dialog(std::string_view tag);
  /// Finds it or begins it; nullptr where there are too many. Early ones leave room for those that are confirmed.
  Dialog* early_dialog(std::string_view tag);
  Dialog* confirmed_dialog(std::string_view tag);
  /// Ends one by the BYE that is pending in it.
  void end_dialog(Dialog& dialog);
  /// Brings record.video and record.video_now up to date. True where video_now changed.
  bool update_video() noexcept;

 private:
  Dialog* find_or_begin(std::string_view tag, std::size_t limit);
};

/// Where the dialog's tags put a request: the caller's or the callee's.
[[nodiscard]] constexpr std::size_t index_of(CallSide side) noexcept { return side == CallSide::callee ? 1 : 0; }

/// Takes note of the session description in a response to an INVITE or UPDATE within this dialog, early (1xx) or not.
void note_response_media(Dialog& dialog, CallSide side, const Message& request, const Message& response);
/// Takes note of that in an ACK or PRACK: the answer to a late offer (RFC 3261, 13.2.1).
void note_late_answer(Dialog& dialog, const Message& request);

}  // namespace zvoni::kernel
