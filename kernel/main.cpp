// zvoni: a telephone exchange for SIP.
#include <exception>
#include <iostream>

#include "config/install_paths.hpp"
#include "loader/describe.hpp"
#include "options.hpp"
#include "server.hpp"

namespace {

using namespace zvoni::kernel;

Configuration load(const Options& options, const InstallPaths& paths) {
  return load_configuration(
      {.file = options.config_file, .overrides = options.overrides, .state_dir = options.state_dir},
      options.module_path, paths.module_dir);
}

ModuleLoader loader(const Options& options, const InstallPaths& paths) {
  auto path = options.module_path;
  path.push_back(paths.module_dir);
  return ModuleLoader(std::move(path));
}

void print_warnings(const Configuration& configuration) {
  for (const std::string& warning : configuration.modules.warnings()) std::cerr << "warning: " << warning << '\n';
}

void check(const Options& options, const InstallPaths& paths) {
  Configuration configuration = load(options, paths);
  print_warnings(configuration);
  std::cout << options.config_file.string() << ": ok, " << configuration.modules.modules().size() << " modules\n";
}

void act(const Options& options, const InstallPaths& paths) {
  switch (options.action) {
    case Options::Action::help:
      return print_help(std::cout, paths);
    case Options::Action::version:
      return print_version(std::cout);
    case Options::Action::describe:
      return describe_module(std::cout, loader(options, paths), options.describe);
    case Options::Action::list_modules:
      return list_modules(std::cout, loader(options, paths));
    case Options::Action::check:
      return check(options, paths);
    case Options::Action::run: {
      Configuration configuration = load(options, paths);
      print_warnings(configuration);
      Server(std::move(configuration)).run();
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    InstallPaths paths = install_paths(program_file());
    act(parse_options(argc, argv, paths), paths);
    return 0;
  } catch (const UsageError& error) {
    std::cerr << "zvoni: " << error.what() << '\n';
    return kExitUsage;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return kExitConfiguration;
  }
}
