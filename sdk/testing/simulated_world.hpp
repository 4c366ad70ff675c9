// Everything the core needs of the world, in memory and in the hands of the test.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/environment.hpp"

namespace zvoni::testing {

class SimulatedClock final : public kernel::Clock {
 public:
  [[nodiscard]] SteadyTime now() const noexcept override { return steady_; }
  [[nodiscard]] WallTime wall_now() const noexcept override;
  void advance(std::chrono::milliseconds by) { steady_ += by; }

 private:
  SteadyTime steady_{std::chrono::hours(1)};
};

class SimulatedScheduler final : public kernel::Scheduler {
 public:
  explicit SimulatedScheduler(const SimulatedClock& clock) : clock_(clock) {}
  Registration after(std::chrono::milliseconds delay, std::function<void()> action) override;
  Registration every(std::chrono::milliseconds interval, std::function<void()> action) override;
  void run_due();

 private:
  struct Entry {
    std::chrono::milliseconds interval;  ///< 0: once
    std::function<void()> action;
  };
  Registration add(std::chrono::milliseconds delay, std::chrono::milliseconds interval, std::function<void()> action);

  const SimulatedClock& clock_;
  std::multimap<SteadyTime, std::shared_ptr<Entry>> due_;  // shared: an entry may be taken back while it runs
};

/// Jobs wait until the exchange runs them, as they would on another thread.
class SimulatedDispatcher final : public kernel::Dispatcher {
 public:
  bool post(std::uint32_t shard, Job job) override;
  /// False: there was none.
  bool run(kernel::Network& network);

 private:
  std::deque<Job> jobs_;
};

/// Names from a table; everything else has no address.
class SimulatedResolver final : public kernel::Resolver {
 public:
  void resolve(const kernel::NextHop& hop, Done done) override;
  void add(std::string_view host, const kernel::Destination& destination);

 private:
  std::map<std::string, std::vector<kernel::Destination>, std::less<>> names_;
};

/// 192.0.2.1 and [2001:db8::1], port 5060, serving its addresses and example.org; or the domains given.
class SimulatedIdentity final : public kernel::Identity {
 public:
  explicit SimulatedIdentity(const std::vector<std::string>& domains);
  [[nodiscard]] bool is_own_domain(std::string_view host) const noexcept override;
  [[nodiscard]] bool is_own_uri(const Uri& uri) const noexcept override;
  [[nodiscard]] bool is_own_endpoint(const Endpoint& endpoint) const noexcept override;

 private:
  std::vector<std::string> domains_;
};

class SimulatedWorkQueues final : public kernel::WorkQueues {
 public:
  std::unique_ptr<WorkQueue> make(std::string_view name, std::size_t capacity) override;
  void run_all();

 private:
  class Queue;
  std::vector<Queue*> queues_;
};

/// Keeps what is logged.
class RecordingLogs final : public kernel::LogSource {
 public:
  Logger& logger(std::string_view name) override;
  std::vector<std::string> lines;

 private:
  class Named;
  std::map<std::string, std::shared_ptr<Named>, std::less<>> loggers_;  // shared: Named is incomplete here
};

class SimulatedMetrics final : public kernel::MetricSource {
 public:
  Metric& metric(std::string_view name, std::string_view help) override;
  [[nodiscard]] const Metric* find(std::string_view name) const;

 private:
  std::map<std::string, std::unique_ptr<Metric>, std::less<>> metrics_;
};

}  // namespace zvoni::testing
