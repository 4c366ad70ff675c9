// Needs a module that needs this one.
#include "quiet_module.hpp"

namespace {
constexpr const char* kProvides[] = {"a/1", nullptr};
constexpr const char* kNeeds[] = {"b/1", nullptr};
}  // namespace

ZVONI_MODULE = {ZVONI_ABI,        "circle-a", "1.0",  "Needs a module that needs this one.",
                ZVONI_NO_OPTIONS, kProvides,  kNeeds, nullptr,
                &quiet::create};
