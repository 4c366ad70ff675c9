// Is created, and then refuses to start.
#include <stdexcept>

#include "quiet_module.hpp"

namespace {

class Refusing final : public zvoni::Module {
 public:
  void start() override { throw std::runtime_error("the port is taken"); }
};

std::unique_ptr<zvoni::Module> create(zvoni::Host& /*host*/, const zvoni::Config& /*config*/) {
  return std::make_unique<Refusing>();
}

}  // namespace

ZVONI_MODULE = {ZVONI_ABI, "start-throws", "1.0",  "Refuses to start.", ZVONI_NO_OPTIONS, nullptr,
                nullptr,   nullptr,        &create};
