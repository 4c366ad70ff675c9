// Uses what the good module provides, where it is there.
#include "quiet_module.hpp"

namespace {
constexpr const char* kUses[] = {"greeting/1", nullptr};
}  // namespace

ZVONI_MODULE = {ZVONI_ABI,        "uses-greeting", "1.0",   "Uses what the good module provides, where it is there.",
                ZVONI_NO_OPTIONS, nullptr,         nullptr, kUses,
                &quiet::create};
