// `--set key.path=value`: changes the tree of the file before it is checked.
#pragma once

#include <string>

#include "config/node.hpp"

namespace zvoni::kernel {

/// Sets what "log.level=debug" says: the value is YAML, maps on the way to it are made where there are none. Throws
/// ConfigError for what has no such form, and where something other than a map is in the way.
void apply_override(Node& root, const std::string& assignment, Mistakes& mistakes);

}  // namespace zvoni::kernel
