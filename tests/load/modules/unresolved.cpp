// Calls a function that is nowhere.
#include "quiet_module.hpp"

void function_that_is_nowhere();

namespace {
std::unique_ptr<zvoni::Module> create(zvoni::Host& host, const zvoni::Config& config) {
  function_that_is_nowhere();
  return quiet::create(host, config);
}
}  // namespace

ZVONI_MODULE = {ZVONI_ABI, "unresolved", "1.0",  "Calls what is nowhere.", ZVONI_NO_OPTIONS, nullptr,
                nullptr,   nullptr,      &create};
