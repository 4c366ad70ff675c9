// Has a rule between its options that its table cannot express.
#include "quiet_module.hpp"

namespace {

constexpr zvoni::Option kOptions[] = {
    {"low", zvoni::OptionType::integer, "1", nullptr, "Not above `high`; 13 is worse."},
    {"high", zvoni::OptionType::integer, "10", nullptr, "Not below `low`."},
};

void check(const zvoni::Config& config) {
  if (config.integer("low") == 13) throw 13;
  if (config.integer("low") > config.integer("high")) throw config.error("low", "expected a number not above high");
}

}  // namespace

ZVONI_MODULE = {ZVONI_ABI, "check-refuses", "1.0",   "Has a rule of its own.", ZVONI_OPTIONS(kOptions),
                nullptr,   nullptr,         nullptr, &quiet::create,           &check};
