// Finds modules in folders, loads them, and refuses those that were not built for this zvoni.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/module.hpp>

namespace zvoni::kernel {

/// Why a module cannot be used, and what to do; what() is the sentence, without a place.
class ModuleError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A module's library, loaded and checked. The descriptor lives as long as this.
class ModuleLibrary {
 public:
  /// Loads `file` (RTLD_NOW, RTLD_LOCAL) and checks its descriptor, in this order: ABI major and minor, toolchain,
  /// name, the rest. Throws ModuleError.
  ModuleLibrary(const std::filesystem::path& file, std::string_view name);
  ModuleLibrary(ModuleLibrary&&) noexcept;
  ModuleLibrary& operator=(ModuleLibrary&&) noexcept;
  ~ModuleLibrary();

  [[nodiscard]] const Descriptor& descriptor() const noexcept;
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }

 private:
  struct Handle;
  std::filesystem::path file_;
  std::unique_ptr<Handle> handle_;
};

class ModuleLoader {
 public:
  /// The first folder that has NAME.so wins.
  explicit ModuleLoader(std::vector<std::filesystem::path> search_path);

  [[nodiscard]] const std::vector<std::filesystem::path>& search_path() const noexcept { return search_path_; }
  /// Throws ModuleError where there is none, or it is refused; the sentence names the nearest module there is.
  [[nodiscard]] ModuleLibrary load(std::string_view name) const;
  /// The names of all modules in the folders, sorted; whether they load is another question.
  [[nodiscard]] std::vector<std::string> available() const;
  /// The file of a module; empty: there is none.
  [[nodiscard]] std::filesystem::path find(std::string_view name) const;

 private:
  std::vector<std::filesystem::path> search_path_;
};

}  // namespace zvoni::kernel
