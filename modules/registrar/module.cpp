// The descriptor of registrar.
#include <zvoni/module.hpp>
#include <zvoni/service/location.hpp>

#include "options.hpp"
#include "registrar.hpp"
#include "settings.hpp"

namespace zvoni::registrar {
namespace {

constexpr const char* kProvides[] = {LocationService::kServiceName, nullptr};

void check(const Config& config) { (void)read_settings(config); }

std::unique_ptr<Module> create(Host& host, const Config& config) { return std::make_unique<Registrar>(host, config); }

}  // namespace

ZVONI_MODULE = {ZVONI_ABI,
                "registrar",
                "1.0",
                "Answers REGISTER and knows where each user can be reached.",
                ZVONI_OPTIONS(kOptions),
                kProvides,
                nullptr,
                nullptr,
                &create,
                &check};

}  // namespace zvoni::registrar
