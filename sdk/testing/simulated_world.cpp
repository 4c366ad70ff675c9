#include "simulated_world.hpp"

#include <algorithm>

#include <zvoni/text.hpp>

namespace zvoni::testing {
namespace {

constexpr std::uint16_t kPort = 5060;

bool is_exchange_address(const IpAddress& address) {
  return address == IpAddress::parse("192.0.2.1") || address == IpAddress::parse("2001:db8::1");
}

}  // namespace

WallTime SimulatedClock::wall_now() const noexcept {
  using namespace std::chrono;
  constexpr WallTime kBegin = sys_days(year(2026) / January / 1);
  return kBegin + duration_cast<WallTime::duration>(steady_.time_since_epoch() - hours(1));
}

Registration SimulatedScheduler::after(std::chrono::milliseconds delay, std::function<void()> action) {
  return add(delay, std::chrono::milliseconds(0), std::move(action));
}

Registration SimulatedScheduler::every(std::chrono::milliseconds interval, std::function<void()> action) {
  return add(interval, interval, std::move(action));
}

Registration SimulatedScheduler::add(std::chrono::milliseconds delay, std::chrono::milliseconds interval,
                                     std::function<void()> action) {
  auto entry = std::make_shared<Entry>(Entry{interval, std::move(action)});
  due_.emplace(clock_.now() + delay, entry);
  return Registration([this, entry] {
    entry->action = nullptr;
    std::erase_if(due_, [&](auto& at) { return at.second == entry; });
  });
}

void SimulatedScheduler::run_due() {
  while (!due_.empty() && due_.begin()->first <= clock_.now()) {
    auto [at, entry] = *due_.begin();
    due_.erase(due_.begin());
    if (entry->interval.count() > 0) due_.emplace(at + entry->interval, entry);
    auto action = entry->action;
    if (action) action();
  }
}

bool SimulatedDispatcher::post(std::uint32_t, Job job) {
  jobs_.push_back(std::move(job));
  return true;
}

bool SimulatedDispatcher::run(kernel::Network& network) {
  if (jobs_.empty()) return false;
  Job job = std::move(jobs_.front());
  jobs_.pop_front();
  job(network);
  return true;
}

void SimulatedResolver::resolve(const kernel::NextHop& hop, Done done) {
  Transport transport = hop.transport.value_or(Transport::udp);
  if (auto address = IpAddress::parse(hop.host)) {
    done({{transport, {*address, hop.port.value_or(kPort)}}});
    return;
  }
  auto place = names_.find(hop.host);
  done(place == names_.end() ? std::vector<kernel::Destination>() : place->second);
}

void SimulatedResolver::add(std::string_view host, const kernel::Destination& destination) {
  names_[std::string(host)].push_back(destination);
}

SimulatedIdentity::SimulatedIdentity(const std::vector<std::string>& domains) : domains_(domains) {
  if (domains_.empty()) domains_ = {"example.org", "192.0.2.1", "2001:db8::1"};
}

bool SimulatedIdentity::is_own_domain(std::string_view host) const noexcept {
  auto address = IpAddress::parse(host);
  return std::any_of(domains_.begin(), domains_.end(), [&](const std::string& domain) {
    return iequals(domain, host) || (address && IpAddress::parse(domain) == address);
  });
}

bool SimulatedIdentity::is_own_uri(const Uri& uri) const noexcept {
  if (!uri.is_sip() || uri.port.value_or(kPort) != kPort) return false;
  auto address = IpAddress::parse(uri.host);
  return is_own_domain(uri.host) || (address && is_exchange_address(*address));
}

bool SimulatedIdentity::is_own_endpoint(const Endpoint& endpoint) const noexcept {
  return endpoint.port == kPort && is_exchange_address(endpoint.address);
}

// Jobs run when the test says so, on its thread.
class SimulatedWorkQueues::Queue final : public WorkQueue {
 public:
  Queue(SimulatedWorkQueues& owner, std::size_t capacity) : owner_(owner), capacity_(capacity) {
    owner_.queues_.push_back(this);
  }
  ~Queue() override {
    run();
    std::erase(owner_.queues_, this);
  }
  bool post(std::function<void()> job) override {
    if (jobs_.size() >= capacity_) return false;
    jobs_.push_back(std::move(job));
    return true;
  }
  void drain() override { run(); }
  void run() {
    while (!jobs_.empty()) {
      auto job = std::move(jobs_.front());
      jobs_.pop_front();
      job();
    }
  }

 private:
  SimulatedWorkQueues& owner_;
  std::size_t capacity_;
  std::deque<std::function<void()>> jobs_;
};

std::unique_ptr<WorkQueue> SimulatedWorkQueues::make(std::string_view, std::size_t capacity) {
  return std::make_unique<Queue>(*this, capacity);
}

void SimulatedWorkQueues::run_all() {
  auto present = queues_;
  for (Queue* queue : present) queue->run();
}

class RecordingLogs::Named final : public Logger {
 public:
  Named(std::vector<std::string>& lines, std::string name) : lines_(lines), name_(std::move(name)) {}
  [[nodiscard]] bool enabled(LogLevel level) const noexcept override { return level >= LogLevel::debug; }
  void write(LogLevel level, std::string_view text) override {
    static constexpr const char* kLevels[] = {"trace", "debug", "info", "warning", "error"};
    if (!enabled(level)) return;
    lines_.push_back(std::string(kLevels[static_cast<std::size_t>(level)]) + " " + name_ + ": " + escape_for_log(text));
  }

 private:
  std::vector<std::string>& lines_;
  std::string name_;
};

Logger& RecordingLogs::logger(std::string_view name) {
  auto& logger = loggers_[std::string(name)];
  if (!logger) logger = std::make_shared<Named>(lines, std::string(name));
  return *logger;
}

Metric& SimulatedMetrics::metric(std::string_view name, std::string_view) {
  auto& metric = metrics_[std::string(name)];
  if (!metric) metric = std::make_unique<Metric>();
  return *metric;
}

const Metric* SimulatedMetrics::find(std::string_view name) const {
  auto place = metrics_.find(name);
  return place == metrics_.end() ? nullptr : place->second.get();
}

}  // namespace zvoni::testing
