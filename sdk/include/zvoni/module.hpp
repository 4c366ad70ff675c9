// The one thing a module exports: its descriptor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <zvoni/abi.hpp>
#include <zvoni/config.hpp>
#include <zvoni/host.hpp>
#include <zvoni/option.hpp>

namespace zvoni {

/// A loaded module. Destroyed after its handlers were taken out of the pipeline and no transaction uses them any more.
class Module {
 public:
  virtual ~Module() = default;
  /// Start-up is complete and messages are about to come; all services are there. Throwing refuses the start.
  virtual void start() {}
};

/// Constant data, read before any of the module's code runs. Everything in it is static.
struct Descriptor {
  std::uint32_t abi_major;
  std::uint32_t abi_minor;
  const char* toolchain;
  const char* name;  ///< as in the configuration, and the file's name: record-route.so
  const char* version;
  const char* summary;  ///< one sentence
  const Option* options;
  std::size_t option_count;
  const char* const* provides;  ///< service names, null-terminated; may be null
  const char* const* needs;     ///< without these the module is refused
  const char* const* uses;      ///< started after their provider where there is one
  /// Throws ConfigError, or any exception, to refuse the start; what() is shown.
  std::unique_ptr<Module> (*create)(Host& host, const Config& config);
  /// Rules between options that a table cannot express; may be null. Called with the checked options before create(),
  /// and by `zvoni --check`, so it has no side effects: it throws ConfigError (Config::error()) or returns.
  void (*check)(const Config& config) = nullptr;
};

/// For the option table: `constexpr zvoni::Option kOptions[] = {…};`
#define ZVONI_OPTIONS(table) (table), sizeof(table) / sizeof((table)[0])
#define ZVONI_NO_OPTIONS nullptr, 0

/// Puts the version numbers and the fingerprint of this build in front:
///   ZVONI_MODULE = {ZVONI_ABI, "hello", "1.0", "Greets.", ZVONI_NO_OPTIONS, nullptr, nullptr, nullptr, &create};
#define ZVONI_ABI ::zvoni::kAbiMajor, ::zvoni::kAbiMinor, ::zvoni::kToolchain
#define ZVONI_MODULE extern "C" ZVONI_API constinit const ::zvoni::Descriptor zvoni_module
inline constexpr const char* kDescriptorSymbol = "zvoni_module";

}  // namespace zvoni
