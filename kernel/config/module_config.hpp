// What a module reads its options from.
#pragma once

#include <memory>

#include <zvoni/config.hpp>

#include "config/option_values.hpp"

namespace zvoni::kernel {

class ModuleConfig final : public Config {
 public:
  /// shared: a group's ModuleConfig may outlive the one of its module.
  explicit ModuleConfig(std::shared_ptr<const OptionValues> values);

  [[nodiscard]] bool has(std::string_view name) const override;
  [[nodiscard]] bool boolean(std::string_view name) const override;
  [[nodiscard]] std::int64_t integer(std::string_view name) const override;
  [[nodiscard]] std::chrono::milliseconds duration(std::string_view name) const override;
  [[nodiscard]] std::uint64_t size(std::string_view name) const override;
  [[nodiscard]] std::string text(std::string_view name) const override;
  [[nodiscard]] std::filesystem::path path(std::string_view name) const override;
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const override;
  [[nodiscard]] std::vector<Network> networks(std::string_view name) const override;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> map(std::string_view name) const override;
  [[nodiscard]] std::vector<std::unique_ptr<Config>> groups(std::string_view name) const override;
  [[nodiscard]] ConfigError error(std::string_view name, std::string_view what) const override;

 private:
  std::shared_ptr<const OptionValues> values_;
};

}  // namespace zvoni::kernel
