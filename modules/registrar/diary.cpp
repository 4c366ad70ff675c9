#include "diary.hpp"

#include <array>
#include <ctime>
#include <utility>

#include <zvoni/text.hpp>

namespace zvoni::registrar {
namespace {

constexpr std::size_t kMaxPending = std::size_t{4} * 1024 * 1024;  // bytes that may wait for the disk
constexpr std::size_t kQueueCapacity = 16;                         // a flush and some reopenings

std::string_view name_of(BindingEvent::Kind kind) {
  switch (kind) {
    case BindingEvent::Kind::registered:
      return "registered";
    case BindingEvent::Kind::refreshed:
      return "refreshed";
    case BindingEvent::Kind::unregistered:
      return "unregistered";
    case BindingEvent::Kind::expired:
      break;
  }
  return "expired";
}

std::string local_time(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm local{};
  localtime_r(&seconds, &local);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &local);
  return {text.data(), size};
}

// Text of a stranger within quotes.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : escape_for_log(text)) {
    if (c == '"') out += '\\';
    out += c;
  }
  return out += '"';
}

}  // namespace

std::string diary_line(const BindingEvent& event, WallTime time) {
  std::string line = local_time(time);
  line += ' ';
  line += name_of(event.kind);
  line += ' ' + escape_for_log(event.aor);
  line += " contact=<" + escape_for_log(event.contact) + '>';
  line += " source=" + to_lower(to_string(event.source.transport)) + ':' + event.source.remote.to_string();
  line += " expires=" + std::to_string(event.expires.count());
  line += " user-agent=" + quoted(event.user_agent);
  return line += '\n';
}

Diary::Diary(Host& host, std::filesystem::path path)
    : host_(host),
      dropped_(host.metric("diary-dropped", "Diary lines that could not be written")),
      file_(std::move(path)),
      queue_(host.make_work_queue("diary", kQueueCapacity)),
      reopening_(host.on_reopen([this] { reopen(); })) {}

Diary::~Diary() {
  reopening_.reset();
  queue_.reset();
  flush();  // what no job was found for
}

void Diary::write(const BindingEvent& event) {
  const std::string line = diary_line(event, host_.wall_now());
  {
    const std::lock_guard lock(mutex_);
    if (pending_.lines.size() + line.size() > kMaxPending) {
      ++pending_.lost;
      dropped_.add();
    } else {
      pending_.lines += line;
      ++pending_.count;
    }
    if (std::exchange(scheduled_, true)) return;
  }
  schedule();
}

void Diary::schedule() {
  if (queue_->post([this] { flush(); })) return;
  const std::lock_guard lock(mutex_);
  scheduled_ = false;  // the next line tries again
}

void Diary::reopen() {
  const bool posted = queue_->post([this] {
    flush();
    try {
      file_.reopen();
    } catch (const std::system_error& error) {
      host_.log().error(std::string(error.what()) + "; the diary goes on in the file it had");
    }
  });
  if (!posted) host_.log().warning("the diary is busy and was not opened again");
}

void Diary::flush() {
  Batch batch;
  {
    const std::lock_guard lock(mutex_);
    std::swap(batch, pending_);
    scheduled_ = false;
  }
  report(batch, file_.write(batch.lines));
}

void Diary::report(const Batch& batch, std::error_code error) {
  if (batch.lost > 0) {
    host_.log().warning("the disk is too slow: " + std::to_string(batch.lost) + " diary lines were dropped");
  }
  if (error) dropped_.add(batch.count);
  if (error && !failing_) {
    host_.log().error("cannot write " + file_.path().string() + ": " + error.message() + "; diary lines are dropped");
  }
  if (!error && failing_) host_.log().info("the diary is written again");
  failing_ = static_cast<bool>(error);
}

}  // namespace zvoni::registrar
