#include "config/option_values.hpp"

#include <utility>

#include "config/key_path.hpp"

namespace zvoni::kernel {

namespace {

std::vector<std::string> names_of(OptionTable table) {
  std::vector<std::string> names;
  for (const Option& option : table) names.emplace_back(option.name);
  return names;
}

void refuse_unknown(OptionTable table, const Entry& entry, const std::string& section, Mistakes& mistakes) {
  const auto names = names_of(table);
  const std::string expected = names.empty() ? "no options" : (names.size() == 1 ? "" : "one of ") + join(names);
  mistakes.add(entry.key_place, join_key(section, entry.key),
               "expected " + expected + ", got " + in_quotes(entry.key) + did_you_mean(entry.key, names));
}

}  // namespace

OptionValues::OptionValues(OptionTable table, const Node& node, const CheckContext& context, Mistakes& mistakes)
    : table_(table), section_(context.section), slots_(table.size()) {
  const bool is_map = node.kind == Node::Kind::map || node.kind == Node::Kind::null;
  if (!is_map) mistakes.add(node.place, section_, "expected a map of options, got " + got(node));
  for (const Entry& entry : node.entries) {
    if (!find_option(table, entry.key)) refuse_unknown(table, entry, section_, mistakes);
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Option& option = table[i];
    const Entry* entry = node.find(option.name);
    slots_[i].place = entry ? entry->value.place : node.place;
    const std::string key = join_key(section_, option.name);
    if (entry) slots_[i].value = check_value(option, entry->value, key, context, mistakes);
    if (slots_[i].value.index() == 0) slots_[i].value = default_value(option, context, mistakes);
    if (option.required && !entry && is_map) {
      mistakes.add(node.place, key, "expected " + expectation(option) + ", got nothing; it must be given");
    }
  }
}

std::size_t OptionValues::index(std::string_view name) const {
  const Option* option = find_option(table_, name);
  if (!option) throw std::logic_error(misuse(name, "is read, but not in the option table"));
  return static_cast<std::size_t>(option - table_.data());
}

const OptionValue& OptionValues::value(std::string_view name) const { return slots_[index(name)].value; }

const Place& OptionValues::place(std::string_view name) const { return slots_[index(name)].place; }

std::string OptionValues::misuse(std::string_view name, std::string_view what) const {
  return mistake_text({}, join_key(section_, name), what);
}

}  // namespace zvoni::kernel
