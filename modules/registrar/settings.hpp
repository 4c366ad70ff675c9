// The module's options, read once.
#pragma once

#include <chrono>
#include <filesystem>

#include <zvoni/config.hpp>

#include "binding_store.hpp"
#include "users.hpp"

namespace zvoni::registrar {

struct Settings {
  std::chrono::seconds default_expires{3600};
  std::chrono::seconds min_expires{60};
  std::chrono::seconds max_expires{86400};
  StoreLimits limits;
  Users users;
  Domains domains = Domains::apart;
  std::filesystem::path diary;  ///< empty: none
};

/// Throws ConfigError.
Settings read_settings(const Config& config);

}  // namespace zvoni::registrar
