#include "config/mistakes.hpp"

#include <algorithm>
#include <tuple>

namespace zvoni::kernel {

namespace {
constexpr std::size_t kMaxShown = 50;
}

std::string Place::to_string() const {
  std::string text = source ? *source : std::string();
  if (line > 0) text += ":" + std::to_string(line) + ":" + std::to_string(column);
  return text;
}

std::string mistake_text(const Place& place, std::string_view key, std::string_view what) {
  std::string text = place.to_string();
  if (!text.empty()) text += ": ";
  if (!key.empty()) text.append(key).append(": ");
  return text.append(what);
}

void Mistakes::add(const Place& place, std::string_view key, std::string_view what) {
  found_.push_back({place, mistake_text(place, key, what)});
}

void Mistakes::add(const Place& place, const ConfigError& error) { found_.push_back({place, error.what()}); }

std::string Mistakes::to_string() const {
  std::vector<const Mistake*> sorted;
  sorted.reserve(found_.size());
  for (const Mistake& mistake : found_) sorted.push_back(&mistake);
  // What has no line was not found in a file, and is read last.
  std::stable_sort(sorted.begin(), sorted.end(), [](const Mistake* a, const Mistake* b) {
    return std::tuple(a->place.line == 0, a->place.line, a->place.column) <
           std::tuple(b->place.line == 0, b->place.line, b->place.column);
  });

  std::string text;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i > 0) text += '\n';
    if (i == kMaxShown) return text + "(and " + std::to_string(sorted.size() - i) + " more)";
    text += sorted[i]->text;
  }
  return text;
}

void Mistakes::throw_if_any() const {
  if (!empty()) throw ConfigError(to_string());
}

}  // namespace zvoni::kernel
