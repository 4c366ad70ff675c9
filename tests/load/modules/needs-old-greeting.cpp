// Needs another version of what there is.
#include "quiet_module.hpp"

namespace {
constexpr const char* kNeeds[] = {"greeting/2", nullptr};
}  // namespace

ZVONI_MODULE = {ZVONI_ABI,
                "needs-old-greeting",
                "1.0",
                "Needs another version of what there is.",
                ZVONI_NO_OPTIONS,
                nullptr,
                kNeeds,
                nullptr,
                &quiet::create};
