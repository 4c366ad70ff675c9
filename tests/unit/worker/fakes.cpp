#include "fakes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <thread>

namespace zvoni::kernel {
namespace {

WorkerPoolSettings settings_of(const std::vector<std::string>& listen, unsigned workers,
                               const TransportLimits& limits) {
  WorkerPoolSettings settings;
  settings.workers = workers;
  for (const auto& text : listen) settings.listen.push_back(ListenAddress::parse(text).value());
  settings.limits = limits;
  return settings;
}

}  // namespace

void FakeLog::write(LogLevel level, std::string_view text) {
  if (level != LogLevel::error) return;
  const std::lock_guard lock(mutex_);
  errors_.emplace_back(text);
}

std::vector<std::string> FakeLog::errors() const {
  const std::lock_guard lock(mutex_);
  return errors_;
}

Metric& FakeMetrics::metric(std::string_view name, std::string_view) {
  const std::lock_guard lock(mutex_);
  return metrics_[std::string(name)];
}

std::int64_t FakeMetrics::value(const std::string& name) { return metric(name, {}).value(); }

void FakeReceiver::on_message(const Flow& flow, std::string_view bytes, Network& network) {
  if (on_message_hook) on_message_hook(flow, bytes, network);
  keep({Received::Kind::message, flow, std::string(bytes), {}});
}

void FakeReceiver::on_framing_error(const Flow& flow, std::string_view bytes, Network& network) {
  if (on_framing_error_hook) on_framing_error_hook(flow, bytes, network);
  keep({Received::Kind::framing_error, flow, std::string(bytes), {}});
}

void FakeReceiver::on_send_failure(SendTicket ticket, Network&) {
  keep({Received::Kind::send_failure, {}, {}, ticket});
}

void FakeReceiver::on_datagram_refused(const Endpoint& remote, std::string_view quoted, Network&) {
  keep({Received::Kind::refused, {Transport::udp, {}, remote, 0}, std::string(quoted), {}});
}

void FakeReceiver::on_tick(unsigned worker, SteadyTime, Network&) {
  const std::lock_guard lock(mutex_);
  ++ticks_[worker];
  changed_.notify_all();
}

void FakeReceiver::keep(Received received) {
  const std::lock_guard lock(mutex_);
  received_.push_back(std::move(received));
  changed_.notify_all();
}

std::vector<Received> FakeReceiver::wait_for(Received::Kind kind, std::size_t count) {
  std::unique_lock lock(mutex_);
  std::vector<Received> result;
  const bool came = changed_.wait_for(lock, kPatience, [&] {
    result.clear();
    std::copy_if(received_.begin(), received_.end(), std::back_inserter(result),
                 [kind](const Received& received) { return received.kind == kind; });
    return result.size() >= count;
  });
  EXPECT_TRUE(came) << "only " << result.size() << " of " << count << " came";
  result.resize(std::max(result.size(), count));  // so that a test that has failed already does not read beyond
  return result;
}

bool FakeReceiver::wait_for_ticks(unsigned worker, unsigned count) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, kPatience, [&] { return ticks_[worker] >= count; });
}

std::size_t FakeReceiver::count(Received::Kind kind) {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(received_.begin(), received_.end(),
                                                [kind](const Received& received) { return received.kind == kind; }));
}

TestPool::TestPool(const std::vector<std::string>& listen, unsigned workers, TransportLimits limits)
    : pool(settings_of(listen, workers, limits), addresses, log, metrics) {}

TestPool::~TestPool() {
  pool.shutdown();
  EXPECT_EQ(!log.errors().empty(), errors_expected);
}

Endpoint TestPool::at(std::size_t i) const {
  auto endpoint = pool.listening()[i].endpoint;
  if (!endpoint.address.is_wildcard()) return endpoint;
  endpoint.address = IpAddress::parse(endpoint.address.is_v4() ? "127.0.0.1" : "::1").value();
  return endpoint;
}

void TestPool::run(std::uint32_t shard, const Dispatcher::Job& job) {
  std::promise<void> done;
  ASSERT_TRUE(pool.post(shard, [&](Network& network) {
    job(network);
    done.set_value();
  }));
  done.get_future().wait();
}

bool TestPool::send(std::uint32_t shard, const Flow& flow, std::string_view bytes, SendTicket ticket) {
  bool sent = false;
  run(shard, [&](Network& network) { sent = network.send(flow, bytes, ticket); });
  return sent;
}

Flow TestPool::route(Flow flow) {
  bool routed = false;
  run(0, [&](Network& network) { routed = network.route(flow); });
  if (!routed) flow.local = {};
  return flow;
}

bool eventually(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace zvoni::kernel
