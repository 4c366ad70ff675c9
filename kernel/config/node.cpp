#include "config/node.hpp"

#include <algorithm>

#include <zvoni/text.hpp>

namespace zvoni::kernel {

namespace {
constexpr std::size_t kMaxQuoted = 60;

// The start of a text, not cut within a UTF-8 character.
std::string_view start_of(std::string_view text, std::size_t length) {
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  return text.substr(0, length);
}
}  // namespace

const Entry* Node::find(std::string_view key) const noexcept {
  auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

Entry* Node::find(std::string_view key) noexcept {
  auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

std::string in_quotes(std::string_view text) {
  if (text.size() <= kMaxQuoted) return '"' + escape_for_log(text) + '"';
  return '"' + escape_for_log(start_of(text, kMaxQuoted)) + "…\"";
}

std::string got(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
    case Node::Kind::scalar:
      break;
  }
  return in_quotes(node.text);
}

}  // namespace zvoni::kernel
