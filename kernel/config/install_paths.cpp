#include "config/install_paths.hpp"

namespace zvoni::kernel {

InstallPaths install_paths(const std::filesystem::path& program) {
  const std::filesystem::path prefix = program.parent_path().parent_path();
  const bool is_system = prefix == "/usr" || prefix == "/";
  const std::filesystem::path root = is_system ? std::filesystem::path("/") : prefix;
  return {root / "etc/zvoni/zvoni.yaml", root / "var/lib/zvoni", prefix / "lib/zvoni/modules"};
}

std::filesystem::path program_file() { return std::filesystem::read_symlink("/proc/self/exe"); }

}  // namespace zvoni::kernel
