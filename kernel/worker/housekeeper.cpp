#include "worker/housekeeper.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

#include "worker/thread.hpp"

namespace zvoni::kernel {
namespace {

using Interval = std::optional<std::chrono::milliseconds>;  // none: runs once
using Action = std::function<void()>;

}  // namespace

// Shared by the Housekeeper and every Registration, which may live longer.
class Housekeeper::Parts {
 public:
  explicit Parts(Logger& log) : log_(log) {}

  std::uint64_t add(std::chrono::milliseconds delay, Interval interval, Action action);
  void cancel(std::uint64_t id);
  void run();
  void stop();

 private:
  struct Task {
    SteadyTime due;
    Interval interval;
    Action action;
  };

  void enqueue(std::uint64_t id, Task task);
  void run_first(std::unique_lock<std::mutex>& lock);
  void call(const Action& action);

  Logger& log_;
  std::mutex mutex_;  // guards all that follows
  std::condition_variable wake_;
  std::condition_variable idle_;
  std::unordered_map<std::uint64_t, Task> tasks_;  // but for the one that is running
  std::set<std::pair<SteadyTime, std::uint64_t>> queue_;
  std::uint64_t last_id_ = 0;
  std::uint64_t running_ = 0;
  bool running_cancelled_ = false;
  bool stopping_ = false;
  std::thread::id runner_;
};

std::uint64_t Housekeeper::Parts::add(std::chrono::milliseconds delay, Interval interval, Action action) {
  const auto due = std::chrono::steady_clock::now() + delay;
  const std::lock_guard lock(mutex_);
  const auto id = ++last_id_;
  enqueue(id, {due, interval, std::move(action)});
  wake_.notify_one();
  return id;
}

void Housekeeper::Parts::enqueue(std::uint64_t id, Task task) {
  queue_.emplace(task.due, id);
  tasks_.emplace(id, std::move(task));
}

void Housekeeper::Parts::cancel(std::uint64_t id) {
  Action dropped;  // destroyed after the lock is released: what it holds may cancel other tasks
  std::unique_lock lock(mutex_);
  if (running_ == id) {
    running_cancelled_ = true;
    if (runner_ == std::this_thread::get_id()) return;  // from within the action
    idle_.wait(lock, [this, id] { return running_ != id; });
    return;
  }
  const auto found = tasks_.find(id);
  if (found == tasks_.end()) return;
  queue_.erase({found->second.due, id});
  dropped = std::move(found->second.action);
  tasks_.erase(found);
  lock.unlock();
}

void Housekeeper::Parts::run() {
  std::unique_lock lock(mutex_);
  runner_ = std::this_thread::get_id();
  while (!stopping_) {
    if (queue_.empty()) {
      wake_.wait(lock);
    } else if (const auto due = queue_.begin()->first; std::chrono::steady_clock::now() < due) {
      wake_.wait_until(lock, due);
    } else {
      run_first(lock);
    }
  }
}

void Housekeeper::Parts::run_first(std::unique_lock<std::mutex>& lock) {
  const auto id = queue_.begin()->second;
  queue_.erase(queue_.begin());
  auto task = std::move(tasks_.extract(id).mapped());
  running_ = id;
  running_cancelled_ = false;
  lock.unlock();
  call(task.action);
  lock.lock();
  if (task.interval && !running_cancelled_) {
    task.due = std::max(task.due + *task.interval, std::chrono::steady_clock::now());
    enqueue(id, std::move(task));
  } else {
    lock.unlock();
    task.action = nullptr;  // before those who wait go on, and perhaps unload the code that it is made of
    lock.lock();
  }
  running_ = 0;
  idle_.notify_all();
}

void Housekeeper::Parts::call(const Action& action) {
  try {
    action();
  } catch (const std::exception& error) {
    log_.error(std::string("an exception escaped from a timer: ") + error.what());
  } catch (...) {
    log_.error("an unknown exception escaped from a timer");
  }
}

void Housekeeper::Parts::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  wake_.notify_one();
}

Housekeeper::Housekeeper(Logger& log)
    : parts_(std::make_shared<Parts>(log)), thread_(start_thread("zvoni-house", [parts = parts_] { parts->run(); })) {}

Housekeeper::~Housekeeper() {
  parts_->stop();
  thread_.join();
}

Registration Housekeeper::after(std::chrono::milliseconds delay, std::function<void()> action) {
  const auto id = parts_->add(delay, std::nullopt, std::move(action));
  return Registration([parts = parts_, id] { parts->cancel(id); });
}

Registration Housekeeper::every(std::chrono::milliseconds interval, std::function<void()> action) {
  interval = std::max(interval, std::chrono::milliseconds{1});
  const auto id = parts_->add(interval, interval, std::move(action));
  return Registration([parts = parts_, id] { parts->cancel(id); });
}

}  // namespace zvoni::kernel
