#include "config/settings.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include <zvoni/text.hpp>

#include "config/kernel_options.hpp"
#include "config/key_path.hpp"
#include "config/option_values.hpp"
#include "config/overrides.hpp"
#include "config/scalars.hpp"
#include "config/yaml.hpp"

namespace zvoni::kernel {

namespace {

using std::chrono::milliseconds;

constexpr const char* kModules = "modules";

unsigned cores() { return std::clamp(std::thread::hardware_concurrency(), 1U, 256U); }

LogLevel level_of(const std::string& name) {
  if (name == "trace") return LogLevel::trace;
  if (name == "debug") return LogLevel::debug;
  if (name == "warning") return LogLevel::warning;
  if (name == "error") return LogLevel::error;
  return LogLevel::info;
}

// The scalars of a list option, which may be a single one.
std::vector<const Node*> scalars_of(const Node& root, std::string_view option) {
  std::vector<const Node*> scalars;
  const Entry* entry = root.find(option);
  if (!entry) return scalars;
  if (entry->value.kind == Node::Kind::scalar) scalars.push_back(&entry->value);
  for (const Node& item : entry->value.items) {
    if (item.kind == Node::Kind::scalar) scalars.push_back(&item);
  }
  return scalars;
}

// A domain as it is compared: in lower case, an IPv6 address without brackets. nullopt: it is none.
std::optional<std::string> parse_domain(std::string_view text) {
  if (const auto address = IpAddress::parse(text)) return address->to_string();
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_';
  };
  if (text.ends_with('.')) text.remove_suffix(1);
  const bool good =
      !text.empty() && text.size() <= 253 && text.front() != '.' && std::all_of(text.begin(), text.end(), allowed);
  return good ? std::optional<std::string>(to_lower(text)) : std::nullopt;
}

class SettingsReader {
 public:
  SettingsReader(const Node& root, const SettingsSource& source, Mistakes& mistakes)
      : root_(root), source_(source), mistakes_(mistakes) {}

  Settings read() {
    if (root_.kind != Node::Kind::map) {
      mistakes_.add(root_.place, {}, "expected a map such as \"listen: [ … ]\" and \"modules: …\", got " + got(root_));
    }
    refuse_unknown_names();
    Settings settings;
    settings.state_dir = source_.state_dir;
    read_root(settings);
    read_log(settings.log);
    read_transport(settings.transport);
    read_messages(settings.messages);
    read_transactions(settings.transactions);
    read_calls(settings.calls);
    if (const Entry* modules = root_.find(kModules)) read_modules(modules->value, settings.modules);
    return settings;
  }

 private:
  void refuse_unknown_names() {
    std::vector<std::string> names;
    for (const OptionSection& section : kernel_sections()) {
      if (*section.name) names.emplace_back(section.name);
      if (*section.name) continue;
      for (const Option& option : section.table) names.emplace_back(option.name);
    }
    names.emplace_back(kModules);
    for (const Entry& entry : root_.entries) {
      if (std::find(names.begin(), names.end(), entry.key) != names.end()) continue;
      mistakes_.add(
          entry.key_place, entry.key,
          "expected one of " + join(names) + ", got " + in_quotes(entry.key) + did_you_mean(entry.key, names));
    }
  }

  // The values of a section; those of the root have the name "".
  OptionValues values_of(std::string_view name) {
    const auto sections = kernel_sections();
    const auto found =
        std::find_if(sections.begin(), sections.end(), [&](auto& section) { return name == section.name; });
    Node node;
    if (name.empty()) {
      node = root_;
      std::erase_if(node.entries, [&](const Entry& entry) { return !find_option(found->table, entry.key); });
      if (node.kind != Node::Kind::map) node = Node{};
    } else if (const Entry* entry = root_.find(name)) {
      node = entry->value;
    }
    return OptionValues(found->table, node, CheckContext{std::string(name), source_.state_dir}, mistakes_);
  }

  static std::size_t count(const OptionValues& values, std::string_view name) {
    return static_cast<std::size_t>(values.get<std::int64_t>(name));
  }
  static std::size_t bytes(const OptionValues& values, std::string_view name) {
    return values.get<std::uint64_t>(name);
  }
  static milliseconds time(const OptionValues& values, std::string_view name) { return values.get<milliseconds>(name); }

  void read_root(Settings& settings) {
    const OptionValues values = values_of("");
    const auto* workers = std::get_if<std::int64_t>(&values.value("workers"));
    settings.workers = workers ? static_cast<unsigned>(*workers) : cores();
    settings.shards = static_cast<unsigned>(count(values, "shards"));
    settings.stop_timeout = time(values, "stop-timeout");
    for (const std::string& folder : values.get<Texts>("module-path")) {
      settings.module_path.push_back((source_.state_dir / folder).lexically_normal());
    }
    refuse_bad_addresses();
    for (const std::string& text : values.get<Texts>("listen")) {
      if (const auto address = ListenAddress::parse(text)) settings.listen.push_back(*address);
    }
    if (values.get<Texts>("listen").empty()) {
      mistakes_.add(values.place("listen"), "listen",
                    "expected at least one address such as udp:0.0.0.0:5060, got none");
    }
    refuse_bad_domains();
    settings.domains_auto = false;
    for (const std::string& text : values.get<Texts>("domains")) {
      if (text == "auto") {
        settings.domains_auto = true;
      } else if (auto domain = parse_domain(text)) {
        settings.domains.push_back(std::move(*domain));
      }
    }
    if (values.get<Texts>("domains").empty()) {
      mistakes_.add(values.place("domains"), "domains", "expected auto or at least one domain, got none");
    }
  }

  void refuse_bad_addresses() {
    std::vector<ListenAddress> seen;
    for (const Node* node : scalars_of(root_, "listen")) {
      const auto address = ListenAddress::parse(node->text);
      if (!address) {
        mistakes_.add(node->place, "listen",
                      "expected an address such as udp:0.0.0.0:5060 or tcp:[::]:5060, got " + got(*node));
        continue;
      }
      // Each port 0 becomes another port.
      if (address->endpoint.port != 0 && std::find(seen.begin(), seen.end(), *address) != seen.end()) {
        mistakes_.add(node->place, "listen", "expected each address once, got " + got(*node) + " again");
      }
      seen.push_back(*address);
    }
  }

  void refuse_bad_domains() {
    for (const Node* node : scalars_of(root_, "domains")) {
      if (parse_domain(node->text)) continue;
      mistakes_.add(
          node->place, "domains",
          "expected auto, or a domain or address such as example.org or 192.0.2.1, without port, got " + got(*node));
    }
  }

  void read_log(LogSettings& log) {
    const OptionValues values = values_of("log");
    log.level = level_of(values.get<std::string>("level"));
    log.file = values.get<std::filesystem::path>("file");
  }

  void read_transport(TransportLimits& limits) {
    const OptionValues values = values_of("transport");
    limits.message_size = bytes(values, "message-size");
    limits.udp_receive_buffer = bytes(values, "udp-receive-buffer");
    limits.udp_send_buffer = bytes(values, "udp-send-buffer");
    limits.udp_send_queue = bytes(values, "udp-send-queue");
    limits.connections = count(values, "tcp-connections");
    limits.connections_per_address = count(values, "tcp-connections-per-address");
    limits.send_queue = bytes(values, "tcp-send-queue");
    limits.idle_timeout = time(values, "tcp-idle-timeout");
    limits.message_timeout = time(values, "tcp-message-timeout");
    limits.connect_timeout = time(values, "tcp-connect-timeout");
    limits.write_timeout = time(values, "tcp-write-timeout");
  }

  void read_messages(MessageLimits& limits) {
    const OptionValues values = values_of("messages");
    limits.header_lines = count(values, "header-lines");
    limits.header_bytes = bytes(values, "header-bytes");
    limits.values_per_header = count(values, "header-values");
  }

  void read_transactions(TransactionSettings& transactions) {
    const OptionValues values = values_of("transactions");
    transactions.times.t1 = time(values, "t1");
    transactions.times.t2 = time(values, "t2");
    transactions.times.t4 = time(values, "t4");
    transactions.max = count(values, "max");
    transactions.max_branches = count(values, "max-branches");
    transactions.retry_after = time(values, "retry-after");
    if (transactions.times.t1 > transactions.times.t2) {
      mistakes_.add(values.place("t2"), "transactions.t2",
                    "expected a duration not below t1 (" + std::to_string(transactions.times.t1.count()) + "ms), got " +
                        std::to_string(transactions.times.t2.count()) + "ms");
    }
  }

  void read_calls(CallSettings& calls) {
    const OptionValues values = values_of("calls");
    calls.max_duration = time(values, "max-duration");
    calls.max = count(values, "max");
  }

  void read_modules(const Node& node, std::vector<ModuleEntry>& modules) {
    if (node.kind != Node::Kind::map && node.kind != Node::Kind::null) {
      mistakes_.add(node.place, kModules, "expected a map of modules and their options, got " + got(node));
    }
    for (const Entry& entry : node.entries) modules.push_back(read_module(entry));
  }

  ModuleEntry read_module(const Entry& entry) {
    ModuleEntry module{entry.key, entry.key_place, true, entry.value};
    if (module.options.kind == Node::Kind::null) module.options.place = entry.key_place;
    if (module.options.kind == Node::Kind::scalar || module.options.kind == Node::Kind::list) {
      const bool meant_switch = parse_boolean(entry.value.text).has_value();
      mistakes_.add(entry.value.place, entry.key,
                    "expected a map of options, got " + got(entry.value) +
                        (meant_switch ? "; to turn a module off, write { enabled: no }" : ""));
      module.options = Node{};
      module.options.place = entry.key_place;
    }
    if (const Entry* enabled = module.options.find("enabled")) {
      const auto on = enabled->value.kind == Node::Kind::scalar ? parse_boolean(enabled->value.text) : std::nullopt;
      if (!on) {
        mistakes_.add(enabled->value.place, join_key(entry.key, "enabled"),
                      "expected yes or no, got " + got(enabled->value));
      }
      module.enabled = on.value_or(true);
      std::erase_if(module.options.entries, [](const Entry& option) { return option.key == "enabled"; });
    }
    return module;
  }

  const Node& root_;
  const SettingsSource& source_;
  Mistakes& mistakes_;
};

}  // namespace

Settings read_settings(std::string_view yaml, const std::string& name, const SettingsSource& source,
                       Mistakes& mistakes) {
  Node root = parse_yaml(yaml, std::make_shared<const std::string>(name), Lines::named, mistakes);
  for (const std::string& assignment : source.overrides) apply_override(root, assignment, mistakes);
  Settings settings = SettingsReader(root, source, mistakes).read();
  settings.source = name;
  return settings;
}

Settings read_settings(const SettingsSource& source, Mistakes& mistakes) {
  return read_settings(read_config_file(source.file), source.file.string(), source, mistakes);
}

Settings load_settings(const SettingsSource& source) {
  Mistakes mistakes;
  Settings settings = read_settings(source, mistakes);
  mistakes.throw_if_any();
  return settings;
}

}  // namespace zvoni::kernel
