#include "cdr_syslog.hpp"

#include <chrono>

namespace zvoni::cdr_syslog {
namespace {

constexpr std::size_t kMaxWaiting = 10000;
constexpr std::size_t kQueueCapacity = 2;  // a job that runs and one behind it
constexpr int kPatienceTenths = 5;
constexpr std::chrono::minutes kBetweenReports{1};

}  // namespace

CdrSyslog::CdrSyslog(Host& host, const Settings& settings)
    : host_(host),
      settings_(settings),
      sent_(host.metric("sent", "Records sent.")),
      dropped_(host.metric("dropped", "Records dropped because syslog did not take them, or too many were waiting.")),
      mailbox_(kMaxWaiting),
      socket_(settings.socket),
      queue_(host.make_work_queue("cdr-syslog", kQueueCapacity)),
      calls_(host.on_call([this](const CallEvent& event) { on_call(event); })) {}

CdrSyslog::~CdrSyslog() {
  calls_.reset();
  queue_.reset();
  send_batch();  // what no job was found for
  if (unlogged_ > 0) host_.log().error("further records of calls that were dropped: " + std::to_string(unlogged_));
}

void CdrSyslog::on_call(const CallEvent& event) {
  if (event.kind != CallEventKind::ended && event.kind != CallEventKind::failed) return;
  if (!mailbox_.put({event.kind, event.time, event.call})) return;
  if (!queue_->post([this] { send_batch(); })) mailbox_.nobody_comes();
}

void CdrSyslog::send_batch() {
  const auto batch = mailbox_.take();
  socket_.begin_batch(kPatienceTenths);
  for (const CallEntry& entry : batch.entries) send(entry);
  if (batch.dropped > 0) drop(batch.dropped, "too many were waiting");
}

void CdrSyslog::send(const CallEntry& entry) {
  auto error = tell_of_dropped();
  if (!error) error = socket_.send(record_line(settings_.front, entry));
  if (error) return drop(1, socket_.path().string() + ": " + error.message());
  sent_.add();
}

std::error_code CdrSyslog::tell_of_dropped() {
  if (untold_ == 0) return {};
  const auto error = socket_.send(dropped_line(settings_.front, host_.wall_now(), untold_));
  if (error) return error;
  host_.log().info("syslog takes records again, after " + std::to_string(untold_) + " were dropped");
  untold_ = 0;
  unlogged_ = 0;
  return {};
}

void CdrSyslog::drop(std::size_t records, const std::string& why) {
  dropped_.add(static_cast<std::int64_t>(records));
  untold_ += records;
  unlogged_ += records;
  const auto now = host_.now();
  if (logged_ && now - *logged_ < kBetweenReports) return;
  host_.log().error("records of calls that were dropped: " + std::to_string(unlogged_) + ": " + why);
  unlogged_ = 0;
  logged_ = now;
}

}  // namespace zvoni::cdr_syslog
