// Whether a module was built for this zvoni, and its descriptor can be relied on.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include <zvoni/module.hpp>

namespace zvoni::kernel {

/// Reads no field before the ones in front of it say that it is where this zvoni expects it. `name` is the one in the
/// configuration. Throws ModuleError with a sentence that says what does not match and what to do.
void check_descriptor(const Descriptor& descriptor, const std::filesystem::path& file, std::string_view name);

/// The names of a null-terminated list of services; none for null.
[[nodiscard]] std::vector<std::string_view> services_of(const char* const* list);

}  // namespace zvoni::kernel
