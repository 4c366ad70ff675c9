#include "users.hpp"

#include <utility>

namespace zvoni::registrar {

bool Users::add(std::string_view text) {
  const bool has_domain = text.find('@') != std::string_view::npos;
  const std::string written = "sip:" + std::string(text) + (has_domain ? "" : "@any.invalid");
  const auto uri = parse_uri(written);
  if (!uri || uri->user.empty() || !uri->password.empty() || uri->port || !uri->params.empty() ||
      !uri->headers.empty()) {
    return false;
  }
  if (has_domain) {
    aors_.insert(canonical_aor(*uri));
  } else {
    names_.insert(unescape(uri->user));
  }
  return true;
}

bool Users::lists(const Uri& uri) const {
  return names_.contains(unescape(uri.user)) || aors_.contains(canonical_aor(uri));
}

}  // namespace zvoni::registrar
