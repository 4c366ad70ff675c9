// Header values that were received folded (RFC 3261, 7.3.1), made fit to be set again.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace zvoni::forwarder {

/// An edit of a message must not hold line ends: each becomes a blank.
inline std::string unfolded(std::string_view value) {
  std::string text(value);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  return text;
}

}  // namespace zvoni::forwarder
