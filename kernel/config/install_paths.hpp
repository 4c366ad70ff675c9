// Where the files of an installation are, seen from the program: any prefix works, and so does the build tree.
#pragma once

#include <filesystem>

namespace zvoni::kernel {

struct InstallPaths {
  std::filesystem::path config_file;  ///< PREFIX/etc/zvoni/zvoni.yaml
  std::filesystem::path state_dir;    ///< PREFIX/var/lib/zvoni
  std::filesystem::path module_dir;   ///< PREFIX/lib/zvoni/modules
};

/// For a program at PREFIX/sbin/zvoni (or PREFIX/bin). Where PREFIX is /usr, configuration and state are in /etc and
/// /var/lib, as the file system standard has it.
[[nodiscard]] InstallPaths install_paths(const std::filesystem::path& program);
/// The file that this process runs. Throws std::system_error where /proc does not say.
[[nodiscard]] std::filesystem::path program_file();

}  // namespace zvoni::kernel
