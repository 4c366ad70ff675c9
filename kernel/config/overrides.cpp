#include "config/overrides.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "config/key_path.hpp"
#include "config/yaml.hpp"

namespace zvoni::kernel {

namespace {

// "log.level" as its names; nullopt: one of them is empty, or there are too many.
std::optional<std::vector<std::string>> split_key(std::string_view key) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t dot = key.find('.');
    const std::string_view name = key.substr(0, dot);
    if (name.empty() || names.size() >= kMaxConfigDepth) return std::nullopt;
    names.emplace_back(name);
    if (dot == std::string_view::npos) return names;
    key.remove_prefix(dot + 1);
  }
}

// The entry of a map, which is made where there is none.
Entry& entry_of(Node& map, const std::string& name, const Place& place) {
  if (Entry* entry = map.find(name)) return *entry;
  map.entries.push_back({name, place, Node{}});
  map.entries.back().value.place = place;
  return map.entries.back();
}

}  // namespace

void apply_override(Node& root, const std::string& assignment, Mistakes& mistakes) {
  const auto source = std::make_shared<const std::string>("--set " + assignment);
  const Place place{source, 0, 0};
  const std::size_t equals = assignment.find('=');
  const auto names = split_key(std::string_view(assignment).substr(0, equals));
  if (equals == std::string::npos || !names) {
    throw ConfigError(mistake_text(place, {}, "expected key.path=value, such as log.level=debug"));
  }

  Node value = parse_yaml(std::string_view(assignment).substr(equals + 1), source, Lines::unnamed, mistakes);
  Node* node = &root;
  std::vector<std::string> way;
  for (const std::string& name : *names) {
    if (node->kind == Node::Kind::null) node->kind = Node::Kind::map;
    if (node->kind != Node::Kind::map) {
      throw ConfigError(
          mistake_text(place, display_key(way), "expected a map to set " + in_quotes(name) + " in, got " + got(*node)));
    }
    way.push_back(name);
    node = &entry_of(*node, name, place).value;
  }
  *node = std::move(value);
}

}  // namespace zvoni::kernel
