#include "route_pattern.hpp"

#include <algorithm>

#include <zvoni/text.hpp>

namespace zvoni::forwarder {

std::optional<RoutePattern> RoutePattern::parse(std::string_view text) {
  if (text.empty() || std::count(text.begin(), text.end(), '@') > 1) return std::nullopt;
  RoutePattern pattern;
  const std::size_t at = text.find('@');
  pattern.user_ = text.substr(0, at);
  if (at != std::string_view::npos) {
    pattern.domain_ = text.substr(at + 1);
    if (pattern.domain_->empty()) return std::nullopt;
    if (pattern.user_.empty()) pattern.user_ = "*";
  }
  return pattern;
}

bool RoutePattern::matches(const Dialled& dialled) const noexcept {
  if (domain_ ? !glob_match(*domain_, dialled.host) : !dialled.own_domain) return false;
  return glob_match(user_, dialled.user);
}

bool RoutePattern::has_matched_part() const noexcept { return std::count(user_.begin(), user_.end(), '*') == 1; }

std::string_view RoutePattern::matched_part(std::string_view user) const noexcept {
  const std::size_t before = user_.find('*');
  if (before == std::string::npos) return {};
  const std::size_t behind = user_.size() - before - 1;
  if (user.size() < before + behind) return {};
  return user.substr(before, user.size() - before - behind);
}

}  // namespace zvoni::forwarder
