// Where something stands in the configuration, and all that is wrong with it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/config.hpp>

namespace zvoni::kernel {

/// A place in the configuration: a file with line and column, or a `--set` of the command line.
struct Place {
  std::shared_ptr<const std::string> source;  ///< shared: each node of a file names the same one
  int line = 0;                               ///< from 1; 0: the source has no lines
  int column = 0;                             ///< from 1, in bytes

  /// "zvoni.yaml:14:5" or "--set log.level=x".
  [[nodiscard]] std::string to_string() const;
};

/// Collects mistakes, so that one run shows all of them.
class Mistakes {
 public:
  /// "zvoni.yaml:14:5: registrar.max-expires: expected …". An empty `key` is left out.
  void add(const Place& place, std::string_view key, std::string_view what);
  /// One that already says where it stands; `place` is for the order only.
  void add(const Place& place, const ConfigError& error);

  [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }
  /// One a line: files before the command line, in the order of their lines.
  [[nodiscard]] std::string to_string() const;
  /// Throws ConfigError with to_string() unless there is none.
  void throw_if_any() const;

 private:
  struct Mistake {
    Place place;
    std::string text;
  };
  std::vector<Mistake> found_;
};

/// The sentence that Mistakes::add() makes.
[[nodiscard]] std::string mistake_text(const Place& place, std::string_view key, std::string_view what);

}  // namespace zvoni::kernel
