// Was built for a contract that is no more.
#include "quiet_module.hpp"

ZVONI_MODULE = {zvoni::kAbiMajor + 1,
                0,
                zvoni::kToolchain,
                "wrong-major",
                "1.0",
                "Was built for a contract that is no more.",
                ZVONI_NO_OPTIONS,
                nullptr,
                nullptr,
                nullptr,
                &quiet::create};
