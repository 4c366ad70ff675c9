// The descriptor of `record-route`.
#include <zvoni/module.hpp>

#include "record_route.hpp"

namespace {

constexpr zvoni::Option kOptions[] = {
    {.name = "methods",
     .type = zvoni::OptionType::list,
     .default_value = "[INVITE, SUBSCRIBE, REFER, NOTIFY]",
     .allowed = nullptr,
     .help = "Methods whose requests get the value, the ones inside a dialog too."},
};

// Methods are written in capitals (RFC 3261, 7.1 and 25.1); a Record-Route means nothing in these three.
void check(const zvoni::Config& config) {
  for (const std::string& method : config.list("methods")) {
    if (method.empty() || method.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789") != std::string::npos) {
      throw config.error("methods", "expected SIP methods such as INVITE, got \"" + method + '"');
    }
    if (method == "REGISTER" || method == "ACK" || method == "CANCEL") {
      throw config.error("methods", "a Record-Route means nothing in " + method);
    }
  }
}

std::unique_ptr<zvoni::Module> create(zvoni::Host& host, const zvoni::Config& config) {
  return std::make_unique<zvoni::record_route::RecordRoute>(host, config.list("methods"));
}

}  // namespace

ZVONI_MODULE = {ZVONI_ABI,
                "record-route",
                "1.0",
                "Keeps zvoni on the way of the requests inside a dialog.",
                ZVONI_OPTIONS(kOptions),
                nullptr,
                nullptr,
                nullptr,
                &create,
                &check};
