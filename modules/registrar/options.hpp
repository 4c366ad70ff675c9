// The option table: data that is read before any code of the module runs.
#pragma once

#include <zvoni/option.hpp>

namespace zvoni::registrar {

inline constexpr Option kOptions[] = {
    {"default-expires", OptionType::duration, "1h", "1s..30d", "Expiry of a binding whose REGISTER names none."},
    {"min-expires", OptionType::duration, "60s", "1s..1h", "Shortest expiry accepted; below it 423 is answered."},
    {"max-expires", OptionType::duration, "1d", "1s..30d", "Longest expiry granted; what asks for more gets this."},
    {"max-contacts", OptionType::integer, "10", "1..50", "Bindings one address-of-record may have."},
    {"max-aors", OptionType::integer, "100000", "1..10000000",
     "Addresses-of-record that may have bindings at the same time."},
    {"users", OptionType::list, "[]", nullptr,
     "Who may register: `alice` in every domain, or `alice@example.org`; empty: everybody."},
    {"share-domains", OptionType::boolean, "no", nullptr,
     "A user is the same in all domains that zvoni serves, so what registered with one of its addresses is found by "
     "all."},
    {"diary", OptionType::path, "", nullptr, "File that gets a line for each registration event; empty: none."},
};

}  // namespace zvoni::registrar
