// The options of zvoni itself, described as modules describe theirs.
#pragma once

#include <span>

#include "config/option_table.hpp"

namespace zvoni::kernel {

/// A part of the file: "log", or "" for what stands at its root.
struct OptionSection {
  const char* name;
  const char* help;
  OptionTable table;
};

/// All but `modules`, whose tables come with the modules. The root comes first.
[[nodiscard]] std::span<const OptionSection> kernel_sections() noexcept;

}  // namespace zvoni::kernel
