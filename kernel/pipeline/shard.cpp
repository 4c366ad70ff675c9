#include "pipeline/shard.hpp"

#include "pipeline/client_transaction.hpp"
#include "pipeline/server_transaction.hpp"
#include "pipeline/via.hpp"
#include "transaction/transaction_key.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::chrono::seconds kCallCheckInterval{1};

/// No two shards give a call the same id.
CallLimits call_limits_of(const CoreSettings& settings, std::uint32_t index) {
  CallLimits limits = settings.call_limits;
  limits.first_id = index + 1;
  limits.id_step = settings.shards;
  return limits;
}

}  // namespace

Shard::Shard(std::uint32_t index, CoreParts& parts)
    : parts_(parts),
      index_(index),
      next_due_(SteadyTime::max().time_since_epoch().count()),
      calls_(call_limits_of(parts.settings, index), [this](const CallEvent& event) { publish_call_event(event); }),
      calls_checked_(parts.environment.clock.now()),
      wheel_(calls_checked_) {}

Shard::~Shard() = default;

ShardLock::ShardLock(Shard& shard, Network& network) : shard_(shard), lock_(shard.mutex_) {
  shard.network_ = &network;
  shard.moment_ = {shard.parts_.environment.clock.now(), shard.parts_.environment.clock.wall_now()};
}

ShardLock::~ShardLock() { shard_.settle(); }

// Deferred actions may defer further ones, and end transactions.
void Shard::settle() {
  for (std::size_t i = 0; i < deferred_.size(); ++i) {
    auto action = std::move(deferred_[i]);
    action();
  }
  deferred_.clear();
  for (std::size_t i = 0; i < reap_.size(); ++i) reap(reap_[i]);
  reap_.clear();

  SteadyTime due = wheel_.next_due();
  if (calls_.size() > 0) due = std::min(due, calls_checked_ + kCallCheckInterval);
  next_due_.store(due.time_since_epoch().count(), std::memory_order_relaxed);
}

void Shard::reap(std::uint64_t id) {
  auto place = transactions_.find(id);
  if (place == transactions_.end() || !place->second->is_over()) return;
  auto key = by_key_.find(place->second->key());
  if (key != by_key_.end() && key->second == place->second.get()) by_key_.erase(key);
  place->second->finish();
  transactions_.erase(place);
  parts_.metrics.transactions.add(-1);
}

ServerTransaction* Shard::find(std::uint64_t server_transaction) noexcept {
  auto place = transactions_.find(server_transaction);
  return place == transactions_.end() ? nullptr : place->second.get();
}

void Shard::add_client(std::uint64_t id, ClientTransaction& transaction) { clients_.emplace(id, &transaction); }
void Shard::remove_client(std::uint64_t id) noexcept { clients_.erase(id); }

ServerTransaction& Shard::add(std::unique_ptr<ServerTransaction> transaction) {
  ServerTransaction& added = *transaction;
  if (!added.key().empty()) by_key_[added.key()] = &added;
  transactions_.emplace(added.id(), std::move(transaction));
  parts_.metrics.transactions.add();
  return added;
}

void Shard::on_request(MessagePtr message, const Flow& flow, std::shared_ptr<const Generation> generation) {
  if (message->method() == Method::ack) return on_ack(std::move(message), flow, std::move(generation));

  std::string key = server_transaction_key(*message);
  if (auto place = by_key_.find(key); place != by_key_.end()) {
    parts_.metrics.retransmissions.add();
    place->second->on_retransmission();
    return;
  }
  bool full = static_cast<std::size_t>(parts_.metrics.transactions.value()) >= parts_.settings.max_transactions;
  if (full || parts_.stopping.load(std::memory_order_relaxed)) {
    if (message->method() != Method::cancel && !(message->method() == Method::bye && !full)) {
      parts_.metrics.overload.add();
      auto seconds = std::chrono::ceil<std::chrono::seconds>(parts_.settings.retry_after).count();
      refuse(std::move(message), flow, std::move(generation),
             {.status = 503, .header = HeaderName::retry_after, .value = std::to_string(seconds)});
      return;
    }
  }
  if (message->method() == Method::cancel) {
    return on_cancel(std::move(message), flow, std::move(generation), std::move(key));
  }
  auto kind = message->method() == Method::invite ? ServerTransaction::Kind::invite : ServerTransaction::Kind::other;
  add(std::make_unique<ServerTransaction>(*this, kind, std::move(message), flow, std::move(generation), std::move(key)))
      .begin();
}

// An ACK to a non-2xx ends at its transaction; one to a 2xx is a request of its own that nobody answers (17.1.1.3).
void Shard::on_ack(MessagePtr message, const Flow& flow, std::shared_ptr<const Generation> generation) {
  auto place = by_key_.find(invite_key_of_ack(*message));
  if (place != by_key_.end() && place->second->on_ack()) return;
  add(std::make_unique<ServerTransaction>(*this, ServerTransaction::Kind::stateless, std::move(message), flow,
                                          std::move(generation), std::string()))
      .begin();
}

// 9.2 and 16.10: the CANCEL is answered here where its INVITE is here; else it goes on without state.
void Shard::on_cancel(MessagePtr message, const Flow& flow, std::shared_ptr<const Generation> generation,
                      std::string key) {
  auto invite = by_key_.find(invite_key_of_cancel(*message));
  if (invite == by_key_.end()) {
    add(std::make_unique<ServerTransaction>(*this, ServerTransaction::Kind::stateless, std::move(message), flow,
                                            std::move(generation), std::string()))
        .begin();
    return;
  }
  ServerTransaction& cancelled = *invite->second;
  auto& cancel = add(std::make_unique<ServerTransaction>(*this, ServerTransaction::Kind::other, std::move(message),
                                                         flow, std::move(generation), std::move(key)));
  cancel.answer_cancel();
  cancelled.on_cancel();
}

void Shard::refuse(MessagePtr message, const Flow& flow, std::shared_ptr<const Generation> generation,
                   const Refusal& refusal) {
  if (message->method() == Method::ack) return;
  ServerTransaction transient(*this, ServerTransaction::Kind::transient, std::move(message), flow,
                              std::move(generation), std::string());
  transient.refuse(refusal);
}

void Shard::on_response(MessagePtr message, const Flow& flow) {
  auto via = message->top_via();
  auto id = via ? parse_branch(via->branch()) : std::nullopt;
  bool ours = id && id->shard == index_;
  auto place = ours ? clients_.find(client_key(id->transaction, message->method())) : clients_.end();
  if (place == clients_.end() || !place->second->matches(via->branch(), message->method())) {
    parts_.metrics.stray_responses.add();  // RFC 6026, 7.3
    return;
  }
  place->second->on_response(std::move(message), flow);
}

void Shard::on_send_failure(std::uint64_t client_transaction) {
  auto place = clients_.find(client_transaction);
  if (place != clients_.end()) place->second->on_transport_error();
}

void Shard::on_datagram_refused(std::string_view branch, const Endpoint& remote) {
  auto id = parse_branch(branch);
  auto place = id ? clients_.find(id->transaction) : clients_.end();
  if (place == clients_.end() || place->second->branch() != branch || place->second->flow().remote != remote) return;
  place->second->on_transport_error();
}

void Shard::advance() {
  wheel_.advance(moment_.steady);
  if (moment_.steady - calls_checked_ >= kCallCheckInterval) {
    calls_checked_ = moment_.steady;
    calls_.advance(moment_);
    parts_.metrics.unwatched_calls.add(static_cast<std::int64_t>(calls_.unwatched() - unwatched_reported_));
    unwatched_reported_ = calls_.unwatched();
  }
}

void Shard::abort_pending() {
  std::vector<std::uint64_t> ids;
  for (auto& [id, transaction] : transactions_) {
    if (!transaction->is_answered()) ids.push_back(id);
  }
  for (std::uint64_t id : ids) {
    if (ServerTransaction* transaction = find(id)) transaction->abort();
  }
}

void Shard::close_calls() { calls_.close_all(moment_); }

std::size_t Shard::pending() const {
  std::size_t count = 0;
  for (auto& [id, transaction] : transactions_) count += transaction->is_answered() ? 0 : 1;
  return count;
}

void Shard::publish_call_event(const CallEvent& event) {
  auto generation = parts_.generation.load();
  for (auto& link : generation->call_chain) {
    try {
      (*link.handler)(event);
    } catch (const std::exception& error) {
      parts_.metrics.handler_exceptions.add();
      parts_.log.error("exception in a call handler of " + link.module + ": " + error.what());
    }
  }
}

}  // namespace zvoni::kernel
