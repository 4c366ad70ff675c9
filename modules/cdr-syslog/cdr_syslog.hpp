// Sends the record of each call to syslog.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

#include <zvoni/module.hpp>

#include "mailbox.hpp"
#include "syslog_line.hpp"
#include "syslog_socket.hpp"

namespace zvoni::cdr_syslog {

struct Settings {
  std::filesystem::path socket;
  LineFront front;
};

class CdrSyslog final : public Module {
 public:
  CdrSyslog(Host& host, const Settings& settings);
  ~CdrSyslog() override;

 private:
  // On workers.
  void on_call(const CallEvent& event);
  // On the work thread.
  void send_batch();
  void send(const CallEntry& entry);
  /// Tells syslog what it missed, before anything else.
  std::error_code tell_of_dropped();
  void drop(std::size_t records, const std::string& why);

  Host& host_;
  const Settings settings_;
  Metric& sent_;
  Metric& dropped_;
  Mailbox mailbox_;
  SyslogSocket socket_;               // on the work thread only, and the next three
  std::size_t untold_ = 0;            // records dropped since syslog was told
  std::size_t unlogged_ = 0;          // and since the log was
  std::optional<SteadyTime> logged_;  // when that was
  std::unique_ptr<WorkQueue> queue_;  // its jobs use all of the above
  Registration calls_;                // from here on events come
};

}  // namespace zvoni::cdr_syslog
