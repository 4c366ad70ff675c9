#include "call/watched_call.hpp"

#include <algorithm>

#include <zvoni/status.hpp>

#include "call/call_text.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::size_t kMaxTransactions = 16;
constexpr std::size_t kMaxEarlyDialogs = 16;
constexpr std::size_t kMaxDialogs = 32;

std::uint32_t cseq_of(const Message& request) noexcept {
  const auto cseq = request.cseq();
  return cseq ? cseq->number : 0;
}

std::string_view branch_of(const Message& request) noexcept {
  const auto via = request.top_via();
  return via ? via->branch() : std::string_view();
}

}  // namespace

bool WatchedCall::is_over() const noexcept {
  return is_answered() && std::none_of(dialogs.begin(), dialogs.end(),
                                       [](const Dialog& dialog) { return dialog.state == Dialog::State::confirmed; });
}

bool WatchedCall::is_pending() const noexcept {
  return std::any_of(transactions.begin(), transactions.end(),
                     [](const InviteTransaction& transaction) { return !transaction.answered; });
}

bool WatchedCall::add_transaction(const Message& invite) {
  if (transactions.size() >= kMaxTransactions) return false;
  auto& transaction = transactions.emplace_back();
  transaction.cseq = cseq_of(invite);
  transaction.branch = bounded(branch_of(invite));
  return true;
}

InviteTransaction* WatchedCall::find_transaction(const Message& invite) {
  const auto cseq = cseq_of(invite);
  const auto branch = branch_of(invite);
  const auto found = std::find_if(transactions.begin(), transactions.end(), [&](const InviteTransaction& transaction) {
    return transaction.cseq == cseq && is_bounded(transaction.branch, branch);
  });
  return found == transactions.end() ? nullptr : &*found;
}

void WatchedCall::remove_transaction(const InviteTransaction& transaction) {
  transactions.erase(transactions.begin() + (&transaction - transactions.data()));
}

Dialog* WatchedCall::find_dialog(std::string_view tag) {
  const auto found =
      std::find_if(dialogs.begin(), dialogs.end(), [tag](const Dialog& dialog) { return is_bounded(dialog.tag, tag); });
  return found == dialogs.end() ? nullptr : &*found;
}

Dialog* WatchedCall::early_dialog(std::string_view tag) { return find_or_begin(tag, kMaxEarlyDialogs); }

Dialog* WatchedCall::confirmed_dialog(std::string_view tag) { return find_or_begin(tag, kMaxDialogs); }

Dialog* WatchedCall::find_or_begin(std::string_view tag, std::size_t limit) {
  if (auto* found = find_dialog(tag)) return found;
  if (dialogs.size() >= limit) return nullptr;
  dialogs.emplace_back().tag = bounded(tag);
  return &dialogs.back();
}

void WatchedCall::end_dialog(Dialog& dialog) {
  dialog.state = Dialog::State::ended;
  dialog.video = false;
  if (!dialog.bye) return;
  if (!last_bye || last_bye->at.steady <= dialog.bye->at.steady) last_bye = dialog.bye;
  dialog.bye.reset();
}

bool WatchedCall::update_video() noexcept {
  const bool now = std::any_of(dialogs.begin(), dialogs.end(), [](const Dialog& dialog) {
    return dialog.state == Dialog::State::confirmed && dialog.video;
  });
  const bool changed = now != record.video_now;
  record.video_now = now;
  record.video = record.video || now;
  return changed;
}

void note_response_media(Dialog& dialog, CallSide side, const Message& request, const Message& response) {
  const std::int64_t cseq = cseq_of(request);
  auto& seen = dialog.media_cseq[index_of(side)];
  if (cseq <= seen) return;
  if (is_success(response.status())) seen = cseq;
  const auto offer = media_of(request);
  const auto answer = media_of(response);
  if (answer == SessionMedia::absent) return;  // what an earlier response said holds
  if (offer == SessionMedia::absent) {
    dialog.late_offer = answer;
    return;
  }
  dialog.video = offer == SessionMedia::with_video && answer == SessionMedia::with_video;
}

void note_late_answer(Dialog& dialog, const Message& request) {
  const auto answer = media_of(request);
  if (!dialog.late_offer || answer == SessionMedia::absent) return;
  dialog.video = dialog.late_offer == SessionMedia::with_video && answer == SessionMedia::with_video;
  dialog.late_offer.reset();
}

}  // namespace zvoni::kernel
