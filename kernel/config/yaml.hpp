// Reads YAML into a tree, within bounds: what a stranger's file may cost is limited before it is built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "config/node.hpp"

namespace zvoni::kernel {

inline constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kMaxConfigDepth = 16;
/// With each alias counted as all that it stands for: that disarms alias bombs.
inline constexpr std::size_t kMaxConfigNodes = 50000;

/// Whether errors name lines: those of a file do, those of one value of the command line do not.
enum class Lines : std::uint8_t { named, unnamed };

/// Throws ConfigError, with source:line:column, for what is not one YAML document within the bounds: syntax errors,
/// unknown or recursive aliases, tags, more documents. A key given twice is added to `mistakes`, and its first value
/// counts. An empty text is a null node.
[[nodiscard]] Node parse_yaml(std::string_view text, const std::shared_ptr<const std::string>& source, Lines lines,
                              Mistakes& mistakes);

/// The text of a configuration file. Throws ConfigError for one that is absent, unreadable, too large, or not a file.
[[nodiscard]] std::string read_config_file(const std::filesystem::path& file);

}  // namespace zvoni::kernel
