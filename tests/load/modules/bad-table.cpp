// Has options whose defaults and ranges are wrong.
#include "quiet_module.hpp"

namespace {
constexpr zvoni::Option kOptions[] = {
    {"timeout", zvoni::OptionType::duration, "soon", nullptr, "A default that is none."},
    {"count", zvoni::OptionType::integer, "1", "few", "A range that is none."},
    {"Name", zvoni::OptionType::text, "", nullptr, "A name with a capital."},
};
}  // namespace

ZVONI_MODULE = {ZVONI_ABI, "bad-table", "1.0",         "Has a broken option table.", ZVONI_OPTIONS(kOptions), nullptr,
                nullptr,   nullptr,     &quiet::create};
