// Reads YAML into a tree, within bounds: what a stranger's file may cost is limited before it is built.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "config/node.hpp"

namespace zvoni::kernel {

inline constexpr std::size_t kMaxConfigBytes = 1024 * 1024;
inline constexpr std::size_t kMaxConfigDepth = 16;
/// With each alias counted as all that it stands for: that disarms alias bombs.
inline constexpr std::size_t kMaxConfigNodes = 50000;

/// Throws ConfigError, with source:line:column, for what is not one YAML document within the bounds: syntax errors, a
/// key given twice, unknown or recursive aliases, tags, more documents. An empty text is a null node.
[[nodiscard]] Node parse_yaml(std::string_view text, const std::shared_ptr<const std::string>& source);

/// The text of a configuration file. Throws ConfigError for one that is absent, unreadable, too large, or not a file.
[[nodiscard]] std::string read_config_file(const std::filesystem::path& file);

}  // namespace zvoni::kernel
