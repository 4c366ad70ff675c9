// c-ares: questions out to the name servers, answers back.
#pragma once

#include <poll.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <zvoni/clock.hpp>

#include "resolver/dns_records.hpp"

struct ares_channeldata;

namespace zvoni::kernel {

/// Used by one thread at a time.
class DnsChannel {
 public:
  struct Settings {
    std::string servers;                       ///< "192.0.2.1:53,[2001:db8::1]:53"; empty: those of `resolv_conf`
    std::string resolv_conf;                   ///< the file that names the servers
    std::uint16_t port = 53;                   ///< of the servers that the file names
    std::chrono::milliseconds try_time{1000};  ///< how long one server is waited for; the second time twice as long
  };
  using OnAnswer = std::function<void(const Question&, Answer)>;

  /// Throws std::runtime_error where c-ares cannot start.
  DnsChannel(Settings settings, OnAnswer on_answer);
  /// Questions that are not answered yet are dropped.
  ~DnsChannel();
  DnsChannel(const DnsChannel&) = delete;
  DnsChannel& operator=(const DnsChannel&) = delete;

  /// `on_answer` is called once, from within this or a later wait().
  void ask(const Question& question);
  /// Waits until something came from a name server, `wake_fd` is readable, or it is `until`; then handles what came.
  void wait(int wake_fd, SteadyTime until);
  /// Reads the servers anew where the file that names them has changed. Only while no question is open.
  void follow_resolv_conf();

 private:
  struct Open;  // a question on its way
  /// Puts a new channel in place of the one there is; a c-ares status.
  int open();
  void watch(int fd, bool readable, bool writable);
  void answer(const Question& question, Answer answer);
  [[nodiscard]] std::string resolv_conf_version() const;

  Settings settings_;
  OnAnswer on_answer_;
  ares_channeldata* channel_ = nullptr;
  std::vector<pollfd> watched_;
  std::string version_;  // of resolv_conf, when it was read
};

}  // namespace zvoni::kernel
