// What the load tests share: a host that keeps what modules log, and sets of modules made from a text.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "loader/module_set.hpp"

namespace zvoni::kernel {

/// Modules of these tests only log; everything else a host can do is refused.
class LoggingHost final : public Host, private Logger {
 public:
  LoggingHost(std::string name, std::vector<std::string>& lines) : name_(std::move(name)), lines_(lines) {}

  Registration on_request(Phase, RequestHandler) override { return {}; }
  Registration on_branch(BranchHandler) override { return {}; }
  Registration on_response(Phase, ResponseHandler) override { return {}; }
  Registration on_call(CallHandler) override { return {}; }
  Registration on_reopen(std::function<void()>) override { return {}; }
  Registration advertise(Capability, std::string_view) override { return {}; }
  [[nodiscard]] SteadyTime now() const noexcept override { return {}; }
  [[nodiscard]] WallTime wall_now() const noexcept override { return {}; }
  Registration after(std::chrono::milliseconds, std::function<void()>) override { return {}; }
  Registration every(std::chrono::milliseconds, std::function<void()>) override { return {}; }
  [[nodiscard]] bool is_own_domain(std::string_view) const noexcept override { return false; }
  [[nodiscard]] bool is_own_uri(const Uri&) const noexcept override { return false; }
  [[nodiscard]] bool is_own_endpoint(const Endpoint&) const noexcept override { return false; }
  [[nodiscard]] std::uint64_t keyed_hash(std::string_view) const noexcept override { return 0; }
  [[nodiscard]] std::unique_ptr<WorkQueue> make_work_queue(std::string_view, std::size_t) override {
    throw std::logic_error("no work queues here");
  }
  [[nodiscard]] Logger& log() noexcept override { return *this; }
  [[nodiscard]] Metric& metric(std::string_view, std::string_view) override { return metric_; }

 private:
  Registration provide_service(std::string_view, void*) override { return {}; }
  [[nodiscard]] void* find_service(std::string_view) const override { return nullptr; }
  [[nodiscard]] bool enabled(LogLevel) const noexcept override { return true; }
  void write(LogLevel, std::string_view text) override { lines_.push_back(name_ + " " + std::string(text)); }

  std::string name_;
  std::vector<std::string>& lines_;
  Metric metric_;
};

/// Hosts by module, and the lines of all of them in order.
class Hosts {
 public:
  [[nodiscard]] ModuleSet::HostFor host_for() {
    return [this](const LoadedModule& module) -> Host& {
      auto& host = hosts_[module.name];
      host = std::make_unique<LoggingHost>(module.name, lines);
      return *host;
    };
  }

  std::vector<std::string> lines;

 private:
  std::map<std::string, std::unique_ptr<LoggingHost>> hosts_;
};

[[nodiscard]] inline ModuleLoader test_loader() { return ModuleLoader({ZVONI_LOAD_MODULE_DIR}); }

/// Loads the modules of a text, "t.yaml". Throws ConfigError.
[[nodiscard]] inline ModuleSet load(std::string_view yaml, const ModuleLoader& loader = test_loader()) {
  Mistakes mistakes;
  const Settings settings = read_settings(yaml, "t.yaml", {{}, {}, "/state"}, mistakes);
  ModuleSet modules = load_modules(settings, loader, mistakes);
  mistakes.throw_if_any();
  return modules;
}

/// What loading them is refused with, the folder of the modules written as DIR.
[[nodiscard]] inline std::string without_folder(std::string text) {
  const std::string folder = ZVONI_LOAD_MODULE_DIR;
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
    text.replace(at, folder.size(), "DIR");
  }
  return text;
}
[[nodiscard]] inline std::string refusal(std::string_view yaml, const ModuleLoader& loader = test_loader()) {
  try {
    static_cast<void>(load(yaml, loader));
  } catch (const ConfigError& error) {
    return without_folder(error.what());
  }
  return {};
}

}  // namespace zvoni::kernel
