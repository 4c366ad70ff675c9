// The core with handlers of the test instead of modules, on a simulated network and clock.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/core.hpp"
#include "pipeline/module_host.hpp"
#include "simulated_network.hpp"
#include "simulated_world.hpp"

namespace zvoni::kernel {

class PipelineWorld {
 public:
  PipelineWorld();
  ~PipelineWorld();

  /// Handlers are registered with it, until the first message.
  Host& host(const std::string& module = "test");
  void keep(Registration registration) { registrations_.push_back(std::move(registration)); }

  void receive(std::string_view from, std::string_view wire);
  /// The next message that went to an address; LF line ends; empty: none.
  std::string sent_to(std::string_view address);
  void advance(std::chrono::milliseconds by);
  /// What other threads would do meanwhile.
  void settle();

  Core& core() { return *core_; }
  testing::SimulatedNetwork& network() { return network_; }
  testing::SimulatedResolver& resolver() { return resolver_; }
  [[nodiscard]] std::size_t alive() { return core_->transactions(network_); }
  [[nodiscard]] std::int64_t metric(std::string_view name) const { return metrics_.find(name)->value(); }
  [[nodiscard]] bool was_logged(std::string_view part) const;

 private:
  std::shared_ptr<testing::PeerState> peer(std::string_view address);

  testing::SimulatedClock clock_;
  testing::SimulatedScheduler scheduler_{clock_};
  testing::SimulatedDispatcher dispatcher_;
  testing::SimulatedResolver resolver_;
  testing::SimulatedIdentity identity_{{}};
  testing::SimulatedWorkQueues work_queues_;
  testing::RecordingLogs logs_;
  testing::SimulatedMetrics metrics_;
  testing::SimulatedNetwork network_;
  Environment environment_{clock_, scheduler_, dispatcher_, resolver_, identity_, work_queues_, logs_, metrics_};
  Secret secret_ = Secret::random();
  std::shared_ptr<Generation> generation_ = std::make_shared<Generation>();
  std::vector<std::unique_ptr<ModuleHost>> hosts_;
  std::vector<Registration> registrations_;
  std::unique_ptr<Core> core_;
};

/// A request of alice at 192.0.2.11 with the given start, further headers put in.
std::string request(const std::string& method, const std::string& uri, const std::string& branch,
                    const std::string& further = {}, const std::string& to_tag = {});

/// Forwards everything to one target and passes on what comes back.
class Relay final : public TransactionUser {
 public:
  explicit Relay(Target target) : target_(std::move(target)) {}
  void start(Request& request) override;
  void on_cancel(Request& request) override;
  void on_response(Request& request, Branch& branch, MessagePtr response) override;
  void on_failure(Request& request, Branch& branch, BranchFailure failure) override;

 private:
  Target target_;
  Branch* branch_ = nullptr;
};

}  // namespace zvoni::kernel
