// The addresses of this host's interfaces.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {

/// Knows them from one look at the system, which is repeated when somebody asks and it is older than ten seconds. From
/// any thread; readers take no lock.
class LocalAddresses {
 public:
  using Read = std::function<std::vector<IpAddress>()>;

  /// Asks the system (getifaddrs).
  LocalAddresses();
  /// For tests: reads with `read`, and again after `max_age`.
  LocalAddresses(Read read, std::chrono::milliseconds max_age);

  /// True for an address of an interface that is up, and for every loopback address (127.0.0.0/8). The scope of a
  /// link-local address is left out of account.
  [[nodiscard]] bool contains(const IpAddress& address) noexcept;

 private:
  using Set = std::vector<IpAddress>;  // sorted

  void refresh() noexcept;

  Read read_;
  std::chrono::milliseconds max_age_;
  std::atomic<SteadyTime::rep> read_at_{0};
  std::atomic<const Set*> current_{nullptr};
  std::mutex refreshing_;
  // Every different set ever read stays here, so that readers need no lock: a few, unless the host renumbers all day.
  std::vector<std::unique_ptr<const Set>> sets_;
};

}  // namespace zvoni::kernel
