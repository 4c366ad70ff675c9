// The resolver that asks the DNS, on a thread of its own.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "resolver/dns_channel.hpp"
#include "resolver/lookup_pool.hpp"

namespace zvoni::kernel {

struct DnsOptions {
  LookupLimits limits;
  /// "192.0.2.1:53,[2001:db8::1]:53"; empty: the system's, read anew when /etc/resolv.conf changes.
  std::string servers;
  std::string resolv_conf = "/etc/resolv.conf";
  std::uint16_t port = 53;  ///< of the servers that resolv_conf names
  /// How long one server is waited for; the second time twice as long. Both fit into the time of a look-up.
  std::chrono::milliseconds try_time{1000};
  /// Draws among SRV targets of one priority, on the resolver's thread; empty: a generator of its own.
  RandomUpTo random;
};

/// RFC 3263, section 4, over c-ares, with the hosts file, a cache, and bounds on everything. Names are taken as
/// complete: search domains are not tried. `done` of look-ups that ask something runs on the resolver's thread: it must
/// be short and must not throw.
class DnsResolver final : public Resolver {
 public:
  /// Throws std::runtime_error where c-ares cannot start, or the servers given are none.
  explicit DnsResolver(DnsOptions options = {});
  /// Calls each `done` that is still due with an empty list, and waits until that is done.
  ~DnsResolver() override;

  void resolve(const NextHop& hop, Done done) override;

 private:
  using Request = std::pair<NextHop, Done>;
  using Answered = std::pair<Question, Answer>;

  void run();
  /// False when it is time to stop.
  bool take_requests();
  void ask_and_answer();
  void wake() const noexcept;

  const std::size_t capacity_;
  LookupPool pool_;                 // of the thread
  std::vector<Answered> answered_;  // of the thread
  DnsChannel channel_;              // of the thread
  int wake_fd_;

  std::mutex mutex_;
  std::vector<Request> requests_;  // under the mutex
  bool stopping_ = false;          // under the mutex
  std::thread thread_;             // last: it uses all the others
};

}  // namespace zvoni::kernel
