// Checks a map of a YAML file against an option table and keeps the values with their types.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <zvoni/endpoint.hpp>

#include "config/mistakes.hpp"
#include "config/node.hpp"
#include "config/option_table.hpp"

namespace zvoni::kernel {

class OptionValues;

using Texts = std::vector<std::string>;
using Networks = std::vector<Network>;
using TextMap = std::vector<std::pair<std::string, std::string>>;
using Groups = std::vector<std::shared_ptr<const OptionValues>>;  // shared: each ModuleConfig of a group holds its part

/// What one option was set to; monostate: neither the file nor the table gives it a value.
using OptionValue = std::variant<std::monostate, bool, std::int64_t, std::chrono::milliseconds, std::uint64_t,
                                 std::string, std::filesystem::path, Texts, Networks, TextMap, Groups>;

/// What the checks need to know around a table.
struct CheckContext {
  std::string section;              ///< "log": in front of each key of an error; may be empty
  std::filesystem::path state_dir;  ///< where relative paths begin
};

/// The values of one table. Constant once made.
class OptionValues {
 public:
  /// Checks `node`, a map or null, against `table`. Each mistake is added; its option then has its default.
  OptionValues(OptionTable table, const Node& node, const CheckContext& context, Mistakes& mistakes);

  [[nodiscard]] OptionTable table() const noexcept { return table_; }
  [[nodiscard]] const std::string& section() const noexcept { return section_; }
  /// Throws std::logic_error for a name that the table does not have.
  [[nodiscard]] const OptionValue& value(std::string_view name) const;
  /// As value(), but for its type. Throws std::logic_error for another type, or where there is no value.
  template <typename T>
  [[nodiscard]] const T& get(std::string_view name) const;
  /// Where the option stands; where it is not given, its section.
  [[nodiscard]] const Place& place(std::string_view name) const;
  /// What was wrong with reading an option; the message of the logic_error.
  [[nodiscard]] std::string misuse(std::string_view name, std::string_view what) const;

 private:
  struct Slot {
    OptionValue value;
    Place place;
  };
  [[nodiscard]] std::size_t index(std::string_view name) const;

  OptionTable table_;
  std::string section_;
  std::vector<Slot> slots_;  // one for each option of the table, in its order
};

/// One value against one option. Mistakes are added with `key`; monostate: there was one.
[[nodiscard]] OptionValue check_value(const Option& option, const Node& node, const std::string& key,
                                      const CheckContext& context, Mistakes& mistakes);
/// The default, as check_value() would read it from a file; monostate: there is none.
[[nodiscard]] OptionValue default_value(const Option& option, const CheckContext& context, Mistakes& mistakes);

template <typename T>
const T& OptionValues::get(std::string_view name) const {
  const T* found = std::get_if<T>(&value(name));
  if (!found) throw std::logic_error(misuse(name, "is read as another type than its table gives, or has no value"));
  return *found;
}

}  // namespace zvoni::kernel
