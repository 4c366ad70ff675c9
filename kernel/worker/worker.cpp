#include "worker/worker.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <exception>
#include <memory>
#include <string>

#include "worker/thread.hpp"

namespace zvoni::kernel {
namespace {

using boost::system::error_code;

constexpr std::chrono::milliseconds kTick{10};

}  // namespace

Worker::Worker(SharedTransport& shared, unsigned number)
    : shared_(shared), number_(number), network_(shared, io_, number) {}

Worker::~Worker() {
  if (!thread_.joinable()) return;
  finish(SteadyTime{});
  join();
}

void Worker::start(Receiver& receiver) {
  receiver_ = &receiver;
  boost::asio::post(io_, [this] {
    network_.start_receiving(*receiver_);
    tick_.expires_after(kTick);
    wait_for_tick();
  });
  thread_ = start_thread("zvoni-work-" + std::to_string(number_), [this] { run(); });
}

std::future<void> Worker::stop_receiving() {
  auto stopped = std::make_shared<std::promise<void>>();  // shared: a posted handler must be copyable
  auto future = stopped->get_future();
  boost::asio::post(io_, [this, stopped] {
    network_.stop_receiving();
    stopped->set_value();
  });
  return future;
}

void Worker::finish(SteadyTime deadline) {
  boost::asio::post(io_, [this, deadline] {
    network_.stop_receiving();
    end_when_idle(deadline);
  });
}

void Worker::join() {
  if (thread_.joinable()) thread_.join();
}

void Worker::post(Dispatcher::Job job) {
  boost::asio::post(io_, [this, job = std::move(job)] { job(network_); });
}

void Worker::run() {
  run_handlers();  // until end_when_idle() stops it
  network_.close_all();
  io_.restart();
  io_.poll();  // jobs that were posted meanwhile, and what closing has cancelled
}

void Worker::run_handlers() {
  for (;;) {
    try {
      io_.run();
      return;
    } catch (const std::exception& error) {
      // One message, tick or job is lost with it. That is better than losing all calls.
      shared_.log.error(std::string("worker: an exception escaped: ") + error.what());
    } catch (...) {
      shared_.log.error("worker: an unknown exception escaped");
    }
  }
}

void Worker::wait_for_tick() {
  tick_.async_wait([this](const error_code& error) {
    if (error) return;
    const auto now = std::chrono::steady_clock::now();
    // Where ticks were late, none is made up for.
    tick_.expires_at(std::max(tick_.expiry() + kTick, now + kTick / 2));
    wait_for_tick();
    receiver_->on_tick(number_, now, network_);
  });
}

void Worker::end_when_idle(SteadyTime deadline) {
  if (network_.idle() || std::chrono::steady_clock::now() >= deadline) {
    tick_.cancel();
    io_.stop();
    return;
  }
  end_.expires_after(kTick);
  end_.async_wait([this, deadline](const error_code& error) {
    if (!error) end_when_idle(deadline);
  });
}

}  // namespace zvoni::kernel
