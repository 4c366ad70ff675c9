// Was built with another C++ library.
#include "quiet_module.hpp"

ZVONI_MODULE = {zvoni::kAbiMajor,
                zvoni::kAbiMinor,
                "x86_64/itanium-c++20/libother",
                "other-toolchain",
                "1.0",
                "Was built with another C++ library.",
                ZVONI_NO_OPTIONS,
                nullptr,
                nullptr,
                nullptr,
                &quiet::create};
