// Where a static route leads: a URI, into which parts of what was dialled may be put.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zvoni::forwarder {

/// "sip:trunk.example.net" takes the dialled user over, "sip:{user}@…" and "sip:conf-{matched}@…" put it, or the
/// matched part of it, into their place.
class RouteTarget {
 public:
  /// nullopt where the text is no SIP or SIPS URI, or has a placeholder elsewhere than in the user part.
  [[nodiscard]] static std::optional<RouteTarget> parse(std::string_view text);

  /// The URI for this user (after strip and prefix) and matched part, both unescaped; nullopt where that makes no URI.
  [[nodiscard]] std::optional<std::string> fill(std::string_view user, std::string_view matched) const;
  /// False where it depends on what was dialled.
  [[nodiscard]] bool is_fixed() const noexcept { return fixed_; }
  [[nodiscard]] bool uses_matched_part() const noexcept;
  [[nodiscard]] bool uses_user() const noexcept;

 private:
  RouteTarget() = default;

  std::string text_;
  bool fixed_ = false;
};

}  // namespace zvoni::forwarder
