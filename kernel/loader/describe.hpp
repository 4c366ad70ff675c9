// What `--describe` and `--list-modules` print.
#pragma once

#include <iosfwd>
#include <string_view>

#include "loader/module_loader.hpp"

namespace zvoni::kernel {

/// Name, version, summary, services, and the table of options. "zvoni" describes the options of zvoni itself. Throws
/// ModuleError where there is no such module, or it is refused.
void describe_module(std::ostream& out, const ModuleLoader& loader, std::string_view name);
/// All modules in the search path, those that cannot be loaded with the reason.
void list_modules(std::ostream& out, const ModuleLoader& loader);

}  // namespace zvoni::kernel
