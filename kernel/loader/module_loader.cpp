#include "loader/module_loader.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <boost/dll/shared_library.hpp>
#include <cstring>
#include <set>
#include <system_error>
#include <utility>

#include "config/key_path.hpp"
#include "config/node.hpp"
#include "loader/descriptor_check.hpp"

namespace zvoni::kernel {

namespace {

constexpr const char* kSuffix = ".so";

bool is_module_name(std::string_view name) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), allowed);
}

// What dlopen() said, without the file's name, which the caller gives.
std::string load_failure(const std::filesystem::path& file, const std::string& otherwise) {
  const char* said = dlerror();  // NOLINT(concurrency-mt-unsafe): thread-local in glibc
  std::string text = said ? said : otherwise;
  const std::string prefix = file.string() + ": ";
  if (text.starts_with(prefix)) text.erase(0, prefix.size());
  return text;
}

}  // namespace

struct ModuleLibrary::Handle {
  boost::dll::shared_library library;
  const Descriptor* descriptor = nullptr;
};

ModuleLibrary::ModuleLibrary(const std::filesystem::path& file, std::string_view name)
    : file_(file), handle_(std::make_unique<Handle>()) {
  dlerror();  // NOLINT(concurrency-mt-unsafe): forget what was said before
  boost::dll::fs::error_code error;
  handle_->library.load(file.string(), boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local, error);
  if (error) {
    throw ModuleError(file.string() + " cannot be loaded: " + load_failure(file, error.message()));
  }
  if (!handle_->library.has(kDescriptorSymbol)) {
    throw ModuleError(file.string() + " is no module of zvoni: it does not export " + kDescriptorSymbol +
                      "; define it with ZVONI_MODULE");
  }
  const Descriptor& descriptor = handle_->library.get<const Descriptor>(kDescriptorSymbol);
  check_descriptor(descriptor, file, name);
  handle_->descriptor = &descriptor;
}

ModuleLibrary::ModuleLibrary(ModuleLibrary&&) noexcept = default;
ModuleLibrary& ModuleLibrary::operator=(ModuleLibrary&&) noexcept = default;
ModuleLibrary::~ModuleLibrary() = default;

const Descriptor& ModuleLibrary::descriptor() const noexcept { return *handle_->descriptor; }

ModuleLoader::ModuleLoader(std::vector<std::filesystem::path> search_path) : search_path_(std::move(search_path)) {}

std::filesystem::path ModuleLoader::find(std::string_view name) const {
  if (!is_module_name(name)) return {};
  for (const std::filesystem::path& folder : search_path_) {
    std::filesystem::path file = folder / (std::string(name) + kSuffix);
    std::error_code error;
    if (std::filesystem::exists(file, error)) return file;
  }
  return {};
}

ModuleLibrary ModuleLoader::load(std::string_view name) const {
  if (!is_module_name(name)) {
    throw ModuleError("expected the name of a module, of lower-case letters, digits and hyphens, got " +
                      in_quotes(name));
  }
  const std::filesystem::path file = find(name);
  if (!file.empty()) return ModuleLibrary(file, name);

  std::vector<std::string> folders;
  for (const std::filesystem::path& folder : search_path_) folders.push_back(folder.string());
  throw ModuleError("expected a module, found no " + std::string(name) + kSuffix + " in " +
                    (folders.empty() ? "an empty module path" : join(folders)) + did_you_mean(name, available()));
}

std::vector<std::string> ModuleLoader::available() const {
  std::set<std::string> names;
  for (const std::filesystem::path& folder : search_path_) {
    std::error_code error;
    std::filesystem::directory_iterator file(folder, error);
    // A folder that is absent or unreadable has no modules; load() lists the folders when one is missed.
    for (; !error && file != std::filesystem::directory_iterator(); file.increment(error)) {
      const std::string name = file->path().stem().string();
      if (file->path().extension() == kSuffix && is_module_name(name)) names.insert(name);
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace zvoni::kernel
