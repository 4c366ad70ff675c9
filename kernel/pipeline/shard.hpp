// One part of the calls, by hash of Call-ID: their transactions, timers and dialogs, under one lock.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "call/call_watcher.hpp"
#include "pipeline/core_parts.hpp"
#include "transaction/timer_wheel.hpp"

namespace zvoni::kernel {

class ClientTransaction;
class ServerTransaction;

/// Everything but the constructor and is_due() is for whoever holds it through a ShardLock.
class Shard {
 public:
  Shard(std::uint32_t index, CoreParts& parts);
  ~Shard();
  Shard(const Shard&) = delete;
  Shard& operator=(const Shard&) = delete;

  /// Whether a timer wants advance(). From any thread.
  [[nodiscard]] bool is_due(SteadyTime now) const noexcept {
    return next_due_.load(std::memory_order_relaxed) <= now.time_since_epoch().count();
  }

  void on_request(MessagePtr message, const Flow& flow, std::shared_ptr<const Generation> generation);
  /// A request that is refused before it gets a transaction: too many, stopping, or not to be understood.
  void refuse(MessagePtr message, const Flow& flow, std::shared_ptr<const Generation> generation,
              const Refusal& refusal);
  void on_response(MessagePtr message, const Flow& flow);
  void on_send_failure(std::uint64_t client_transaction);
  /// An ICMP error quoted a request of ours with this branch parameter.
  void on_datagram_refused(std::string_view branch, const Endpoint& remote);
  void advance();
  /// Answers what has no final response yet with 503 and cancels its branches: the exchange stops.
  void abort_pending();
  void close_calls();

  // For the transactions that live here.
  [[nodiscard]] CoreParts& parts() noexcept { return parts_; }
  [[nodiscard]] std::uint32_t index() const noexcept { return index_; }
  [[nodiscard]] Network& network() noexcept { return *network_; }
  [[nodiscard]] Moment moment() const noexcept { return moment_; }
  [[nodiscard]] TimerWheel& wheel() noexcept { return wheel_; }
  [[nodiscard]] CallWatcher& calls() noexcept { return calls_; }
  [[nodiscard]] std::uint64_t next_id() noexcept { return ++last_id_; }
  [[nodiscard]] ServerTransaction* find(std::uint64_t server_transaction) noexcept;
  void add_client(std::uint64_t id, ClientTransaction& transaction);
  void remove_client(std::uint64_t id) noexcept;
  /// Runs `action` when the present event is done, before the lock is given back.
  void defer(std::function<void()> action) { deferred_.push_back(std::move(action)); }
  /// Looks, when the present event is done, whether this transaction is over, and forgets it then.
  void reap_later(std::uint64_t server_transaction) { reap_.push_back(server_transaction); }

  [[nodiscard]] std::size_t transactions() const noexcept { return transactions_.size(); }
  [[nodiscard]] std::size_t pending() const;

 private:
  friend class ShardLock;

  void on_ack(MessagePtr message, const Flow& flow, std::shared_ptr<const Generation> generation);
  void on_cancel(MessagePtr message, const Flow& flow, std::shared_ptr<const Generation> generation, std::string key);
  ServerTransaction& add(std::unique_ptr<ServerTransaction> transaction);
  void settle();
  void reap(std::uint64_t id);
  void publish_call_event(const CallEvent& event);

  CoreParts& parts_;
  std::uint32_t index_;
  std::mutex mutex_;
  Network* network_ = nullptr;  // that of the worker which holds the lock
  Moment moment_{};             // when the present event began
  std::uint64_t last_id_ = 0;
  std::atomic<SteadyTime::rep> next_due_;

  CallWatcher calls_;
  SteadyTime calls_checked_;
  std::uint64_t unwatched_reported_ = 0;
  TimerWheel wheel_;
  std::unordered_map<std::uint64_t, std::unique_ptr<ServerTransaction>> transactions_;
  std::unordered_map<std::string, ServerTransaction*> by_key_;
  std::unordered_map<std::uint64_t, ClientTransaction*> clients_;
  std::vector<std::function<void()>> deferred_;
  std::vector<std::uint64_t> reap_;
};

/// Holds a shard for one event and settles it before letting go.
class ShardLock {
 public:
  ShardLock(Shard& shard, Network& network);
  ~ShardLock();
  ShardLock(const ShardLock&) = delete;
  ShardLock& operator=(const ShardLock&) = delete;
  Shard* operator->() const noexcept { return &shard_; }
  Shard& operator*() const noexcept { return shard_; }

 private:
  Shard& shard_;
  std::lock_guard<std::mutex> lock_;
};

}  // namespace zvoni::kernel
