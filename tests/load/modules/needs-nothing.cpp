// Needs what no module provides.
#include "quiet_module.hpp"

namespace {
constexpr const char* kNeeds[] = {"nothing-like-it/1", nullptr};
}  // namespace

ZVONI_MODULE = {ZVONI_ABI, "needs-nothing", "1.0",         "Needs what no module provides.", ZVONI_NO_OPTIONS, nullptr,
                kNeeds,    nullptr,         &quiet::create};
