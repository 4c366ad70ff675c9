#include "settings.hpp"

#include <string>

namespace zvoni::registrar {
namespace {

std::chrono::seconds seconds(const Config& config, std::string_view name) {
  return std::chrono::floor<std::chrono::seconds>(config.duration(name));
}

std::string text_of(std::chrono::seconds duration) { return std::to_string(duration.count()) + "s"; }

void check_expiries(const Settings& settings, const Config& config) {
  if (settings.default_expires < settings.min_expires) {
    throw config.error("default-expires", "must not be below min-expires (" + text_of(settings.min_expires) + ")");
  }
  if (settings.default_expires > settings.max_expires) {
    throw config.error("default-expires", "must not be above max-expires (" + text_of(settings.max_expires) + ")");
  }
}

Users read_users(const Config& config) {
  Users users;
  for (const std::string& text : config.list("users")) {
    if (!users.add(text)) {
      throw config.error("users", "expected a user such as alice or alice@example.org, got \"" + text + "\"");
    }
  }
  return users;
}

}  // namespace

Settings read_settings(const Config& config) {
  Settings settings;
  settings.default_expires = seconds(config, "default-expires");
  settings.min_expires = seconds(config, "min-expires");
  settings.max_expires = seconds(config, "max-expires");
  check_expiries(settings, config);
  settings.users = read_users(config);
  settings.domains = config.boolean("share-domains") ? Domains::shared : Domains::apart;
  settings.diary = config.path("diary");
  settings.limits.max_contacts = static_cast<std::size_t>(config.integer("max-contacts"));
  settings.limits.max_aors = static_cast<std::size_t>(config.integer("max-aors"));
  // Listed users are known anyway.
  settings.limits.max_remembered = settings.users.empty() ? settings.limits.max_aors : 0;
  return settings;
}

}  // namespace zvoni::registrar
