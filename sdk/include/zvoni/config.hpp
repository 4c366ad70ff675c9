// A module's checked configuration.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zvoni/abi.hpp>
#include <zvoni/endpoint.hpp>

namespace zvoni {

/// A mistake in the configuration; what() is the whole sentence, "zvoni.yaml:14:5: registrar.max-expires: …".
class ZVONI_API ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The options of one module (or of one group in it), checked against its table: each has the type and range the table
/// gives, or its default. Reading a name or type that the table does not have throws std::logic_error. Valid while
/// create() runs; copy what is needed later. No thread rules: it does not change.
class Config {
 public:
  virtual ~Config() = default;

  /// False only for an option without default that the file does not give.
  [[nodiscard]] virtual bool has(std::string_view name) const = 0;
  [[nodiscard]] virtual bool boolean(std::string_view name) const = 0;
  [[nodiscard]] virtual std::int64_t integer(std::string_view name) const = 0;
  [[nodiscard]] virtual std::chrono::milliseconds duration(std::string_view name) const = 0;
  [[nodiscard]] virtual std::uint64_t size(std::string_view name) const = 0;  ///< bytes
  /// text, choice and uri.
  [[nodiscard]] virtual std::string text(std::string_view name) const = 0;
  /// Absolute; an empty text stays empty.
  [[nodiscard]] virtual std::filesystem::path path(std::string_view name) const = 0;
  [[nodiscard]] virtual std::vector<std::string> list(std::string_view name) const = 0;
  [[nodiscard]] virtual std::vector<Network> networks(std::string_view name) const = 0;
  /// In the order of the file.
  [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> map(std::string_view name) const = 0;
  [[nodiscard]] virtual std::vector<std::unique_ptr<Config>> groups(std::string_view name) const = 0;

  /// For rules that a table cannot express: an error that points at this option in the file. Throw it from create().
  /// `what` says what was expected: "must not be below min-expires (60s)".
  [[nodiscard]] virtual ConfigError error(std::string_view name, std::string_view what) const = 0;
};

}  // namespace zvoni
