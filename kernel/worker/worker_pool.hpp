// The worker threads and the sockets they own.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <zvoni/log.hpp>

#include "pipeline/environment.hpp"
#include "transport/listen_address.hpp"
#include "transport/local_addresses.hpp"
#include "transport/transport_limits.hpp"

namespace zvoni::kernel {

struct WorkerPoolSettings {
  unsigned workers = 0;  ///< 0: one for each core
  std::vector<ListenAddress> listen;
  TransportLimits limits;
};

/// Each worker is a thread with its own sockets and its own Network; worker i drives the shards s with s % size() == i.
///
/// In order: the constructor binds (so that listening() is known before the core is built), start() begins to receive,
/// stop_receiving() ends that while sends, ticks and jobs go on, shutdown() ends the rest. All of them from the thread
/// that owns the pool, none from a worker.
class WorkerPool final : public Dispatcher {
 public:
  /// Binds all sockets. Throws std::system_error whose what() begins "cannot listen on udp:0.0.0.0:5060: …", also where
  /// another zvoni has the port. All that is borrowed outlives the pool.
  WorkerPool(const WorkerPoolSettings& settings, LocalAddresses& addresses, Logger& log, MetricSource& metrics);
  ~WorkerPool() override;
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// What is listened on, with the ports that the system chose, in the order of the settings. From any thread.
  [[nodiscard]] const std::vector<ListenAddress>& listening() const noexcept;
  [[nodiscard]] unsigned size() const noexcept;

  /// Starts the threads. `receiver` lives until shutdown() has returned.
  void start(Receiver& receiver);
  /// No new connection, no on_message and no on_framing_error once this has returned.
  void stop_receiving();
  /// post() returns false from here on; jobs posted before still run. Then what waits to be written has up to a second,
  /// and the threads end. On return nothing calls the receiver any more. May be called twice.
  void shutdown();

  bool post(std::uint32_t shard, Job job) override;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace zvoni::kernel
