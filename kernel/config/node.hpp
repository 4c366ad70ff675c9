// A YAML document as a tree that remembers where everything stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/mistakes.hpp"

namespace zvoni::kernel {

struct Entry;

struct Node {
  enum class Kind : std::uint8_t { null, scalar, list, map };

  Kind kind = Kind::null;
  std::string text;            ///< of a scalar
  std::vector<Node> items;     ///< of a list
  std::vector<Entry> entries;  ///< of a map, in the order of the file; no key twice
  Place place;

  /// The value of a map's key; nullptr: there is none.
  [[nodiscard]] const Entry* find(std::string_view key) const noexcept;
  [[nodiscard]] Entry* find(std::string_view key) noexcept;
};

struct Entry {
  std::string key;
  Place key_place;
  Node value;
};

/// What a value is, for the end of "expected …, got …": a short quotation, or "a list", "a map", "nothing".
[[nodiscard]] std::string got(const Node& node);
/// A text in quotes, escaped, and cut where it is long.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace zvoni::kernel
