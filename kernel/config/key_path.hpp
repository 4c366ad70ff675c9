// Names of options as errors and the command line write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zvoni::kernel {

/// "log.level"; what is within `modules` begins with the module's name: "registrar.max-expires".
[[nodiscard]] std::string display_key(const std::vector<std::string>& names);
/// "log" and "level" joined; either may be empty.
[[nodiscard]] std::string join_key(std::string_view section, std::string_view name);

/// The candidate that differs least from `name`, where it differs little enough to be what was meant; empty: none.
[[nodiscard]] std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);
/// `; did you mean "max-expires"?`, or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);
/// "text, csv, json".
[[nodiscard]] std::string join(const std::vector<std::string>& names, std::string_view separator = ", ");

}  // namespace zvoni::kernel
