// The command line of zvoni.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

#include "config/install_paths.hpp"

namespace zvoni::kernel {

inline constexpr int kExitConfiguration = 1;  ///< the configuration, a module, or what it needs was refused
inline constexpr int kExitUsage = 2;          ///< the command line was not understood

/// The command line was not understood; what() says why.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Options {
  enum class Action : std::uint8_t { run, check, describe, list_modules, version, help };

  Action action = Action::run;
  std::filesystem::path config_file;
  std::vector<std::string> overrides;  ///< the values of --set
  std::filesystem::path state_dir;
  std::vector<std::filesystem::path> module_path;  ///< searched before the file's and the program's own
  std::string describe;                            ///< the module to describe
};

/// Throws UsageError. What the command line leaves out is taken from `paths`.
[[nodiscard]] Options parse_options(int argc, const char* const* argv, const InstallPaths& paths);
/// What --help prints.
void print_help(std::ostream& out, const InstallPaths& paths);
/// What --version prints.
void print_version(std::ostream& out);

}  // namespace zvoni::kernel
