// The registration diary: a line for each thing that happens to a binding.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>

#include <zvoni/host.hpp>

#include "append_file.hpp"
#include "binding_update.hpp"

namespace zvoni::registrar {

/// `2026-11-20 17:05:33 registered sip:alice@… contact=<…> source=udp:… expires=600 user-agent="…"` and a line end, in
/// local time. What came from the network is escaped: a line stays a line, and a field a field.
std::string diary_line(const BindingEvent& event, WallTime time);

/// Lines gather in memory and are written in one go on a thread of their own, so that a slow disk delays nobody.
class Diary {
 public:
  /// Throws std::system_error where the file cannot be opened.
  Diary(Host& host, std::filesystem::path path);
  ~Diary();
  Diary(const Diary&) = delete;
  Diary& operator=(const Diary&) = delete;

  /// From any thread, never blocks on the disk.
  void write(const BindingEvent& event);

 private:
  struct Batch {
    std::string lines;
    std::int64_t count = 0;
    std::int64_t lost = 0;  // found no room
  };
  void schedule();
  void reopen();
  // On the work thread.
  void flush();
  void report(const Batch& batch, std::error_code error);

  Host& host_;
  Metric& dropped_;
  AppendFile file_;       // on the work thread only
  bool failing_ = false;  // on the work thread only: the last write failed, and that was said
  std::mutex mutex_;
  Batch pending_;                     // under mutex_
  bool scheduled_ = false;            // under mutex_: a flush is on its way
  std::unique_ptr<WorkQueue> queue_;  // its jobs use all of the above
  Registration reopening_;
};

}  // namespace zvoni::registrar
