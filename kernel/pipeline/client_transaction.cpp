#include "pipeline/client_transaction.hpp"

#include "pipeline/shard.hpp"

namespace zvoni::kernel {
namespace {

using Machine = std::variant<InviteClientTransaction, NonInviteClientTransaction>;

Machine make_machine(Method method, const TransactionTimes& times, Transport transport) {
  bool reliable = is_reliable(transport);
  if (method == Method::invite) return InviteClientTransaction(times, reliable);
  return NonInviteClientTransaction(times, reliable);
}

}  // namespace

ClientTransaction::ClientTransaction(Shard& shard, ClientTransactionUser& user, const Message& request,
                                     const Flow& flow, std::string branch, std::uint64_t number)
    : shard_(shard),
      user_(user),
      request_(request),
      flow_(flow),
      branch_(std::move(branch)),
      number_(number),
      key_(client_key(number, request.method())),
      machine_(make_machine(request.method(), shard.parts().settings.times, flow.transport)),
      timers_(*this, [](ClientTransaction& self, TimerId timer) { self.on_timer(timer); }) {
  shard_.add_client(key_, *this);
}

ClientTransaction::~ClientTransaction() { shard_.remove_client(key_); }

void ClientTransaction::start() {
  wire_ = request_.to_wire();
  perform(std::visit([](auto& machine) { return machine.start(); }, machine_), nullptr);
}

bool ClientTransaction::matches(std::string_view branch, Method method) const noexcept {
  return branch == branch_ && method == request_.method();
}

void ClientTransaction::on_response(MessagePtr response, const Flow& flow) {
  if (terminated_) return;
  if (flow.connection != 0) flow_.connection = flow.connection;  // the connection that was opened for it
  int status = response->status();
  perform(std::visit([status](auto& machine) { return machine.on_response(status); }, machine_), std::move(response));
}

void ClientTransaction::on_timer(TimerId id) {
  perform(std::visit([id](auto& machine) { return machine.on_timer(id); }, machine_), nullptr);
}

void ClientTransaction::on_transport_error() {
  if (terminated_) return;
  perform(std::visit([](auto& machine) { return machine.on_transport_error(); }, machine_), nullptr);
}

void ClientTransaction::stop() {
  terminated_ = true;
  timers_.stop();
}

void ClientTransaction::perform(const Actions& actions, MessagePtr response) {
  timers_.apply(actions, shard_.wheel(), shard_.moment().steady);
  if (actions.terminated) stop();
  if (actions.send || actions.resend) send(wire_);
  if (actions.send_ack && response) send_ack(*response);
  if (actions.pass_up && response) user_.on_client_response(*this, std::move(response));
  if (actions.timed_out) user_.on_client_timeout(*this);
  if (actions.transport_failed) user_.on_client_transport_error(*this);
  if (actions.terminated) user_.on_client_terminated(*this);
}

void ClientTransaction::send(std::string_view wire) {
  CoreParts& parts = shard_.parts();
  if (parts.log.enabled(LogLevel::trace)) {
    parts.log.trace("sent to " + flow_.remote.to_string() + "\n" + std::string(wire));
  }
  if (shard_.network().send(flow_, wire, {shard_.index(), key_})) return;
  parts.metrics.send_errors.add();
  shard_.defer([&shard = shard_, key = key_] { shard.on_send_failure(key); });
}

void ClientTransaction::send_ack(const Message& response) {
  if (ack_.empty()) {
    ack_ = make_hop_request(request_, Method::ack, response.header(HeaderName::to).value_or(""))->to_wire();
  }
  send(ack_);
}

MessagePtr make_hop_request(const Message& request, Method method, std::string_view to) {
  MessagePtr made = Message::make_request(to_string(method), request.request_uri());
  made->add_last(HeaderName::via, request.first_value(HeaderName::via).value_or(""));
  for (std::string_view route : request.values(HeaderName::route)) made->add_last(HeaderName::route, route);
  made->add_last(HeaderName::from, request.header(HeaderName::from).value_or(""));
  made->add_last(HeaderName::to, to);
  made->add_last(HeaderName::call_id, request.call_id());
  auto cseq = request.cseq();
  std::string sequence = std::to_string(cseq ? cseq->number : 0);
  sequence += ' ';
  sequence += to_string(method);
  made->add_last(HeaderName::cseq, sequence);
  made->add_last(HeaderName::max_forwards, "70");
  made->add_last(HeaderName::content_length, "0");
  return made;
}

}  // namespace zvoni::kernel
