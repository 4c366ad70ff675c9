// Option tables of modules are foreign data: they are checked before anything relies on them.
#include <algorithm>
#include <set>
#include <utility>

#include "config/key_path.hpp"
#include "config/option_table.hpp"
#include "config/option_values.hpp"

namespace zvoni::kernel {

namespace {

constexpr std::size_t kMaxOptions = 1000;
constexpr int kMaxGroupDepth = 4;
constexpr const char* kReserved = "enabled";  // turns the module itself on and off

bool is_option_name(std::string_view name) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.front() != '-' && name.back() != '-' && std::all_of(name.begin(), name.end(), allowed);
}

class TableCheck {
 public:
  void table(OptionTable options, const std::string& section, int depth) {
    if (options.size() > kMaxOptions || (!options.empty() && !options.data())) {
      wrong(section, "expected a table of at most " + std::to_string(kMaxOptions) + " options");
      return;
    }
    std::set<std::string_view> names;
    for (const Option& one : options) {
      if (!one.name || !is_option_name(one.name)) {
        wrong(section, "expected names in lower case with hyphens, got " + in_quotes(one.name ? one.name : ""));
        continue;
      }
      const std::string key = join_key(section, one.name);
      if (!names.insert(one.name).second) wrong(key, "expected each name once, got it again");
      if (depth == 0 && std::string_view(one.name) == kReserved) {
        wrong(key, "expected another name: this one is zvoni's");
      }
      option(one, key, depth);
    }
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(sentences_); }

 private:
  void wrong(const std::string& key, const std::string& what) { sentences_.push_back(mistake_text({}, key, what)); }

  void option(const Option& option, const std::string& key, int depth) {
    if (option.type > OptionType::groups) {
      wrong(key, "expected a known type, got number " + std::to_string(static_cast<unsigned>(option.type)));
      return;
    }
    if (!option.help || !*option.help) wrong(key, "expected a sentence of help, got none");
    if (!allowed_is_well_formed(option)) {
      wrong(key,
            "expected \"allowed\" in the form of its type, got " + in_quotes(option.allowed ? option.allowed : ""));
      return;
    }
    if (option.required && option.default_value) wrong(key, "expected no default, as it is required, got one");
    if (option.type == OptionType::groups) {
      if (depth >= kMaxGroupDepth) {
        wrong(key, "expected at most " + std::to_string(kMaxGroupDepth) + " levels of groups");
        return;
      }
      const std::size_t before = sentences_.size();
      table(members_of(option), key, depth + 1);
      if (sentences_.size() > before) return;  // a default cannot be checked against a broken table
      if (option.member_count == 0) wrong(key, "expected members, got none");
    } else if (option.members || option.member_count != 0) {
      wrong(key, "expected members for a list of maps only");
    }
    default_fits(option, key);
  }

  static bool allowed_is_well_formed(const Option& option) {
    switch (option.type) {
      case OptionType::integer:
      case OptionType::duration:
      case OptionType::size:
      case OptionType::map:
        return bounds_of(option).has_value();
      case OptionType::choice:
        return !choices_of(option).empty();
      case OptionType::list:
        return !option.allowed || !choices_of(option).empty();
      case OptionType::text:
        return !option.allowed || !*option.allowed || std::string_view(option.allowed) == "nonempty";
      default:
        return !option.allowed || !*option.allowed;
    }
  }

  void default_fits(const Option& option, const std::string& key) {
    Mistakes mistakes;
    try {
      static_cast<void>(default_value(option, CheckContext{}, mistakes));
    } catch (const ConfigError& error) {
      wrong(key, error.what());
      return;
    }
    if (!mistakes.empty()) wrong(key, mistakes.to_string());
  }

  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> check_table(OptionTable table) {
  TableCheck check;
  check.table(table, {}, 0);
  return check.take();
}

}  // namespace zvoni::kernel
