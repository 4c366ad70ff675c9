// Who may register.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <zvoni/uri.hpp>

namespace zvoni::registrar {

/// The option `users`. Does not change after it is filled; then from any thread.
class Users {
 public:
  /// "alice": in every domain; "alice@example.org": there only. False where the text is neither.
  bool add(std::string_view text);
  /// Nobody is listed, so everybody is allowed.
  [[nodiscard]] bool empty() const noexcept { return names_.empty() && aors_.empty(); }
  [[nodiscard]] bool lists(const Uri& uri) const;

 private:
  std::unordered_set<std::string> names_;  // unescaped user parts
  std::unordered_set<std::string> aors_;   // canonical
};

}  // namespace zvoni::registrar
