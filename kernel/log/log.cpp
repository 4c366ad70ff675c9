#include "log/log.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <boost/log/attributes/attribute_set.hpp>
#include <boost/log/attributes/attribute_value_impl.hpp>
#include <boost/log/attributes/constant.hpp>
#include <boost/log/attributes/value_extraction.hpp>
#include <boost/log/core.hpp>
#include <boost/log/sinks/sink.hpp>
#include <boost/smart_ptr/make_shared_object.hpp>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "log/log_file.hpp"

namespace zvoni::kernel {
namespace {

namespace logging = boost::log;
namespace attributes = boost::log::attributes;

/// The attributes of a record, with the names that Boost.Log's own sources give them.
struct AttributeNames {
  logging::attribute_name owner{"Log"};
  logging::attribute_name level{"Severity"};
  logging::attribute_name module{"Channel"};
  logging::attribute_name text{"Message"};
};

constexpr std::array kLevels{LogLevel::trace, LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error};

bool stderr_is_journal() noexcept {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status {};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &status) != 0) return false;
  return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == stream;
}

}  // namespace

LogTarget log_target(const std::filesystem::path& file) {
  return {file, file.empty() && stderr_is_journal() ? LogStyle::journal : LogStyle::timed};
}

/// Formats in the thread that logs, and writes without a lock.
class BoostLog::Sink final : public logging::sinks::sink {
 public:
  explicit Sink(const LogTarget& target) : sink(false), file_(target.file), style_(target.style) {}

  /// Several logs of one process share Boost's core: each takes its own records.
  bool will_consume(const logging::attribute_value_set& values) override {
    const auto owner = logging::extract<const Sink*>(names_.owner, values);
    return owner && owner.get() == this;
  }

  void consume(const logging::record_view& record) override {
    const auto level = logging::extract<LogLevel>(names_.level, record);
    const auto module = logging::extract<std::string>(names_.module, record);
    const auto text = logging::extract<std::string_view>(names_.text, record);
    if (!level || !module || !text) return;
    std::string lines;
    append_log_line(lines, style_, std::chrono::system_clock::now(), level.get(), module.get(), text.get());
    if (!file_.write(lines)) return;
    const auto lost = file_.take_lost();
    if (lost > 0) {
      say(LogLevel::error, std::to_string(lost) + " lines of this log were lost: they could not be written");
    }
  }

  void flush() override {}

  void reopen() {
    if (!file_.reopen()) say(LogLevel::error, "cannot open the log file " + file_.path().string() + " again");
  }

 private:
  void say(LogLevel level, std::string_view text) {
    std::string line;
    append_log_line(line, style_, std::chrono::system_clock::now(), level, "log", text);
    file_.write(line);
  }

  AttributeNames names_;
  LogFile file_;
  LogStyle style_;
};

/// Is in Boost's core for as long as it lives.
struct BoostLog::AddedSink {
  explicit AddedSink(const LogTarget& target) : sink(boost::make_shared<Sink>(target)) {
    logging::core::get()->add_sink(sink);
  }
  ~AddedSink() { logging::core::get()->remove_sink(sink); }
  AddedSink(const AddedSink&) = delete;
  AddedSink& operator=(const AddedSink&) = delete;

  boost::shared_ptr<Sink> sink;
};

class BoostLog::ModuleLogger final : public Logger {
 public:
  ModuleLogger(const std::string& name, const BoostLog& log) : log_(log), core_(logging::core::get()) {
    for (const auto level : kLevels) {
      auto& set = attributes_[static_cast<std::size_t>(level)];
      set[names_.owner] = attributes::constant<const Sink*>(log.sink_->sink.get());
      set[names_.level] = attributes::constant<LogLevel>(level);
      set[names_.module] = attributes::constant<std::string>(name);
    }
  }

  [[nodiscard]] bool enabled(LogLevel level) const noexcept override { return level >= log_.level(); }

  void write(LogLevel level, std::string_view text) override {
    if (!enabled(level)) return;
    auto record = core_->open_record(attributes_[static_cast<std::size_t>(level)]);
    if (!record) return;
    // A view is enough: the record is consumed before push_record() returns.
    record.attribute_values().insert(names_.text, attributes::make_attribute_value(text));
    core_->push_record(std::move(record));
  }

 private:
  const BoostLog& log_;
  logging::core_ptr core_;
  AttributeNames names_;
  std::array<logging::attribute_set, kLevels.size()> attributes_;
};

BoostLog::BoostLog(LogLevel level, const LogTarget& target)
    : level_(level), sink_(std::make_unique<AddedSink>(target)) {}

BoostLog::~BoostLog() = default;

Logger& BoostLog::logger(std::string_view name) {
  const std::lock_guard lock(mutex_);
  auto found = loggers_.find(name);
  if (found == loggers_.end()) {
    const std::string text(name);
    found = loggers_.emplace(text, std::make_unique<ModuleLogger>(text, *this)).first;
  }
  return *found->second;
}

void BoostLog::reopen() { sink_->sink->reopen(); }

}  // namespace zvoni::kernel
