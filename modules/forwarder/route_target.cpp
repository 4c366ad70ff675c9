#include "route_target.hpp"

#include <zvoni/uri.hpp>

namespace zvoni::forwarder {
namespace {

constexpr std::string_view kUser = "{user}";
constexpr std::string_view kMatched = "{matched}";

std::string replaced(std::string text, std::string_view placeholder, std::string_view value) {
  for (std::size_t at = text.find(placeholder); at != std::string::npos;
       at = text.find(placeholder, at + value.size())) {
    text.replace(at, placeholder.size(), value);
  }
  return text;
}

std::string filled(const std::string& text, std::string_view user, std::string_view matched) {
  return replaced(replaced(text, kUser, user), kMatched, matched);
}

}  // namespace

std::optional<RouteTarget> RouteTarget::parse(std::string_view text) {
  RouteTarget target;
  target.text_ = text;
  const std::string sample = filled(target.text_, "x", "x");
  const auto uri = parse_uri(sample);
  if (!uri || !uri->is_sip() || uri->host.empty() || !uri->headers.empty()) return std::nullopt;

  const std::size_t at = text.find('@');
  if (uri->user.empty()) {  // the dialled user goes there
    if (sample != text) return std::nullopt;
    return target;
  }
  if (text.substr(at).find('{') != std::string_view::npos) return std::nullopt;
  target.fixed_ = sample == text;
  return target;
}

std::optional<std::string> RouteTarget::fill(std::string_view user, std::string_view matched) const {
  if (fixed_) return text_;
  std::string text = filled(text_, escape_user(user), escape_user(matched));
  if (text == text_ && !user.empty()) text.insert(text.find(':') + 1, escape_user(user) + '@');
  const auto uri = parse_uri(text);
  if (!uri || !uri->is_sip()) return std::nullopt;
  return text;
}

bool RouteTarget::uses_matched_part() const noexcept { return text_.find(kMatched) != std::string::npos; }

bool RouteTarget::uses_user() const noexcept {
  return !fixed_ && (text_.find(kUser) != std::string::npos || !uses_matched_part());
}

}  // namespace zvoni::forwarder
