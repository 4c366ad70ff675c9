// A library, and no module.
#include <zvoni/abi.hpp>

extern "C" ZVONI_API int not_a_module() { return 1; }
