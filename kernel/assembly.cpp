#include "assembly.hpp"

namespace zvoni::kernel {

CoreSettings core_settings(const Settings& settings) {
  CoreSettings core;
  core.shards = settings.shards;
  core.times = settings.transactions.times;
  core.message_limits = settings.messages;
  core.call_limits = {.max_duration = settings.calls.max_duration, .max_calls = settings.calls.max};
  core.max_transactions = settings.transactions.max;
  core.max_branches = settings.transactions.max_branches;
  core.retry_after = settings.transactions.retry_after;
  return core;
}

Assembly::Assembly(ModuleSet modules, Environment& environment, const Secret& secret)
    : generation_(std::make_shared<Generation>()), modules_(std::move(modules)) {
  modules_.create([&](const LoadedModule& module) -> Host& {
    hosts_.push_back(std::make_unique<ModuleHost>(environment, *generation_, secret, module.name, module.index));
    return *hosts_.back();
  });
  modules_.start();
}

Assembly::~Assembly() { modules_.destroy(); }

}  // namespace zvoni::kernel
