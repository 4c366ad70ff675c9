#include "loader/descriptor_check.hpp"

#include <string>

#include "config/key_path.hpp"
#include "config/node.hpp"
#include "config/option_table.hpp"
#include "loader/module_loader.hpp"

namespace zvoni::kernel {

namespace {

constexpr std::size_t kMaxServices = 64;

std::string version_of(std::uint32_t major, std::uint32_t minor) {
  return std::to_string(major) + "." + std::to_string(minor);
}

void check_abi(const Descriptor& descriptor, const std::string& file) {
  if (descriptor.abi_major != kAbiMajor) {
    throw ModuleError(file + " was built for SDK ABI " + std::to_string(descriptor.abi_major) + ", this zvoni has " +
                      std::to_string(kAbiMajor) + ": rebuild it against this zvoni-dev");
  }
  if (descriptor.abi_minor > kAbiMinor) {
    throw ModuleError(file + " was built for SDK ABI " + version_of(descriptor.abi_major, descriptor.abi_minor) +
                      ", this zvoni has only " + version_of(kAbiMajor, kAbiMinor) +
                      ": upgrade zvoni, or rebuild the module against this zvoni-dev");
  }
  const std::string toolchain = descriptor.toolchain ? descriptor.toolchain : "";
  if (toolchain != kToolchain) {
    throw ModuleError(file + " was built with the toolchain " + in_quotes(toolchain) + ", this zvoni with " +
                      in_quotes(kToolchain) + ": rebuild it with a compiler and standard library that match");
  }
}

// All of `list`, and not just as many as are looked at, is up to the module: a list without its null cannot be noticed.
void check_services(const char* const* list, const std::string& file, const char* what) {
  for (std::size_t i = 0; list && list[i]; ++i) {
    if (i >= kMaxServices || !*list[i]) {
      throw ModuleError(file + " has a broken descriptor: expected at most " + std::to_string(kMaxServices) +
                        " names, none of them empty, in \"" + what + "\"");
    }
  }
}

void check_rest(const Descriptor& descriptor, const std::string& file) {
  const auto broken = [&](const std::string& what) { return ModuleError(file + " has a broken descriptor: " + what); };
  if (!descriptor.create) throw broken("create is null; give it the function that makes the module");
  if (!descriptor.version || !*descriptor.version) throw broken("it gives no version");
  if (!descriptor.summary || !*descriptor.summary) throw broken("it gives no summary");
  if (!descriptor.options && descriptor.option_count > 0) throw broken("it counts options and has no table of them");
  check_services(descriptor.provides, file, "provides");
  check_services(descriptor.needs, file, "needs");
  check_services(descriptor.uses, file, "uses");
  const auto sentences = check_table({descriptor.options, descriptor.option_count});
  if (!sentences.empty()) throw broken("in its option table: " + join(sentences, "; "));
}

}  // namespace

void check_descriptor(const Descriptor& descriptor, const std::filesystem::path& file, std::string_view name) {
  check_abi(descriptor, file.string());
  if (!descriptor.name || descriptor.name != name) {
    throw ModuleError(file.string() + " says it is the module " + in_quotes(descriptor.name ? descriptor.name : "") +
                      ", not " + in_quotes(name) + ": file, name in the configuration and descriptor must agree");
  }
  check_rest(descriptor, file.string());
}

std::vector<std::string_view> services_of(const char* const* list) {
  std::vector<std::string_view> services;
  for (; list && *list; ++list) services.emplace_back(*list);
  return services;
}

}  // namespace zvoni::kernel
