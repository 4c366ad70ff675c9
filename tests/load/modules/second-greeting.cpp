// Provides what another module provides too.
#include "quiet_module.hpp"

namespace {
constexpr const char* kProvides[] = {"greeting/1", nullptr};
}  // namespace

ZVONI_MODULE = {ZVONI_ABI,        "second-greeting", "1.0",   "Provides what another module provides too.",
                ZVONI_NO_OPTIONS, kProvides,         nullptr, nullptr,
                &quiet::create};
