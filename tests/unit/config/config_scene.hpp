// What the tests of the configuration share: YAML in, values or mistakes out.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "config/module_config.hpp"
#include "config/option_values.hpp"
#include "config/settings.hpp"
#include "config/yaml.hpp"

namespace zvoni::kernel {

/// What checking found, beside the values.
struct Checked {
  std::unique_ptr<ModuleConfig> config;
  std::string mistakes;
};

/// Checks a text, "t.yaml", as the options of the module "m", with the state directory /state.
inline Checked check(OptionTable table, std::string_view yaml) {
  Mistakes mistakes;
  const Node node = parse_yaml(yaml, std::make_shared<const std::string>("t.yaml"), Lines::named, mistakes);
  auto values = std::make_shared<const OptionValues>(table, node, CheckContext{"m", "/state"}, mistakes);
  return {std::make_unique<ModuleConfig>(std::move(values)), mistakes.to_string()};
}

/// Reads a text, "t.yaml", as a whole configuration.
inline Settings read(std::string_view yaml, Mistakes& mistakes, std::vector<std::string> overrides = {}) {
  return read_settings(yaml, "t.yaml", {{}, std::move(overrides), "/state"}, mistakes);
}

/// All that is wrong with it, also where it cannot be read at all.
inline std::string mistakes_in(std::string_view yaml, std::vector<std::string> overrides = {}) {
  Mistakes mistakes;
  try {
    static_cast<void>(read(yaml, mistakes, std::move(overrides)));
  } catch (const ConfigError& error) {
    return error.what();
  }
  return mistakes.to_string();
}

}  // namespace zvoni::kernel
