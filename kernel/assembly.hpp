// Puts a configuration together: settings for the core, modules with their hosts, the generation they make.
#pragma once

#include <memory>
#include <vector>

#include "config/settings.hpp"
#include "loader/module_set.hpp"
#include "pipeline/core_parts.hpp"
#include "pipeline/generation.hpp"
#include "pipeline/module_host.hpp"

namespace zvoni::kernel {

[[nodiscard]] CoreSettings core_settings(const Settings& settings);

/// The modules of one configuration at work. Outlives the core that walks its generation, or at least all transactions
/// that began with it: their TransactionUsers are code of these modules.
class Assembly {
 public:
  /// Creates and starts the modules. Throws ConfigError where one refuses. `environment` and `secret` outlive this.
  Assembly(ModuleSet modules, Environment& environment, const Secret& secret);
  /// Destroys the modules, what needs a service before what provides it.
  ~Assembly();
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;

  [[nodiscard]] std::shared_ptr<const Generation> generation() const noexcept { return generation_; }
  [[nodiscard]] const ModuleSet& modules() const noexcept { return modules_; }

 private:
  std::shared_ptr<Generation> generation_;  // shared with the messages that walk it
  std::vector<std::unique_ptr<ModuleHost>> hosts_;
  ModuleSet modules_;  // last: modules take their handlers back when they go
};

}  // namespace zvoni::kernel
