// One worker: a thread, its sockets, its share of the shards' work.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>
#include <thread>
#include <utility>

#include "transport/listener_sockets.hpp"
#include "transport/socket_network.hpp"

namespace zvoni::kernel {

/// Made, started and stopped by the WorkerPool's owner; everything else happens on its own thread.
class Worker {
 public:
  Worker(SharedTransport& shared, unsigned number);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Before start().
  void listen(const ListenAddress& address, FileDescriptor socket) { network_.listen(address, std::move(socket)); }
  void start(Receiver& receiver);
  /// Begins to; the returned future is ready when no message is delivered any more.
  [[nodiscard]] std::future<void> stop_receiving();
  /// Begins to: jobs posted before still run, what waits to be written goes out until `deadline`.
  void finish(SteadyTime deadline);
  /// Waits for the thread's end, after finish().
  void join();
  /// From any thread.
  void post(Dispatcher::Job job);

 private:
  void run();
  void run_handlers();
  void wait_for_tick();
  void end_when_idle(SteadyTime deadline);

  SharedTransport& shared_;
  unsigned number_;
  boost::asio::io_context io_{1};  // one thread runs it
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{io_.get_executor()};
  SocketNetwork network_;
  boost::asio::steady_timer tick_{io_};
  boost::asio::steady_timer end_{io_};
  Receiver* receiver_ = nullptr;
  std::thread thread_;
};

}  // namespace zvoni::kernel
