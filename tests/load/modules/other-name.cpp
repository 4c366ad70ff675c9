// Is in a file of another name.
#include "quiet_module.hpp"

ZVONI_MODULE = {ZVONI_ABI, "good",  "2.0",         "Is in a file of another name.", ZVONI_NO_OPTIONS, nullptr,
                nullptr,   nullptr, &quiet::create};
