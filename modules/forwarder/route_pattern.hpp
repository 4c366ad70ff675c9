// Which request-URIs a static route is for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zvoni::forwarder {

/// What was dialled, as patterns see it.
struct Dialled {
  std::string user;  ///< unescaped
  std::string host;
  bool own_domain = false;
};

/// "0*", "bob", "*@partner.example", "@partner.example": `*` stands for any run of characters, `?` for one.
class RoutePattern {
 public:
  /// nullopt for an empty text, and for more than one @.
  [[nodiscard]] static std::optional<RoutePattern> parse(std::string_view text);

  /// A pattern without a domain matches in zvoni's own domains only.
  [[nodiscard]] bool matches(const Dialled& dialled) const noexcept;
  /// True where the user part has exactly one `*`, so that what it stands for is clear.
  [[nodiscard]] bool has_matched_part() const noexcept;
  /// What that `*` stands for in a user that matches.
  [[nodiscard]] std::string_view matched_part(std::string_view user) const noexcept;

 private:
  RoutePattern() = default;

  std::string user_;
  std::optional<std::string> domain_;
};

}  // namespace zvoni::forwarder
