// Needs what the good module provides.
#include "quiet_module.hpp"

namespace {
constexpr const char* kNeeds[] = {"greeting/1", nullptr};
}  // namespace

ZVONI_MODULE = {ZVONI_ABI,        "needs-greeting", "1.0",  "Needs what the good module provides.",
                ZVONI_NO_OPTIONS, nullptr,          kNeeds, nullptr,
                &quiet::create};
