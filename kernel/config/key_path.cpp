#include "config/key_path.hpp"

#include <algorithm>
#include <numeric>

#include <zvoni/text.hpp>

namespace zvoni::kernel {

namespace {

constexpr std::size_t kMaxCompared = 64;  // longer names are no typing mistakes, and the cost is quadratic

// Letters to insert, delete, replace, or swap with their neighbour (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> previous(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, previous[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return previous[b.size()];
}

// Lower case, and hyphens for what people write in their place.
std::string plain(std::string_view name) {
  std::string text = to_lower(name);
  std::replace(text.begin(), text.end(), '_', '-');
  return text;
}

}  // namespace

std::string display_key(const std::vector<std::string>& names) {
  const bool module = names.size() > 1 && names.front() == "modules";
  std::string text;
  for (std::size_t i = module ? 1 : 0; i < names.size(); ++i) text = join_key(text, names[i]);
  return text;
}

std::string join_key(std::string_view section, std::string_view name) {
  std::string text(section);
  if (!section.empty() && !name.empty()) text += '.';
  return text.append(name);
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.empty() || name.size() > kMaxCompared) return {};
  const std::string wanted = plain(name);
  std::string nearest;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kMaxCompared) continue;
    const std::size_t distance = edit_distance(wanted, plain(candidate));
    // Of a short name, nothing would be left to recognise.
    if (distance < least && distance < candidate.size()) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string nearest = nearest_name(name, candidates);
  return nearest.empty() ? std::string() : "; did you mean \"" + nearest + "\"?";
}

std::string join(const std::vector<std::string>& names, std::string_view separator) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += separator;
    text += name;
  }
  return text;
}

}  // namespace zvoni::kernel
