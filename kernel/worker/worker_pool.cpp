#include "worker/worker_pool.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "transport/socket_network.hpp"
#include "worker/worker.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::chrono::seconds kFarewell{1};  // for what waits to be written at the end

unsigned count_workers(unsigned wanted) noexcept {
  if (wanted == 0) wanted = std::thread::hardware_concurrency();
  return std::clamp(wanted, 1U, static_cast<unsigned>(ConnectionNumbers::kMostWorkers));
}

}  // namespace

class WorkerPool::Parts {
 public:
  Parts(const WorkerPoolSettings& settings, LocalAddresses& addresses, Logger& log, MetricSource& metrics)
      : shared(settings.limits, addresses, log, metrics) {
    const auto count = count_workers(settings.workers);
    auto listeners = open_listeners(settings.listen, count, settings.limits);
    for (const auto& listener : listeners) listening.push_back(listener.address);
    for (unsigned number = 0; number < count; ++number) {
      auto& worker = *workers.emplace_back(std::make_unique<Worker>(shared, number));
      for (auto& listener : listeners) worker.listen(listener.address, std::move(listener.sockets[number]));
    }
  }

  SharedTransport shared;
  std::vector<ListenAddress> listening;
  std::vector<std::unique_ptr<Worker>> workers;
  std::atomic<bool> stopping{false};
  bool started = false;
};

WorkerPool::WorkerPool(const WorkerPoolSettings& settings, LocalAddresses& addresses, Logger& log,
                       MetricSource& metrics)
    : parts_(std::make_unique<Parts>(settings, addresses, log, metrics)) {}

WorkerPool::~WorkerPool() { shutdown(); }

const std::vector<ListenAddress>& WorkerPool::listening() const noexcept { return parts_->listening; }

unsigned WorkerPool::size() const noexcept { return static_cast<unsigned>(parts_->workers.size()); }

void WorkerPool::start(Receiver& receiver) {
  parts_->started = true;
  for (auto& worker : parts_->workers) worker->start(receiver);
}

void WorkerPool::stop_receiving() {
  if (!parts_->started || parts_->stopping.load()) return;
  std::vector<std::future<void>> stopped;
  for (auto& worker : parts_->workers) stopped.push_back(worker->stop_receiving());
  for (auto& future : stopped) future.wait();
}

void WorkerPool::shutdown() {
  if (parts_->stopping.exchange(true) || !parts_->started) return;
  const auto deadline = std::chrono::steady_clock::now() + kFarewell;
  for (auto& worker : parts_->workers) worker->finish(deadline);
  for (auto& worker : parts_->workers) worker->join();
}

bool WorkerPool::post(std::uint32_t shard, Job job) {
  if (parts_->stopping.load(std::memory_order_acquire)) return false;
  parts_->workers[shard % parts_->workers.size()]->post(std::move(job));
  return true;
}

}  // namespace zvoni::kernel
