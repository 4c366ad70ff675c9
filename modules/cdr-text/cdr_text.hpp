// Writes a line for each call into a file.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <zvoni/module.hpp>

#include "mailbox.hpp"
#include "record_file.hpp"
#include "record_format.hpp"

namespace zvoni::cdr_text {

struct Settings {
  std::filesystem::path file;
  Format format = Format::text;
  bool events = false;  ///< also a line for each event as it happens
};

class CdrText final : public Module {
 public:
  /// Throws std::system_error where the file cannot be opened.
  CdrText(Host& host, const Settings& settings);
  ~CdrText() override;

 private:
  // On workers.
  void on_call(const CallEvent& event);
  void send_for_batch();
  // On the work thread.
  void write_batch();
  void reopen();
  void report_loss(std::size_t lines, const std::string& why);

  Host& host_;
  const Settings settings_;
  Metric& written_;
  Metric& dropped_;
  Metric& write_errors_;
  Mailbox mailbox_;
  RecordFile file_;                     // on the work thread only, and the next two
  std::size_t unreported_ = 0;          // lines lost since the log was told
  std::optional<SteadyTime> reported_;  // when that was
  std::unique_ptr<WorkQueue> queue_;    // its jobs use all of the above
  Registration reopening_;              // from here on events come
  Registration calls_;
};

}  // namespace zvoni::cdr_text
