#include "worker/thread_work_queues.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "worker/thread.hpp"

namespace zvoni::kernel {
namespace {

class ThreadWorkQueue final : public WorkQueue {
 public:
  ThreadWorkQueue(std::string name, std::size_t capacity, Logger& log)
      : name_(std::move(name)), capacity_(capacity), log_(log), thread_(start_thread(name_, [this] { run(); })) {}

  ~ThreadWorkQueue() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

  bool post(std::function<void()> job) override {
    {
      const std::lock_guard lock(mutex_);
      if (jobs_.size() >= capacity_) return false;
      jobs_.push_back(std::move(job));
      ++posted_;
    }
    wake_.notify_one();
    return true;
  }

  void drain() override {
    std::unique_lock lock(mutex_);
    const auto target = posted_;
    progress_.wait(lock, [this, target] { return done_ >= target; });
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      auto job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      call(job);
      job = nullptr;  // what it holds goes before drain() says that it is done
      lock.lock();
      ++done_;
      progress_.notify_all();
    }
  }

  void call(const std::function<void()>& job) {
    try {
      job();
    } catch (const std::exception& error) {
      log_.error("an exception escaped from a job of " + name_ + ": " + error.what());
    } catch (...) {
      log_.error("an unknown exception escaped from a job of " + name_);
    }
  }

  const std::string name_;
  const std::size_t capacity_;
  Logger& log_;
  std::mutex mutex_;  // guards what follows, up to the thread
  std::condition_variable wake_;
  std::condition_variable progress_;
  std::deque<std::function<void()>> jobs_;
  std::uint64_t posted_ = 0;
  std::uint64_t done_ = 0;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses the rest
};

}  // namespace

std::unique_ptr<WorkQueue> ThreadWorkQueues::make(std::string_view name, std::size_t capacity) {
  return std::make_unique<ThreadWorkQueue>(std::string(name), std::max<std::size_t>(capacity, 1), log_);
}

}  // namespace zvoni::kernel
