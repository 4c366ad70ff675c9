// Has no function that makes the module.
#include <zvoni/module.hpp>

ZVONI_MODULE = {ZVONI_ABI, "null-create", "1.0",  "Has no create().", ZVONI_NO_OPTIONS, nullptr,
                nullptr,   nullptr,       nullptr};
