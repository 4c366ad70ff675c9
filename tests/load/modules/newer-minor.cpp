// Was built for a contract that has grown since.
#include "quiet_module.hpp"

ZVONI_MODULE = {zvoni::kAbiMajor,
                zvoni::kAbiMinor + 1,
                zvoni::kToolchain,
                "newer-minor",
                "1.0",
                "Was built for a contract that has grown since.",
                ZVONI_NO_OPTIONS,
                nullptr,
                nullptr,
                nullptr,
                &quiet::create};
