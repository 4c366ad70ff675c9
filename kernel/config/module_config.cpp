#include "config/module_config.hpp"

#include <utility>

#include "config/key_path.hpp"

namespace zvoni::kernel {

namespace {

// What there may be none of, without being asked for with has(): then it is empty.
template <typename T>
T value_or_empty(const OptionValues& values, std::string_view name) {
  if (values.value(name).index() == 0) return T();
  return values.get<T>(name);
}

}  // namespace

ModuleConfig::ModuleConfig(std::shared_ptr<const OptionValues> values) : values_(std::move(values)) {}

bool ModuleConfig::has(std::string_view name) const { return values_->value(name).index() != 0; }

bool ModuleConfig::boolean(std::string_view name) const { return values_->get<bool>(name); }

std::int64_t ModuleConfig::integer(std::string_view name) const { return values_->get<std::int64_t>(name); }

std::chrono::milliseconds ModuleConfig::duration(std::string_view name) const {
  return values_->get<std::chrono::milliseconds>(name);
}

std::uint64_t ModuleConfig::size(std::string_view name) const { return values_->get<std::uint64_t>(name); }

std::string ModuleConfig::text(std::string_view name) const { return value_or_empty<std::string>(*values_, name); }

std::filesystem::path ModuleConfig::path(std::string_view name) const {
  return value_or_empty<std::filesystem::path>(*values_, name);
}

std::vector<std::string> ModuleConfig::list(std::string_view name) const {
  return value_or_empty<Texts>(*values_, name);
}

std::vector<Network> ModuleConfig::networks(std::string_view name) const {
  return value_or_empty<Networks>(*values_, name);
}

std::vector<std::pair<std::string, std::string>> ModuleConfig::map(std::string_view name) const {
  return value_or_empty<TextMap>(*values_, name);
}

std::vector<std::unique_ptr<Config>> ModuleConfig::groups(std::string_view name) const {
  std::vector<std::unique_ptr<Config>> configs;
  for (const auto& group : value_or_empty<Groups>(*values_, name)) {
    configs.push_back(std::make_unique<ModuleConfig>(group));
  }
  return configs;
}

ConfigError ModuleConfig::error(std::string_view name, std::string_view what) const {
  return ConfigError(mistake_text(values_->place(name), join_key(values_->section(), name), what));
}

}  // namespace zvoni::kernel
