// The descriptor of `forwarder`.
#include <zvoni/module.hpp>
#include <zvoni/service/location.hpp>

#include "forwarder.hpp"
#include "settings.hpp"

namespace {

constexpr const char* kNeeds[] = {zvoni::LocationService::kServiceName, nullptr};

void check(const zvoni::Config& config) { (void)zvoni::forwarder::read_settings(config); }

std::unique_ptr<zvoni::Module> create(zvoni::Host& host, const zvoni::Config& config) {
  return std::make_unique<zvoni::forwarder::Forwarder>(host, zvoni::forwarder::read_settings(config));
}

}  // namespace

ZVONI_MODULE = {ZVONI_ABI,
                "forwarder",
                "1.0",
                "Finds where a request goes, forwards it there, and brings the best response back.",
                ZVONI_OPTIONS(zvoni::forwarder::kOptions),
                nullptr,
                kNeeds,
                nullptr,
                &create,
                &check};
