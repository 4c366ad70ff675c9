#include <zvoni/testing/exchange.hpp>

#include <algorithm>
#include <stdexcept>

#include <zvoni/message.hpp>

#include "assembly.hpp"
#include "pipeline/core.hpp"
#include "simulated_network.hpp"
#include "simulated_world.hpp"

namespace zvoni::testing {
namespace {

constexpr std::uint32_t kShards = 4;
constexpr std::chrono::milliseconds kTick = kernel::TimerWheel::kTick;

std::string to_wire(std::string_view text) {
  std::size_t head_end = text.find("\n\n");
  if (head_end == std::string_view::npos || text.find("\r\n") != std::string_view::npos) return std::string(text);
  std::string_view head = text.substr(0, head_end + 1);
  std::string_view body = text.substr(head_end + 2);
  std::string wire;
  for (char c : head) {
    if (c == '\n') wire += '\r';
    wire += c;
  }
  if (header_of(text, "Content-Length").empty()) wire += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  wire += "\r\n";
  wire += body;
  return wire;
}

std::string to_text(std::string_view wire) {
  std::string text;
  for (std::size_t i = 0; i < wire.size(); ++i) {
    if (wire[i] == '\r' && i + 1 < wire.size() && wire[i + 1] == '\n') continue;
    text += wire[i];
  }
  return text;
}

std::pair<Transport, Endpoint> parse_address(std::string_view address) {
  std::size_t colon = address.find(':');
  auto transport = parse_transport(address.substr(0, colon));
  auto endpoint = colon == std::string_view::npos ? std::nullopt : Endpoint::parse(address.substr(colon + 1));
  if (!transport || !endpoint) throw std::invalid_argument("no address: " + std::string(address));
  return {*transport, *endpoint};
}

kernel::Configuration load(const ExchangeSettings& settings) {
  kernel::Mistakes mistakes;
  kernel::SettingsSource source{.file = "zvoni.yaml", .overrides = {}, .state_dir = settings.state_dir};
  kernel::Configuration loaded;
  loaded.settings = kernel::read_settings(settings.config, "zvoni.yaml", source, mistakes);
  loaded.settings.shards = kShards;
  auto path = settings.module_path;
  path.insert(path.end(), loaded.settings.module_path.begin(), loaded.settings.module_path.end());
  loaded.modules = kernel::load_modules(loaded.settings, kernel::ModuleLoader(std::move(path)), mistakes);
  mistakes.throw_if_any();
  return loaded;
}

}  // namespace

struct Exchange::World {
  explicit World(kernel::Configuration loaded)
      : scheduler(clock),
        identity(loaded.settings.domains),
        environment{clock, scheduler, dispatcher, resolver, identity, work_queues, logs, metrics},
        secret(kernel::Secret::random()),
        assembly(std::make_unique<kernel::Assembly>(std::move(loaded.modules), environment, secret)),
        core(std::make_unique<kernel::Core>(kernel::core_settings(loaded.settings), environment, secret, 1)) {
    core->set_generation(assembly->generation());
  }

  // What other threads would do meanwhile.
  void settle() {
    bool busy = true;
    while (busy) {
      busy = dispatcher.run(network);
      busy = network.report_failure(*core) || busy;
    }
  }

  void stop() {
    if (!core) return;
    core->refuse_new();
    core->abort_pending(network);
    settle();
    core->close_calls(network);
    core.reset();
    assembly.reset();
  }

  SimulatedClock clock;
  SimulatedScheduler scheduler;
  SimulatedDispatcher dispatcher;
  SimulatedResolver resolver;
  SimulatedIdentity identity;
  SimulatedWorkQueues work_queues;
  RecordingLogs logs;
  SimulatedMetrics metrics;
  SimulatedNetwork network;
  kernel::Environment environment;
  kernel::Secret secret;
  std::unique_ptr<kernel::Assembly> assembly;
  std::unique_ptr<kernel::Core> core;  // last: its transactions are code of the modules
};

Exchange::Exchange(const ExchangeSettings& settings) : world_(std::make_unique<World>(load(settings))) {}

Exchange::~Exchange() {
  for (auto& peer : world_->network.peers()) peer->exchange = nullptr;
}

Peer Exchange::peer(std::string_view address) {
  auto [transport, endpoint] = parse_address(address);
  auto state = world_->network.peer(transport, endpoint);
  state->exchange = this;
  return Peer(state);
}

void Exchange::advance(std::chrono::milliseconds by) {
  for (; by.count() > 0; by -= kTick) {
    world_->clock.advance(std::min(by, kTick));
    if (world_->core) world_->core->on_tick(0, world_->clock.now(), world_->network);
    world_->scheduler.run_due();
    if (world_->core) world_->settle();
  }
  run_work();
}

void Exchange::refuse(std::string_view address) {
  auto [transport, endpoint] = parse_address(address);
  world_->network.refuse(transport, endpoint);
}

void Exchange::resolve(std::string_view host, std::string_view address) {
  auto [transport, endpoint] = parse_address(address);
  world_->resolver.add(host, {transport, endpoint});
}

void Exchange::run_work() { world_->work_queues.run_all(); }
void Exchange::reopen() {
  if (world_->core) world_->core->reopen();
}
void Exchange::stop() { world_->stop(); }
WallTime Exchange::wall_now() const { return world_->clock.wall_now(); }

std::optional<std::int64_t> Exchange::metric(std::string_view name) const {
  const Metric* metric = world_->metrics.find(name);
  return metric == nullptr ? std::nullopt : std::optional(metric->value());
}

const std::vector<std::string>& Exchange::log() const { return world_->logs.lines; }
std::size_t Exchange::alive() const { return world_->core ? world_->core->transactions(world_->network) : 0; }

void Exchange::receive(const Flow& flow, std::string_view wire) {
  if (!world_->core) return;
  world_->core->on_message(flow, to_wire(wire), world_->network);
  world_->settle();
}

Peer::Peer(std::shared_ptr<PeerState> state) : state_(std::move(state)) {}

void Peer::send(std::string_view wire) {
  if (state_->exchange != nullptr) state_->exchange->receive(state_->flow, wire);
}

std::string Peer::receive() {
  if (state_->inbox.empty()) return {};
  std::string wire = std::move(state_->inbox.front());
  state_->inbox.pop_front();
  return to_text(wire);
}

std::string Peer::receive(std::string_view start) {
  while (!state_->inbox.empty()) {
    std::string text = receive();
    if (text.starts_with(start)) return text;
  }
  return {};
}

std::size_t Peer::pending() const noexcept { return state_->inbox.size(); }
const Flow& Peer::flow() const noexcept { return state_->flow; }

}  // namespace zvoni::testing
