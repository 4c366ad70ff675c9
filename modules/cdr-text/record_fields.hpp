// The fields of a record, as csv and json have them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "call_entry.hpp"

namespace zvoni::cdr_text {

struct Field {
  enum class Kind : std::uint8_t { text, number, boolean };

  const char* name;
  std::string value;  ///< empty: not known; a boolean is "yes" or "no"
  Kind kind = Kind::text;
};

/// All of them, always in the same order. Texts of strangers are printable: clean UTF-8 as it came, anything else
/// with its bytes as \xHH.
std::vector<Field> fields_of(const CallEntry& entry);

}  // namespace zvoni::cdr_text
