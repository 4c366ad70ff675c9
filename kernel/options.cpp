#include "options.hpp"

#include <boost/program_options.hpp>
#include <ostream>
#include <string_view>

#include <zvoni/abi.hpp>

#include "config/key_path.hpp"
#include "config/node.hpp"

namespace zvoni::kernel {

namespace {

namespace po = boost::program_options;

po::options_description description(const InstallPaths& paths) {
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  const auto texts = [](const char* name) { return po::value<std::vector<std::string>>()->value_name(name); };
  const std::string config_help = "the configuration (" + paths.config_file.string() + ")";
  const std::string state_help = "where relative paths of the configuration begin (" + paths.state_dir.string() + ")";
  const std::string module_help =
      "a folder to search for modules, before " + paths.module_dir.string() + "; may be repeated";

  po::options_description options("Options", 100, 60);
  po::options_description_easy_init add = options.add_options();
  add("config,c", text("FILE"), config_help.c_str());
  add("set", texts("KEY=VALUE"),
      "change one value of the configuration, as in modules.cdr-text.file=/tmp/x; may be repeated");
  add("state-dir", text("FOLDER"), state_help.c_str());
  add("module-path", texts("FOLDER"), module_help.c_str());
  add("check", "check the configuration as a start would, and say what is wrong with it");
  add("describe", text("MODULE"), "describe a module and its options; \"zvoni\" stands for zvoni itself");
  add("list-modules", "list the modules there are");
  add("version,V", "print the version");
  add("help,h", "print this");
  return options;
}

std::vector<std::string> names_of(const po::options_description& options) {
  std::vector<std::string> names;
  for (const auto& option : options.options()) names.push_back(option->long_name());
  return names;
}

po::variables_map parse(int argc, const char* const* argv, const po::options_description& options) {
  using Style = po::command_line_style::style_t;
  // Without guessing: an abbreviation would change its meaning with the next option that begins the same.
  constexpr int kStyle = Style::default_style & ~Style::allow_guessing;
  po::variables_map values;
  try {
    const po::positional_options_description none;
    po::store(po::command_line_parser(argc, argv).options(options).positional(none).style(kStyle).run(), values);
  } catch (const po::unknown_option& error) {
    const std::string name = error.get_option_name();
    const std::string plain = name.substr(std::min(name.find_first_not_of('-'), name.size()));
    const std::string nearest = nearest_name(plain, names_of(options));
    throw UsageError("unknown option " + name + (nearest.empty() ? "" : "; did you mean --" + nearest + "?"));
  } catch (const po::too_many_positional_options_error&) {
    throw UsageError("expected options, got a word that belongs to none");
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  return values;
}

Options::Action action_of(const po::variables_map& values) {
  using Action = Options::Action;
  struct Choice {
    const char* option;
    Action action;
  };
  constexpr Choice kChoices[] = {{"check", Action::check},
                                 {"describe", Action::describe},
                                 {"list-modules", Action::list_modules},
                                 {"version", Action::version},
                                 {"help", Action::help}};
  std::string chosen;
  Action action = Action::run;
  for (const Choice& choice : kChoices) {
    if (values.count(choice.option) == 0) continue;
    if (choice.action == Action::help) return Action::help;  // whatever else is asked for
    if (!chosen.empty()) throw UsageError("expected one of --" + chosen + " and --" + choice.option + ", got both");
    chosen = choice.option;
    action = choice.action;
  }
  return action;
}

std::filesystem::path path_of(const po::variables_map& values, const char* name,
                              const std::filesystem::path& otherwise) {
  if (values.count(name) == 0) return otherwise;
  std::filesystem::path path = values[name].as<std::string>();
  if (path.empty()) throw UsageError("expected a path for --" + std::string(name) + ", got nothing");
  return path;
}

std::vector<std::string> texts_of(const po::variables_map& values, const char* name) {
  return values.count(name) == 0 ? std::vector<std::string>() : values[name].as<std::vector<std::string>>();
}

}  // namespace

Options parse_options(int argc, const char* const* argv, const InstallPaths& paths) {
  const po::variables_map values = parse(argc, argv, description(paths));
  Options options;
  options.action = action_of(values);
  options.config_file = path_of(values, "config", paths.config_file);
  options.state_dir = std::filesystem::absolute(path_of(values, "state-dir", paths.state_dir));
  options.overrides = texts_of(values, "set");
  for (const std::string& folder : texts_of(values, "module-path")) {
    if (folder.empty()) throw UsageError("expected a path for --module-path, got nothing");
    options.module_path.push_back(std::filesystem::absolute(folder));
  }
  if (values.count("describe") > 0) options.describe = values["describe"].as<std::string>();
  return options;
}

void print_help(std::ostream& out, const InstallPaths& paths) {
  out << "zvoni is a telephone exchange for SIP. Without --check, --describe, --list-modules, --version or --help it\n"
         "starts and runs until SIGTERM or SIGINT; SIGHUP opens its log files again.\n\n"
      << description(paths)
      << "\nExit codes: 0 all went well, 1 the configuration or what it needs was refused, 2 the command line was not\n"
         "understood.\n";
}

void print_version(std::ostream& out) {
  out << "zvoni " ZVONI_VERSION " (SDK ABI " << kAbiMajor << '.' << kAbiMinor << ", " << kToolchain << ")\n";
}

}  // namespace zvoni::kernel
