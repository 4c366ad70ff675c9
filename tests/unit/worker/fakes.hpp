// What the worker tests stand in for the core with.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "pipeline/environment.hpp"
#include "worker/worker_pool.hpp"

namespace zvoni::kernel {

/// Far longer than anything here takes; only a test that fails waits for it.
inline constexpr std::chrono::seconds kPatience{20};

class FakeLog final : public Logger {
 public:
  [[nodiscard]] bool enabled(LogLevel) const noexcept override { return true; }
  void write(LogLevel level, std::string_view text) override;
  [[nodiscard]] std::vector<std::string> errors() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> errors_;
};

class FakeMetrics final : public MetricSource {
 public:
  Metric& metric(std::string_view name, std::string_view help) override;
  [[nodiscard]] std::int64_t value(const std::string& name);

 private:
  std::mutex mutex_;
  std::map<std::string, Metric, std::less<>> metrics_;
};

/// Something that reached the receiver.
struct Received {
  enum class Kind : std::uint8_t { message, framing_error, send_failure, refused };
  Kind kind = Kind::message;
  Flow flow;
  std::string bytes;
  SendTicket ticket;
};

/// Keeps what it receives, and calls a hook on the worker's thread.
class FakeReceiver final : public Receiver {
 public:
  using Hook = std::function<void(const Flow&, std::string_view, Network&)>;

  /// Set before the pool starts.
  Hook on_message_hook;
  Hook on_framing_error_hook;

  void on_message(const Flow& flow, std::string_view bytes, Network& network) override;
  void on_framing_error(const Flow& flow, std::string_view bytes, Network& network) override;
  void on_send_failure(SendTicket ticket, Network& network) override;
  void on_datagram_refused(const Endpoint& remote, std::string_view quoted, Network& network) override;
  void on_tick(unsigned worker, SteadyTime now, Network& network) override;

  /// Waits until that many of the kind have come; returns all of them. Fails the test when its patience ends.
  std::vector<Received> wait_for(Received::Kind kind, std::size_t count = 1);
  /// Waits until worker `worker` has ticked that often.
  bool wait_for_ticks(unsigned worker, unsigned count);
  [[nodiscard]] std::size_t count(Received::Kind kind);

 private:
  void keep(Received received);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Received> received_;
  std::map<unsigned, unsigned> ticks_;
};

/// A pool with a fake core. Listens when made; start() begins.
class TestPool {
 public:
  explicit TestPool(const std::vector<std::string>& listen, unsigned workers = 2, TransportLimits limits = {});
  ~TestPool();
  TestPool(const TestPool&) = delete;
  TestPool& operator=(const TestPool&) = delete;

  void start() { pool.start(receiver); }
  /// Where listen address `i` can be reached, with 127.0.0.1 or ::1 for a wildcard.
  [[nodiscard]] Endpoint at(std::size_t i = 0) const;
  /// Runs a job on a shard's worker and waits for it.
  void run(std::uint32_t shard, const Dispatcher::Job& job);
  /// Network::send() there.
  bool send(std::uint32_t shard, const Flow& flow, std::string_view bytes, SendTicket ticket = {});
  Flow route(Flow flow);

  FakeLog log;
  bool errors_expected = false;
  FakeMetrics metrics;
  LocalAddresses addresses;
  FakeReceiver receiver;
  WorkerPool pool;
};

/// Waits until `condition` is true, looking again and again.
[[nodiscard]] bool eventually(const std::function<bool()>& condition);

}  // namespace zvoni::kernel
