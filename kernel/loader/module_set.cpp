#include "loader/module_set.hpp"

#include <exception>
#include <utility>

namespace zvoni::kernel {

namespace {

// Calls into a module. What it throws is copied: the original's code would be gone with the module's library before
// somebody far up reads it.
template <typename Call>
void guarded(const std::string& name, Call call) {
  try {
    call();
  } catch (const ConfigError& error) {
    throw ConfigError(std::string(error.what()));
  } catch (const std::exception& error) {
    throw ConfigError("modules." + name + ": " + error.what());
  } catch (...) {
    throw ConfigError("modules." + name + ": it threw something that is no std::exception");
  }
}

}  // namespace

ModuleSet::ModuleSet(std::vector<LoadedModule> modules, std::vector<std::string> warnings)
    : modules_(std::move(modules)), warnings_(std::move(warnings)) {}

ModuleSet& ModuleSet::operator=(ModuleSet&& other) noexcept {
  if (this == &other) return *this;
  clear();
  modules_ = std::exchange(other.modules_, {});
  warnings_ = std::exchange(other.warnings_, {});
  return *this;
}

ModuleSet::~ModuleSet() { clear(); }

void ModuleSet::create(const HostFor& host_for) {
  try {
    for (LoadedModule& one : modules_) {
      guarded(one.name, [&] {
        one.module = one.descriptor().create(host_for(one), *one.config);
        if (!one.module) throw ModuleError("its create() returned nothing; it must return a module, or throw");
      });
    }
  } catch (...) {
    destroy();
    throw;
  }
}

void ModuleSet::start() {
  for (LoadedModule& one : modules_) {
    guarded(one.name, [&] { one.module->start(); });
  }
}

void ModuleSet::destroy() noexcept {
  for (std::size_t i = modules_.size(); i > 0; --i) modules_[i - 1].module.reset();
}

void ModuleSet::clear() noexcept {
  destroy();
  while (!modules_.empty()) modules_.pop_back();
}

}  // namespace zvoni::kernel
