// What the core needs of the world around it. The server gives it the real one, tests one with a fake clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>
#include <zvoni/handle.hpp>
#include <zvoni/log.hpp>
#include <zvoni/metric.hpp>
#include <zvoni/uri.hpp>
#include <zvoni/work_queue.hpp>

#include "transport/network.hpp"

namespace zvoni::kernel {

/// From any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual SteadyTime now() const noexcept = 0;
  [[nodiscard]] virtual WallTime wall_now() const noexcept = 0;
};

/// Timers of modules, on the housekeeping thread. From any thread. A handle that dies waits for a call under way.
class Scheduler {
 public:
  virtual ~Scheduler() = default;
  virtual Registration after(std::chrono::milliseconds delay, std::function<void()> action) = 0;
  virtual Registration every(std::chrono::milliseconds interval, std::function<void()> action) = 0;
};

/// Brings work to the worker that drives a shard. From any thread.
class Dispatcher {
 public:
  virtual ~Dispatcher() = default;
  using Job = std::function<void(Network&)>;
  /// False once the server is stopping: the job was dropped.
  virtual bool post(std::uint32_t shard, Job job) = 0;
};

/// Makes the threads' work queues.
class WorkQueues {
 public:
  virtual ~WorkQueues() = default;
  virtual std::unique_ptr<WorkQueue> make(std::string_view name, std::size_t capacity) = 0;
};

/// Whom zvoni is: domains it serves and endpoints it listens on. From any thread.
class Identity {
 public:
  virtual ~Identity() = default;
  [[nodiscard]] virtual bool is_own_domain(std::string_view host) const noexcept = 0;
  [[nodiscard]] virtual bool is_own_uri(const Uri& uri) const noexcept = 0;
  [[nodiscard]] virtual bool is_own_endpoint(const Endpoint& endpoint) const noexcept = 0;
};

/// Loggers by name. From any thread; a logger lives as long as this.
class LogSource {
 public:
  virtual ~LogSource() = default;
  virtual Logger& logger(std::string_view name) = 0;
};

/// Metrics by name ("registrar.bindings"). From any thread; a metric lives as long as this.
class MetricSource {
 public:
  virtual ~MetricSource() = default;
  virtual Metric& metric(std::string_view name, std::string_view help) = 0;
};

/// All of it, borrowed: it outlives the core.
struct Environment {
  Clock& clock;
  Scheduler& scheduler;
  Dispatcher& dispatcher;
  Resolver& resolver;
  Identity& identity;
  WorkQueues& work_queues;
  LogSource& logs;
  MetricSource& metrics;
};

}  // namespace zvoni::kernel
