#include "call/call_watcher.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <zvoni/status.hpp>

#include "call/call_table.hpp"
#include "call/call_text.hpp"

namespace zvoni::kernel {
namespace {

/// The UAC may send such a request again, with credentials (RFC 3261, 22.2 and 22.3).
constexpr bool is_challenge(int status) noexcept { return status == 401 || status == 407; }

constexpr int kRequestTimeout = 408;

std::chrono::milliseconds between(SteadyTime from, SteadyTime to) noexcept {
  return std::max(std::chrono::milliseconds(0), std::chrono::duration_cast<std::chrono::milliseconds>(to - from));
}

/// Who made a call fail: the caller by CANCEL, else whoever sent the response.
CallSide who_failed(int status, const Flow* callee) noexcept {
  if (status == 487) return CallSide::caller;
  return callee ? CallSide::callee : CallSide::exchange;
}

}  // namespace

struct CallWatcher::Calls {
  Calls(const CallLimits& call_limits, Sink call_sink)
      : limits(call_limits), sink(std::move(call_sink)), table(limits.max_duration), next_id(limits.first_id) {}

  void tell(CallEventKind kind, WallTime time, const WatchedCall& call) const { sink({kind, time, call.record}); }

  void on_invite(const Message& invite, const Flow& flow, Moment now);
  void on_bye(const Message& bye, Moment now);
  void on_late_answer(const Message& request, Moment now);

  void on_invite_response(const Message& invite, const Message& response, const Flow* callee, Moment now);
  void on_provisional(WatchedCall& call, const Message& invite, const Message& response, Moment now);
  void on_answer(WatchedCall& call, const Message& invite, const Message& response, Moment now);
  void on_refusal(WatchedCall& call, const Message& response, CallSide by, Moment now);
  void on_media_response(const Message& request, const Message& response, Moment now);
  void on_bye_response(const Message& bye, int status, Moment now);
  void on_refer_response(const Message& refer, int status, Moment now);

  void end_dialog(WatchedCall& call, Dialog& dialog);
  void fail(WatchedCall& call, CallSide by, Moment at);
  void end(WatchedCall& call, CallSide by, Moment at);
  void look_at(WatchedCall& call, Moment now);
  void close(WatchedCall& call, Moment now);

  CallLimits limits;
  Sink sink;
  CallTable table;
  std::uint64_t next_id;
  std::uint64_t unwatched = 0;
};

void CallWatcher::Calls::on_invite(const Message& invite, const Flow& flow, Moment now) {
  if (auto* known = table.find(invite)) {
    if (known->find_transaction(invite) || !known->add_transaction(invite)) return;
    if (!known->challenged) return;
    known->challenged.reset();
    known->record.final_status = 0;
    known->record.final_reason.clear();
    known->record.ended_by = CallSide::none;
    table.reschedule(*known);
    return;
  }
  if (table.calls().size() >= limits.max_calls) {
    ++unwatched;
    return;
  }
  WatchedCall& call = table.add(invite);
  call.attempted = now.steady;
  call.add_transaction(invite);
  call.record.id = next_id;
  next_id += limits.id_step;
  call.record.call_id = bounded(invite.call_id());
  call.record.caller_tag = bounded(invite.from_tag());
  call.record.caller = caller_of(invite, flow.remote);
  call.record.callee = callee_of(invite);
  call.record.attempted = now.wall;
  tell(CallEventKind::attempted, now.wall, call);
}

void CallWatcher::Calls::on_bye(const Message& bye, Moment now) {
  const auto [call, side, dialog] = table.locate(bye);
  const auto cseq = bye.cseq();
  if (!dialog || !cseq || dialog->state != Dialog::State::confirmed || dialog->bye) return;
  dialog->bye = PendingBye{side, cseq->number, now};
  table.reschedule(*call);
}

void CallWatcher::Calls::on_late_answer(const Message& request, Moment now) {
  const auto [call, side, dialog] = table.locate(request);
  if (!dialog) return;
  note_late_answer(*dialog, request);
  if (call->update_video()) tell(CallEventKind::media_changed, now.wall, *call);
}

void CallWatcher::Calls::on_invite_response(const Message& invite, const Message& response, const Flow* callee,
                                            Moment now) {
  WatchedCall* call = table.find(invite);
  InviteTransaction* transaction = call ? call->find_transaction(invite) : nullptr;
  if (!transaction) return;
  const int status = response.status();
  auto& address = call->record.callee.address;
  const bool answers = is_success(status) && !call->is_answered();
  if (callee && (answers || address == Endpoint())) address = callee->remote;

  if (is_provisional(status)) return on_provisional(*call, invite, response, now);
  if (is_success(status)) {
    transaction->answered = true;
    return on_answer(*call, invite, response, now);
  }
  if (transaction->answered) return;
  call->remove_transaction(*transaction);
  on_refusal(*call, response, who_failed(status, callee), now);
}

void CallWatcher::Calls::on_provisional(WatchedCall& call, const Message& invite, const Message& response, Moment now) {
  if (media_of(response) != SessionMedia::absent) {
    if (auto* dialog = call.early_dialog(response.to_tag())) {
      note_response_media(*dialog, CallSide::caller, invite, response);
    }
  }
  const bool rings = response.status() == 180 || response.status() == 183;
  if (!rings || call.record.ringing || call.is_answered()) return;
  call.record.ringing = now.wall;
  tell(CallEventKind::ringing, now.wall, call);
}

void CallWatcher::Calls::on_answer(WatchedCall& call, const Message& invite, const Message& response, Moment now) {
  auto* dialog = call.confirmed_dialog(response.to_tag());
  if (!dialog || dialog->state == Dialog::State::ended) return;
  dialog->state = Dialog::State::confirmed;
  note_response_media(*dialog, CallSide::caller, invite, response);
  const bool media_changed = call.update_video();
  if (call.is_answered()) {
    if (media_changed) tell(CallEventKind::media_changed, now.wall, call);
    return;
  }
  call.answered = now.steady;
  call.record.answered = now.wall;
  call.record.ring_time = between(call.attempted, now.steady);
  call.record.final_status = response.status();
  call.record.final_reason = bounded(response.reason());
  call.challenged.reset();
  table.reschedule(call);
  tell(CallEventKind::answered, now.wall, call);
}

void CallWatcher::Calls::on_refusal(WatchedCall& call, const Message& response, CallSide by, Moment now) {
  if (call.is_answered() || call.is_pending()) return;
  call.record.final_status = response.status();
  call.record.final_reason = bounded(response.reason());
  if (!is_challenge(response.status())) return fail(call, by, now);
  call.record.ended_by = by;
  call.challenged = now;
  table.reschedule(call);
}

void CallWatcher::Calls::on_media_response(const Message& request, const Message& response, Moment now) {
  if (response.status() == 100 || !(is_provisional(response.status()) || is_success(response.status()))) return;
  const auto [call, side, dialog] = table.locate(request);
  if (!dialog || dialog->state == Dialog::State::ended) return;
  note_response_media(*dialog, side, request, response);
  if (call->update_video()) tell(CallEventKind::media_changed, now.wall, *call);
}

void CallWatcher::Calls::on_bye_response(const Message& bye, int status, Moment) {
  if (!is_final(status)) return;
  const auto [call, side, dialog] = table.locate(bye);
  if (!dialog || !dialog->bye) return;
  if (!is_challenge(status)) return end_dialog(*call, *dialog);
  const auto cseq = bye.cseq();
  if (!cseq || dialog->bye->side != side || dialog->bye->cseq != cseq->number) return;
  dialog->bye.reset();  // it goes on until the BYE comes again
  table.reschedule(*call);
}

void CallWatcher::Calls::on_refer_response(const Message& refer, int status, Moment now) {
  if (!is_success(status)) return;
  const auto [call, side, dialog] = table.locate(refer);
  const auto cseq = refer.cseq();
  if (!dialog || !cseq || dialog->state == Dialog::State::ended) return;
  auto target = refer_target_of(refer);
  auto& seen = dialog->refer_cseq[index_of(side)];
  if (target.empty() || cseq->number <= seen) return;
  seen = cseq->number;
  call->record.transferred_to = std::move(target);
  call->record.transferred_by = side;
  tell(CallEventKind::transferred, now.wall, *call);
}

void CallWatcher::Calls::end_dialog(WatchedCall& call, Dialog& dialog) {
  call.end_dialog(dialog);
  if (call.is_over()) return end(call, call.last_bye->side, call.last_bye->at);
  call.update_video();
  table.reschedule(call);
}

void CallWatcher::Calls::fail(WatchedCall& call, CallSide by, Moment at) {
  const auto taken = table.take(call);
  CallRecord& record = taken->record;
  record.ended = at.wall;
  record.ended_by = by;
  record.ring_time = between(taken->attempted, at.steady);
  if (record.final_status == 0) record.final_status = kRequestTimeout;
  tell(CallEventKind::failed, at.wall, *taken);
}

void CallWatcher::Calls::end(WatchedCall& call, CallSide by, Moment at) {
  const auto taken = table.take(call);
  CallRecord& record = taken->record;
  record.ended = at.wall;
  record.ended_by = by;
  record.duration = between(taken->answered, at.steady);
  tell(CallEventKind::ended, at.wall, *taken);
}

void CallWatcher::Calls::look_at(WatchedCall& call, Moment now) {
  if (table.challenge_timed_out(call, now.steady)) return fail(call, call.record.ended_by, *call.challenged);
  for (Dialog& dialog : call.dialogs) {
    if (table.bye_timed_out(dialog, now.steady)) call.end_dialog(dialog);
  }
  if (call.is_over()) return end(call, call.last_bye->side, call.last_bye->at);
  if (table.lasted_too_long(call, now.steady)) return end(call, CallSide::exchange, now);
  call.update_video();
  table.reschedule(call);
}

void CallWatcher::Calls::close(WatchedCall& call, Moment now) {
  if (call.challenged) return fail(call, call.record.ended_by, *call.challenged);
  if (!call.is_answered()) return fail(call, CallSide::exchange, now);
  for (Dialog& dialog : call.dialogs) {
    if (dialog.bye) call.end_dialog(dialog);
  }
  if (call.is_over()) return end(call, call.last_bye->side, call.last_bye->at);
  end(call, CallSide::exchange, now);
}

CallWatcher::CallWatcher(const CallLimits& limits, Sink sink)
    : calls_(std::make_unique<Calls>(limits, std::move(sink))) {}

CallWatcher::~CallWatcher() = default;

void CallWatcher::on_request(const Message& request, const Flow& flow, Moment now) {
  switch (request.method()) {
    case Method::invite:
      if (request.to_tag().empty()) calls_->on_invite(request, flow, now);
      return;
    case Method::bye:
      return calls_->on_bye(request, now);
    case Method::ack:
    case Method::prack:
      return calls_->on_late_answer(request, now);
    default:
      return;
  }
}

void CallWatcher::on_response(const Message& request, const Message& response, const Flow* callee, Moment now) {
  switch (request.method()) {
    case Method::invite:
      if (request.to_tag().empty()) return calls_->on_invite_response(request, response, callee, now);
      return calls_->on_media_response(request, response, now);
    case Method::update:
      return calls_->on_media_response(request, response, now);
    case Method::bye:
      return calls_->on_bye_response(request, response.status(), now);
    case Method::refer:
      return calls_->on_refer_response(request, response.status(), now);
    default:
      return;
  }
}

void CallWatcher::on_transaction_over(const Message& request, Moment now) {
  if (request.method() == Method::bye) {
    const auto [call, side, dialog] = calls_->table.locate(request);
    const auto cseq = request.cseq();
    if (!dialog || !dialog->bye || !cseq || dialog->bye->side != side || dialog->bye->cseq != cseq->number) return;
    return calls_->end_dialog(*call, *dialog);
  }
  if (request.method() != Method::invite || !request.to_tag().empty()) return;
  auto* call = calls_->table.find(request);
  const auto* transaction = call ? call->find_transaction(request) : nullptr;
  if (!transaction) return;
  call->remove_transaction(*transaction);
  if (call->is_answered() || call->is_pending()) return;
  calls_->fail(*call, CallSide::exchange, now);
}

void CallWatcher::advance(Moment now) {
  while (auto* call = calls_->table.next_due(now.steady)) calls_->look_at(*call, now);
}

void CallWatcher::close_all(Moment now) {
  while (!calls_->table.calls().empty()) calls_->close(*calls_->table.calls().begin()->second, now);
}

std::size_t CallWatcher::size() const noexcept { return calls_->table.calls().size(); }

std::uint64_t CallWatcher::unwatched() const noexcept { return calls_->unwatched; }

void CallWatcher::each(const std::function<void(const CallRecord&)>& visit) const {
  for (const auto& [key, call] : calls_->table.calls()) visit(call->record);
}

}  // namespace zvoni::kernel
