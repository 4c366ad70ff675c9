// A module's view of the kernel.
#pragma once

#include <string>

#include <zvoni/host.hpp>

#include "pipeline/environment.hpp"
#include "pipeline/generation.hpp"
#include "pipeline/secret.hpp"

namespace zvoni::kernel {

/// One for each module. Handlers go into `generation` at the module's place in the file.
class ModuleHost final : public Host {
 public:
  ModuleHost(Environment& environment, Generation& generation, const Secret& secret, std::string name,
             std::size_t order);

  Registration on_request(Phase phase, RequestHandler handler) override;
  Registration on_branch(BranchHandler handler) override;
  Registration on_response(Phase phase, ResponseHandler handler) override;
  Registration on_call(CallHandler handler) override;
  Registration on_reopen(std::function<void()> handler) override;
  Registration advertise(Capability capability, std::string_view value) override;

  [[nodiscard]] SteadyTime now() const noexcept override;
  [[nodiscard]] WallTime wall_now() const noexcept override;
  Registration after(std::chrono::milliseconds delay, std::function<void()> action) override;
  Registration every(std::chrono::milliseconds interval, std::function<void()> action) override;

  [[nodiscard]] bool is_own_domain(std::string_view host) const noexcept override;
  [[nodiscard]] bool is_own_uri(const Uri& uri) const noexcept override;
  [[nodiscard]] bool is_own_endpoint(const Endpoint& endpoint) const noexcept override;
  [[nodiscard]] std::uint64_t keyed_hash(std::string_view text) const noexcept override;

  [[nodiscard]] std::unique_ptr<WorkQueue> make_work_queue(std::string_view name, std::size_t capacity) override;
  [[nodiscard]] Logger& log() noexcept override;
  [[nodiscard]] Metric& metric(std::string_view name, std::string_view help) override;

 protected:
  Registration provide_service(std::string_view name, void* implementation) override;
  [[nodiscard]] void* find_service(std::string_view name) const override;

 private:
  std::function<void()> guarded(std::function<void()> action);

  Environment& environment_;
  Generation& generation_;
  const Secret& secret_;
  std::string name_;
  std::size_t order_;
  Logger& log_;
};

}  // namespace zvoni::kernel
