#include "cdr_text.hpp"

#include <chrono>

namespace zvoni::cdr_text {
namespace {

constexpr std::size_t kMaxWaiting = 10000;
constexpr std::size_t kQueueCapacity = 2;  // a job that runs and one behind it
constexpr std::chrono::minutes kBetweenReports{1};

}  // namespace

CdrText::CdrText(Host& host, const Settings& settings)
    : host_(host),
      settings_(settings),
      written_(host.metric("written", "Lines written.")),
      dropped_(host.metric("dropped", "Lines dropped because too many were waiting.")),
      write_errors_(host.metric("write-errors", "Lines lost because they could not be written.")),
      mailbox_(kMaxWaiting),
      file_(settings.file, format_header(settings.format)),
      queue_(host.make_work_queue("cdr-text", kQueueCapacity)),
      reopening_(host.on_reopen([this] {
        if (mailbox_.request_reopen()) send_for_batch();
      })),
      calls_(host.on_call([this](const CallEvent& event) { on_call(event); })) {}

CdrText::~CdrText() {
  calls_.reset();
  reopening_.reset();
  queue_.reset();
  write_batch();  // what no job was found for
  if (unreported_ > 0) host_.log().error(std::to_string(unreported_) + " more lines of calls were lost");
}

void CdrText::on_call(const CallEvent& event) {
  if (!settings_.events && !is_record(event.kind)) return;
  if (mailbox_.put({event.kind, event.time, event.call})) send_for_batch();
}

void CdrText::send_for_batch() {
  if (!queue_->post([this] { write_batch(); })) mailbox_.nobody_comes();
}

void CdrText::write_batch() {
  const auto batch = mailbox_.take();
  std::string lines;
  for (const CallEntry& entry : batch.entries) lines += format_line(settings_.format, entry);
  const auto outcome = file_.write(lines);
  const auto lost = batch.entries.size() - outcome.written;
  written_.add(static_cast<std::int64_t>(outcome.written));
  dropped_.add(static_cast<std::int64_t>(batch.dropped));
  write_errors_.add(static_cast<std::int64_t>(lost));
  if (batch.dropped > 0) report_loss(batch.dropped, "too many were waiting for the disk");
  if (lost > 0) report_loss(lost, file_.path().string() + ": " + outcome.error.message());
  if (batch.reopen_requested) reopen();
}

void CdrText::reopen() {
  try {
    file_.reopen();
  } catch (const std::system_error& error) {
    host_.log().error(std::string(error.what()) + "; the records go on in the file that was open");
  }
}

void CdrText::report_loss(std::size_t lines, const std::string& why) {
  unreported_ += lines;
  const auto now = host_.now();
  if (reported_ && now - *reported_ < kBetweenReports) return;
  host_.log().error(std::to_string(unreported_) + " lines of calls were lost: " + why);
  unreported_ = 0;
  reported_ = now;
}

}  // namespace zvoni::cdr_text
