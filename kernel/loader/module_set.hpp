// The modules of one configuration: loaded, checked, created in the order of their services, destroyed in reverse.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <zvoni/host.hpp>
#include <zvoni/module.hpp>

#include "config/mistakes.hpp"
#include "config/module_config.hpp"
#include "config/settings.hpp"
#include "loader/module_loader.hpp"

namespace zvoni::kernel {

/// One enabled module.
struct LoadedModule {
  std::string name;
  std::size_t index = 0;  ///< its place among the enabled modules of the file: the order of its handlers
  ModuleLibrary library;
  std::unique_ptr<ModuleConfig> config;
  std::unique_ptr<Module> module;  ///< null until it is created; declared last, so destroyed before its library

  [[nodiscard]] const Descriptor& descriptor() const noexcept { return library.descriptor(); }
};

/// Owns modules and their libraries. Hosts given to create() outlive the modules.
class ModuleSet {
 public:
  using HostFor = std::function<Host&(const LoadedModule& module)>;

  ModuleSet() = default;
  /// In the order in which they shall be created.
  explicit ModuleSet(std::vector<LoadedModule> modules, std::vector<std::string> warnings = {});
  ModuleSet(ModuleSet&&) noexcept = default;
  ModuleSet& operator=(ModuleSet&& other) noexcept;
  ~ModuleSet();

  /// Creates the modules, providers before those that need them; `host_for` is asked for each in this order. Throws
  /// ConfigError, whatever a module threw, with the module's name; those created before are destroyed again.
  void create(const HostFor& host_for);
  /// Calls start() of each, in the same order. Throws as create() does.
  void start();
  /// Destroys the modules in reverse order of creation. Their libraries stay loaded.
  void destroy() noexcept;
  /// destroy(), and closes the libraries too.
  void clear() noexcept;

  /// In the order of creation.
  [[nodiscard]] const std::vector<LoadedModule>& modules() const noexcept { return modules_; }
  /// What is allowed and yet should be looked at, a sentence each.
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return warnings_; }

 private:
  std::vector<LoadedModule> modules_;
  std::vector<std::string> warnings_;
};

/// Finds, loads, checks and orders the enabled modules. What is wrong is added to `mistakes`; the set then lacks the
/// modules concerned and must not be used.
[[nodiscard]] ModuleSet load_modules(const Settings& settings, const ModuleLoader& loader, Mistakes& mistakes);
/// The same, but throws ConfigError with all mistakes.
[[nodiscard]] ModuleSet load_modules(const Settings& settings, const ModuleLoader& loader);

/// A whole configuration, ready to be created: what `--check` and a start do alike.
struct Configuration {
  Settings settings;
  ModuleSet modules;
};
/// Throws ConfigError with all that is wrong, one a line. `module_path` is searched first, then the one of the file,
/// then `default_module_dir`.
[[nodiscard]] Configuration load_configuration(const SettingsSource& source,
                                               const std::vector<std::filesystem::path>& module_path,
                                               const std::filesystem::path& default_module_dir);

}  // namespace zvoni::kernel
