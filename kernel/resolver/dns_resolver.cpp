#include "resolver/dns_resolver.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <random>
#include <system_error>

namespace zvoni::kernel {
namespace {

RandomUpTo or_own_generator(RandomUpTo random) {
  if (random) return random;
  // shared_ptr: std::function must be copyable.
  auto generator = std::make_shared<std::mt19937>(std::random_device{}());
  return [generator](std::uint32_t highest) {
    return std::uniform_int_distribution<std::uint32_t>(0, highest)(*generator);
  };
}

int make_wake_fd() {
  const int fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (fd < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  return fd;
}

}  // namespace

DnsResolver::DnsResolver(DnsOptions options)
    : capacity_(options.limits.lookups),
      pool_(options.limits, or_own_generator(std::move(options.random))),
      channel_(
          {std::move(options.servers), std::move(options.resolv_conf), options.port, options.try_time},
          [this](const Question& question, Answer answer) { answered_.emplace_back(question, std::move(answer)); }),
      wake_fd_(make_wake_fd()),
      thread_([this] { run(); }) {}

DnsResolver::~DnsResolver() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  thread_.join();
  ::close(wake_fd_);
}

void DnsResolver::resolve(const NextHop& hop, Done done) {
  // What needs no look-up draws no random number.
  if (NextHopLookup steps(hop, {}); steps.start().empty()) {
    done(steps.destinations());
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && requests_.size() < capacity_) {
      requests_.emplace_back(hop, std::move(done));
      done = nullptr;
    }
  }
  if (done) {
    done({});
  } else {
    wake();
  }
}

void DnsResolver::run() {
  while (take_requests()) {
    ask_and_answer();
    channel_.wait(wake_fd_, pool_.next_deadline());
    ask_and_answer();
    pool_.expire(std::chrono::steady_clock::now());
  }
  pool_.abandon();
}

bool DnsResolver::take_requests() {
  std::uint64_t wakes = 0;
  // Not blocking, and it does not matter how often it was woken.
  [[maybe_unused]] const ssize_t size = ::read(wake_fd_, &wakes, sizeof wakes);
  std::vector<Request> requests;
  bool stopping = false;
  {
    const std::lock_guard lock(mutex_);
    requests.swap(requests_);
    stopping = stopping_;
  }
  const SteadyTime now = std::chrono::steady_clock::now();
  for (auto& [hop, done] : requests) {
    if (stopping) {
      done({});
    } else {
      pool_.add(hop, std::move(done), now);
    }
  }
  return !stopping;
}

void DnsResolver::ask_and_answer() {
  bool answered = true;
  while (answered) {
    if (pool_.being_asked() == 0) channel_.follow_resolv_conf();
    // Answers come into answered_; those of the hosts file at once.
    while (const auto question = pool_.next_question()) channel_.ask(*question);
    const SteadyTime now = std::chrono::steady_clock::now();
    const std::vector<Answered> answers = std::exchange(answered_, {});
    for (const auto& [question, answer] : answers) pool_.on_answer(question, answer, now);
    answered = !answers.empty();
  }
}

void DnsResolver::wake() const noexcept {
  const std::uint64_t once = 1;
  [[maybe_unused]] const ssize_t size = ::write(wake_fd_, &once, sizeof once);
}

}  // namespace zvoni::kernel
