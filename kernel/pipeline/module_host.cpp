#include "pipeline/module_host.hpp"

#include <stdexcept>

namespace zvoni::kernel {

ModuleHost::ModuleHost(Environment& environment, Generation& generation, const Secret& secret, std::string name,
                       std::size_t order)
    : environment_(environment),
      generation_(generation),
      secret_(secret),
      name_(std::move(name)),
      order_(order),
      log_(environment.logs.logger(name_)) {}

Registration ModuleHost::on_request(Phase phase, RequestHandler handler) {
  auto index = static_cast<std::size_t>(phase);
  if (index >= kRequestPhaseCount) {
    throw std::logic_error(std::string(to_string(phase)) + " is no phase of a request: use on_branch or on_response");
  }
  return generation_.add(generation_.request_chains[index], order_, name_, std::move(handler));
}

Registration ModuleHost::on_branch(BranchHandler handler) {
  return generation_.add(generation_.branch_chain, order_, name_, std::move(handler));
}

Registration ModuleHost::on_response(Phase phase, ResponseHandler handler) {
  if (phase != Phase::response_processing && phase != Phase::response_forwarding) {
    throw std::logic_error(std::string(to_string(phase)) + " is no phase of a response: use on_request or on_branch");
  }
  auto& chain = phase == Phase::response_processing ? generation_.response_processing : generation_.response_forwarding;
  return generation_.add(chain, order_, name_, std::move(handler));
}

Registration ModuleHost::on_call(CallHandler handler) {
  return generation_.add(generation_.call_chain, order_, name_, std::move(handler));
}

Registration ModuleHost::on_reopen(std::function<void()> handler) {
  return generation_.add(generation_.reopen_chain, order_, name_, guarded(std::move(handler)));
}

Registration ModuleHost::advertise(Capability capability, std::string_view value) {
  return generation_.advertise(capability, value);
}

SteadyTime ModuleHost::now() const noexcept { return environment_.clock.now(); }
WallTime ModuleHost::wall_now() const noexcept { return environment_.clock.wall_now(); }

Registration ModuleHost::after(std::chrono::milliseconds delay, std::function<void()> action) {
  return environment_.scheduler.after(delay, guarded(std::move(action)));
}

Registration ModuleHost::every(std::chrono::milliseconds interval, std::function<void()> action) {
  return environment_.scheduler.every(interval, guarded(std::move(action)));
}

bool ModuleHost::is_own_domain(std::string_view host) const noexcept {
  return environment_.identity.is_own_domain(host);
}
bool ModuleHost::is_own_uri(const Uri& uri) const noexcept { return environment_.identity.is_own_uri(uri); }
bool ModuleHost::is_own_endpoint(const Endpoint& endpoint) const noexcept {
  return environment_.identity.is_own_endpoint(endpoint);
}
std::uint64_t ModuleHost::keyed_hash(std::string_view text) const noexcept { return secret_.hash(text); }

std::unique_ptr<WorkQueue> ModuleHost::make_work_queue(std::string_view name, std::size_t capacity) {
  return environment_.work_queues.make(name, capacity);
}

Logger& ModuleHost::log() noexcept { return log_; }

Metric& ModuleHost::metric(std::string_view name, std::string_view help) {
  return environment_.metrics.metric(name_ + "." + std::string(name), help);
}

Registration ModuleHost::provide_service(std::string_view name, void* implementation) {
  auto [place, added] = generation_.services.emplace(name, implementation);
  if (!added) throw std::logic_error("the service " + place->first + " is already provided");
  return Registration([this, key = place->first] { generation_.services.erase(key); });
}

void* ModuleHost::find_service(std::string_view name) const {
  auto place = generation_.services.find(name);
  return place == generation_.services.end() ? nullptr : place->second;
}

// What a module does on the housekeeping thread must not end the thread.
std::function<void()> ModuleHost::guarded(std::function<void()> action) {
  return [this, action = std::move(action)] {
    try {
      action();
    } catch (const std::exception& error) {
      log_.error(std::string("exception in a timer or reopen handler: ") + error.what());
    }
  };
}

}  // namespace zvoni::kernel
