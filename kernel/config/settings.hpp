// The checked settings of the kernel and the list of modules, as the file and the command line give them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/log.hpp>
#include <zvoni/message.hpp>

#include "config/mistakes.hpp"
#include "config/node.hpp"
#include "transaction/actions.hpp"
#include "transport/listen_address.hpp"
#include "transport/transport_limits.hpp"

namespace zvoni::kernel {

struct LogSettings {
  LogLevel level = LogLevel::info;
  std::filesystem::path file;  ///< absolute; empty: standard error
};

struct TransactionSettings {
  TransactionTimes times;
  std::size_t max = 0;                      ///< server transactions at the same time, in all shards together
  std::size_t max_branches = 0;             ///< copies of one request
  std::chrono::milliseconds retry_after{};  ///< what a 503 tells the sender
};

struct CallSettings {
  std::chrono::milliseconds max_duration{};
  std::size_t max = 0;  ///< watched in all shards together
};

/// One entry of `modules`. Its options are checked when the module, and so its option table, is at hand.
struct ModuleEntry {
  std::string name;
  Place place;
  bool enabled = true;
  Node options;  ///< a map or null, without `enabled`
};

struct Settings {
  std::string source;  ///< the file as it was named on the command line
  std::filesystem::path state_dir;
  std::vector<ListenAddress> listen;
  bool domains_auto = true;          ///< serve this host's names and addresses
  std::vector<std::string> domains;  ///< further domains, in lower case, IPv6 addresses without brackets
  unsigned workers = 1;
  unsigned shards = 1;
  std::chrono::milliseconds stop_timeout{};
  std::vector<std::filesystem::path> module_path;  ///< absolute; searched before the program's own folder
  LogSettings log;
  TransportLimits transport;
  MessageLimits messages;
  TransactionSettings transactions;
  CallSettings calls;
  std::vector<ModuleEntry> modules;  ///< in the order of the file
};

/// What the command line says about the configuration.
struct SettingsSource {
  std::filesystem::path file;
  std::vector<std::string> overrides;  ///< "log.level=debug": the values of --set, in their order
  std::filesystem::path state_dir;
};

/// Reads and checks the file, then the overrides on top. Throws ConfigError for what cannot be read as YAML; what is
/// wrong with single options is added to `mistakes`, and the settings then hold defaults in their place.
[[nodiscard]] Settings read_settings(const SettingsSource& source, Mistakes& mistakes);
/// The same for a text that is in memory; `name` stands for the file in errors.
[[nodiscard]] Settings read_settings(std::string_view yaml, const std::string& name, const SettingsSource& source,
                                     Mistakes& mistakes);
/// As read_settings(), but throws ConfigError with all mistakes.
[[nodiscard]] Settings load_settings(const SettingsSource& source);

}  // namespace zvoni::kernel
