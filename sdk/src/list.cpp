#include "grammar.hpp"

#include <cstring>

namespace zvoni::grammar {
namespace {

// Where the element that begins at `at` ends: at its comma, or at the end.
const char* find_comma(const char* at, const char* end) noexcept {
  while (at != end) {
    const char c = *at;
    if (c == ',') return at;
    if (c == '"') {
      at = skip_quoted(at, end);
      if (at == nullptr) return end;  // nobody can say where the element ends
    } else if (c == '<') {
      at = static_cast<const char*>(std::memchr(at, '>', static_cast<std::size_t>(end - at)));
      if (at == nullptr) return end;
    } else {
      ++at;
    }
  }
  return end;
}

}  // namespace

const char* skip_quoted(const char* at, const char* end) noexcept {
  for (++at; at < end; ++at) {
    if (*at == '"') return at + 1;
    if (*at == '\\') ++at;
  }
  return nullptr;
}

bool take_element(std::string_view& rest, std::string_view& element) noexcept {
  while (!rest.empty()) {
    const char* const begin = rest.data();
    const char* const end = begin + rest.size();
    // Most values have no comma at all, and memchr says so quickly.
    const char* comma = static_cast<const char*>(std::memchr(begin, ',', rest.size()));
    comma = comma == nullptr ? end : find_comma(begin, end);
    element = trim(view(begin, comma));
    rest = comma == end ? std::string_view{} : view(comma + 1, end);
    if (!element.empty()) return true;
  }
  return false;
}

}  // namespace zvoni::grammar
