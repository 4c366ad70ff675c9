// From the entries of a file to a set of modules that can be created.
#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "config/key_path.hpp"
#include "config/option_values.hpp"
#include "loader/descriptor_check.hpp"
#include "loader/module_set.hpp"
#include "loader/service_order.hpp"

namespace zvoni::kernel {

namespace {

class Gathering {
 public:
  Gathering(const Settings& settings, const ModuleLoader& loader, Mistakes& mistakes)
      : settings_(settings), loader_(loader), mistakes_(mistakes) {}

  ModuleSet gather() {
    for (const ModuleEntry& entry : settings_.modules) {
      if (entry.enabled) add(entry);
    }
    for (const LoadedModule& one : loaded_) {
      const Descriptor& descriptor = one.descriptor();
      services_.push_back(
          {one.name, services_of(descriptor.provides), services_of(descriptor.needs), services_of(descriptor.uses)});
    }
    refuse_second_providers();
    for (std::size_t i = 0; i < services_.size(); ++i) refuse_unmet_needs(i);
    return ordered();
  }

 private:
  void add(const ModuleEntry& entry) {
    const std::size_t index = next_index_++;
    try {
      ModuleLibrary library = loader_.load(entry.name);
      const Descriptor& descriptor = library.descriptor();
      const OptionTable table(descriptor.options, descriptor.option_count);
      const CheckContext context{entry.name, settings_.state_dir};
      const std::size_t mistakes_before = mistakes_.size();
      auto values = std::make_shared<const OptionValues>(table, entry.options, context, mistakes_);
      warn_of_writable(library.file());
      auto config = std::make_unique<ModuleConfig>(std::move(values));
      if (mistakes_.size() == mistakes_before) check(entry, descriptor, *config);
      loaded_.push_back({entry.name, index, std::move(library), std::move(config), {}});
      places_.push_back(entry.place);
    } catch (const ModuleError& error) {
      mistakes_.add(entry.place, "modules." + entry.name, error.what());
      some_refused_ = true;
    }
  }

  // The rules between options that only the module knows.
  void check(const ModuleEntry& entry, const Descriptor& descriptor, const Config& config) {
    if (descriptor.check == nullptr) return;
    try {
      descriptor.check(config);
    } catch (const ConfigError& error) {
      mistakes_.add(entry.place, error);
    } catch (const std::exception& error) {
      mistakes_.add(entry.place, "modules." + entry.name, error.what());
    } catch (...) {
      mistakes_.add(entry.place, "modules." + entry.name, "its check() threw something that is no std::exception");
    }
  }

  // Whoever can write it can run code as zvoni.
  void warn_of_writable(const std::filesystem::path& file) {
    for (const std::filesystem::path& one : {file, file.parent_path()}) {
      std::error_code error;
      const auto status = std::filesystem::status(one, error);
      const auto others_write = std::filesystem::perms::others_write;
      if (!error && (status.permissions() & others_write) != std::filesystem::perms::none) {
        warnings_.push_back(one.string() + " can be written by every user of this host: chmod o-w it");
      }
    }
  }

  void refuse_second_providers() {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < services_.size(); ++i) {
      for (std::string_view service : services_[i].provides) {
        const auto [known, is_new] = first.emplace(service, i);
        if (is_new || known->second == i) continue;
        mistakes_.add(places_[i], "modules." + services_[i].name,
                      "expected one provider of the service " + std::string(service) + ", got a second one beside " +
                          services_[known->second].name + "; turn one of them off");
      }
    }
  }

  [[nodiscard]] bool is_provided(std::string_view service) const {
    return std::any_of(services_.begin(), services_.end(), [&](const ServiceUser& one) {
      return std::find(one.provides.begin(), one.provides.end(), service) != one.provides.end();
    });
  }

  void refuse_unmet_needs(std::size_t user) {
    for (std::string_view service : services_[user].needs) {
      if (is_provided(service)) continue;
      std::string advice = advise(service);
      if (advice.empty()) continue;
      mistakes_.add(places_[user], "modules." + services_[user].name,
                    "expected a module that provides the service " + std::string(service) + ", got none; " + advice);
    }
  }

  // What to do about a service that is missing; empty: it may come from a module that is refused for its own reasons.
  std::string advise(std::string_view service) {
    std::vector<std::string> offered;
    for (const std::string& name : loader_.available()) {
      try {
        const ModuleLibrary library = loader_.load(name);
        for (std::string_view one : services_of(library.descriptor().provides)) {
          if (one == service) return "put " + name + ", which provides it, under modules and do not turn it off";
          offered.emplace_back(one);
        }
      } catch (const ModuleError&) {
        continue;  // what does not load is no advice
      }
    }
    if (some_refused_) return {};
    return "no module here provides it" + did_you_mean(service, offered);
  }

  ModuleSet ordered() {
    const ServiceOrder found = order_by_services(services_);
    if (!found.cycle.empty()) refuse_cycle(found.cycle);
    std::vector<LoadedModule> modules;
    for (std::size_t i : found.order) modules.push_back(std::move(loaded_[i]));
    return ModuleSet(std::move(modules), std::move(warnings_));
  }

  void refuse_cycle(const std::vector<std::size_t>& cycle) {
    std::vector<std::string> steps;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      steps.push_back(services_[cycle[i]].name + " needs " + services_[cycle[(i + 1) % cycle.size()]].name);
    }
    mistakes_.add(places_[cycle.front()], "modules." + services_[cycle.front()].name,
                  "expected services that can be started one after another, got a circle: " + join(steps) +
                      "; turn one of them off");
  }

  const Settings& settings_;
  const ModuleLoader& loader_;
  Mistakes& mistakes_;
  std::vector<LoadedModule> loaded_;  // in the order of the file; so are the next two
  std::vector<Place> places_;
  std::vector<ServiceUser> services_;
  std::vector<std::string> warnings_;
  std::size_t next_index_ = 0;
  bool some_refused_ = false;
};

}  // namespace

ModuleSet load_modules(const Settings& settings, const ModuleLoader& loader, Mistakes& mistakes) {
  return Gathering(settings, loader, mistakes).gather();
}

ModuleSet load_modules(const Settings& settings, const ModuleLoader& loader) {
  Mistakes mistakes;
  ModuleSet modules = load_modules(settings, loader, mistakes);
  mistakes.throw_if_any();
  return modules;
}

Configuration load_configuration(const SettingsSource& source, const std::vector<std::filesystem::path>& module_path,
                                 const std::filesystem::path& default_module_dir) {
  Mistakes mistakes;
  Settings settings = read_settings(source, mistakes);
  std::vector<std::filesystem::path> search_path = module_path;
  search_path.insert(search_path.end(), settings.module_path.begin(), settings.module_path.end());
  search_path.push_back(default_module_dir);
  ModuleSet modules = load_modules(settings, ModuleLoader(std::move(search_path)), mistakes);
  mistakes.throw_if_any();
  return {std::move(settings), std::move(modules)};
}

}  // namespace zvoni::kernel
