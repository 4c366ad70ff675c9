// A module's options as data: one table drives validation, defaults, --check, --describe and the README.
#pragma once

#include <cstddef>
#include <cstdint>

namespace zvoni {

enum class OptionType : std::uint8_t {
  boolean,   ///< yes, no (true, false, on, off)
  integer,   ///< allowed: "1..100"
  duration,  ///< 90s, 5m, 1h, 2d, 500ms; allowed: "1s..1d"
  size,      ///< bytes: 64K, 10M; allowed: "1K..1M"
  text,      ///< any text; allowed: "" or "nonempty"
  path,      ///< a file; a relative one is taken from the state directory
  choice,    ///< allowed: "text|csv|json"
  uri,       ///< a SIP URI
  list,      ///< a list of texts; allowed: choices as for `choice`, or null for any
  networks,  ///< a list of networks: 192.0.2.0/24, 2001:db8::/32, or one address
  map,       ///< text to text; allowed: "100..699" asks for whole numbers in that range as keys, null for any
  groups,    ///< a list of maps, each with the options in `members`
};

/// One option. Constant data: it is read before any of the module's code runs.
struct Option {
  const char* name;  ///< lower case, words joined by hyphens: "default-expires"
  OptionType type;
  const char* default_value;  ///< as it would stand in the file ("1h", "[]", "{}"); null: none, see `required`
  const char* allowed;        ///< see OptionType; null: everything of the type
  const char* help;           ///< one sentence
  bool required = false;
  const Option* members = nullptr;  ///< for `groups`
  std::size_t member_count = 0;
};

}  // namespace zvoni
