// Refuses to be created, in the ways there are.
#include <stdexcept>

#include "quiet_module.hpp"

namespace {

constexpr zvoni::Option kOptions[] = {
    {"how", zvoni::OptionType::choice, "exception", "exception|config|own|other|null", "How it refuses."},
};

// Its code and type information go away with the module.
class OwnError final : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "an error of the module's own"; }
};

std::unique_ptr<zvoni::Module> create(zvoni::Host& /*host*/, const zvoni::Config& config) {
  const std::string how = config.text("how");
  if (how == "config") throw config.error("how", "expected another value");
  if (how == "own") throw OwnError();
  if (how == "other") throw 42;  // NOLINT(hicpp-exception-baseclass): that is the point
  if (how == "null") return nullptr;
  throw std::runtime_error("the disk is full");
}

}  // namespace

ZVONI_MODULE = {ZVONI_ABI, "create-throws", "1.0",  "Refuses to be created.", ZVONI_OPTIONS(kOptions), nullptr,
                nullptr,   nullptr,         &create};
