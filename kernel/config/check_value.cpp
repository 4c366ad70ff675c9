// One value of the file against one option of a table.
#include <algorithm>
#include <optional>
#include <utility>

#include <zvoni/text.hpp>
#include <zvoni/uri.hpp>

#include "config/key_path.hpp"
#include "config/option_values.hpp"
#include "config/scalars.hpp"
#include "config/yaml.hpp"

namespace zvoni::kernel {

namespace {

using std::chrono::milliseconds;

// A value on its way through the checks.
struct Check {
  const Option& option;
  const std::string& key;
  const CheckContext& context;
  Mistakes& mistakes;

  // "expected …, got …"; `hint` says more.
  OptionValue refuse(const Node& node, const std::string& expected, const std::string& hint = {}) const {
    mistakes.add(node.place, key, "expected " + expected + ", got " + got(node) + hint);
    return {};
  }
  OptionValue refuse(const Node& node) const { return refuse(node, expectation(option)); }

  [[nodiscard]] bool is_text(const Node& node, const std::string& expected) const {
    if (node.kind != Node::Kind::scalar) {
      refuse(node, expected);
      return false;
    }
    if (!is_clean_utf8(node.text)) {
      refuse(node, expected + " without line breaks and control characters");
      return false;
    }
    return true;
  }

  [[nodiscard]] bool in_bounds(std::int64_t number) const {
    const auto bounds = bounds_of(option);
    return bounds && number >= bounds->low && number <= bounds->high;
  }

  OptionValue number(const Node& node) const {
    const auto number = parse_integer(node.text);
    if (!number || !in_bounds(*number)) return refuse(node);
    return *number;
  }

  OptionValue duration(const Node& node) const {
    const auto duration = parse_duration(node.text);
    if (!duration) {
      const bool lacks_unit = parse_integer(node.text).has_value();
      return refuse(node, "a duration such as 1h", lacks_unit ? "; write its unit, as in " + node.text + "s" : "");
    }
    if (!in_bounds(duration->count())) return refuse(node);
    return *duration;
  }

  OptionValue size(const Node& node) const {
    const auto size = parse_size(node.text);
    if (!size) return refuse(node, "a size such as 64K");
    if (!in_bounds(static_cast<std::int64_t>(*size))) return refuse(node);
    return *size;
  }

  // True where `node` is one of `allowed`, or where there is no such limit.
  [[nodiscard]] bool is_chosen(const Node& node) const {
    const auto choices = choices_of(option);
    if (!option.allowed || std::find(choices.begin(), choices.end(), node.text) != choices.end()) return true;
    refuse(node, "one of " + join(choices), did_you_mean(node.text, choices));
    return false;
  }

  OptionValue path(const Node& node) const {
    const std::filesystem::path path(node.text);
    if (path.empty()) return path;
    return (context.state_dir / path).lexically_normal();  // an absolute path replaces what is in front of it
  }

  OptionValue scalar(const Node& node) const {
    if (!is_text(node, expectation(option))) return {};
    switch (option.type) {
      case OptionType::boolean:
        if (const auto boolean = parse_boolean(node.text)) return *boolean;
        return refuse(node);
      case OptionType::integer:
        return number(node);
      case OptionType::duration:
        return duration(node);
      case OptionType::size:
        return size(node);
      case OptionType::choice:
        return is_chosen(node) ? OptionValue(node.text) : OptionValue();
      case OptionType::path:
        return path(node);
      case OptionType::uri:
        if (const auto uri = parse_uri(node.text); uri && uri->is_sip()) return node.text;
        return refuse(node);
      default:
        if (node.text.empty() && option.allowed && *option.allowed) return refuse(node);
        return node.text;
    }
  }

  // Calls `take` with each item of a list. A single value is a list of one, and nothing is an empty list.
  template <typename Take>
  [[nodiscard]] bool each_item(const Node& node, Take take) const {
    if (node.kind == Node::Kind::null) return true;
    if (node.kind == Node::Kind::map) {
      refuse(node);
      return false;
    }
    if (node.kind == Node::Kind::scalar) return take(node);
    bool good = true;
    for (const Node& item : node.items) good = take(item) && good;
    return good;
  }

  OptionValue list(const Node& node) const {
    Texts texts;
    const bool good = each_item(node, [&](const Node& item) {
      if (!is_text(item, "a text") || !is_chosen(item)) return false;
      texts.push_back(item.text);
      return true;
    });
    return good ? OptionValue(std::move(texts)) : OptionValue();
  }

  OptionValue networks(const Node& node) const {
    Networks networks;
    const bool good = each_item(node, [&](const Node& item) {
      const std::string expected = "a network such as 192.0.2.0/24 or 2001:db8::/32, or an address";
      if (!is_text(item, expected)) return false;
      const auto network = Network::parse(item.text);
      if (!network) {
        refuse(item, expected);
        return false;
      }
      networks.push_back(*network);
      return true;
    });
    return good ? OptionValue(std::move(networks)) : OptionValue();
  }

  OptionValue map(const Node& node) const {
    if (node.kind == Node::Kind::null) return TextMap();
    if (node.kind != Node::Kind::map) return refuse(node);
    TextMap map;
    bool good = true;
    for (const Entry& entry : node.entries) {
      const auto number = parse_integer(entry.key);
      if (option.allowed && !(number && in_bounds(*number))) {
        mistakes.add(entry.key_place, key, "expected " + expectation(option) + ", got the key " + in_quotes(entry.key));
        good = false;
      }
      const Check value{option, join_key(key, entry.key), context, mistakes};
      if (value.is_text(entry.value, "a text")) {
        map.emplace_back(entry.key, entry.value.text);
      } else {
        good = false;
      }
    }
    return good ? OptionValue(std::move(map)) : OptionValue();
  }

  OptionValue groups(const Node& node) const {
    if (node.kind == Node::Kind::null) return Groups();
    if (node.kind != Node::Kind::list) return refuse(node, expectation(option), "; put \"- \" in front of each map");
    Groups groups;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const std::string section = key + "[" + std::to_string(i + 1) + "]";
      if (node.items[i].kind != Node::Kind::map) {
        mistakes.add(node.items[i].place, section, "expected a map, got " + got(node.items[i]));
        continue;
      }
      const CheckContext within{section, context.state_dir};
      groups.push_back(std::make_shared<OptionValues>(members_of(option), node.items[i], within, mistakes));
    }
    return groups;
  }
};

}  // namespace

OptionValue check_value(const Option& option, const Node& node, const std::string& key, const CheckContext& context,
                        Mistakes& mistakes) {
  const Check check{option, key, context, mistakes};
  switch (option.type) {
    case OptionType::list:
      return check.list(node);
    case OptionType::networks:
      return check.networks(node);
    case OptionType::map:
      return check.map(node);
    case OptionType::groups:
      return check.groups(node);
    default:
      return check.scalar(node);
  }
}

OptionValue default_value(const Option& option, const CheckContext& context, Mistakes& mistakes) {
  if (!option.default_value) return {};
  const auto source = std::make_shared<const std::string>("the default");
  Node node = parse_yaml(option.default_value, source, Lines::unnamed, mistakes);
  const bool may_be_empty = option.type == OptionType::text || option.type == OptionType::path;
  if (node.kind == Node::Kind::null && may_be_empty) node.kind = Node::Kind::scalar;
  return check_value(option, node, join_key(context.section, option.name), context, mistakes);
}

}  // namespace zvoni::kernel
