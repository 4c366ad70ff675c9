#include "pipeline/core.hpp"

#include "pipeline/via.hpp"

namespace zvoni::kernel {

Core::Core(const CoreSettings& settings, Environment& environment, const Secret& secret, unsigned workers)
    : parts_(settings, environment, secret), workers_(workers) {
  set_generation(std::make_shared<Generation>());
  for (std::uint32_t i = 0; i < settings.shards; ++i) shards_.push_back(std::make_unique<Shard>(i, parts_));
}

Core::~Core() = default;

void Core::set_generation(std::shared_ptr<const Generation> generation) {
  parts_.generation.store(std::move(generation));
}

void Core::on_message(const Flow& flow, std::string_view bytes, Network& network) {
  trace(flow, bytes);
  ParsedMessage parsed = Message::parse(bytes, parts_.settings.message_limits);
  if (parsed.fault == ParseFault::none) {
    accept(std::move(parsed.message), flow, network);
  } else {
    refuse(std::move(parsed.message), parsed.fault, flow, network);
  }
}

void Core::on_framing_error(const Flow& flow, std::string_view bytes, Network& network) {
  trace(flow, bytes);
  ParsedMessage parsed = Message::parse(bytes, parts_.settings.message_limits);
  ParseFault fault = parsed.fault == ParseFault::none ? ParseFault::content_length : parsed.fault;
  refuse(std::move(parsed.message), fault, flow, network);
}

void Core::accept(MessagePtr message, const Flow& flow, Network& network) {
  Shard& shard = shard_of(message->call_id());
  if (message->is_request()) {
    parts_.metrics.requests.add();
    auto generation = parts_.generation.load();
    ShardLock(shard, network)->on_request(std::move(message), flow, std::move(generation));
    return;
  }
  parts_.metrics.responses.add();
  if (!is_ours(*message)) {
    parts_.metrics.stray_responses.add();
    return;
  }
  ShardLock(shard, network)->on_response(std::move(message), flow);
}

// RFC 3261, 18.1.2: the top Via of a response has to be the one zvoni put there.
bool Core::is_ours(const Message& response) const noexcept {
  auto via = response.top_via();
  if (!via) return false;
  auto address = IpAddress::parse(via->host);
  return address && parts_.environment.identity.is_own_endpoint({*address, via->port.value_or(5060)});
}

void Core::refuse(MessagePtr message, ParseFault fault, const Flow& flow, Network& network) {
  if (fault == ParseFault::not_sip) {
    parts_.metrics.not_sip.add();
    return;
  }
  parts_.metrics.malformed.add();
  if (parts_.log.enabled(LogLevel::debug)) {
    parts_.log.debug("malformed message from " + flow.remote.to_string() + ": " + std::string(describe(fault)));
  }
  if (!message || !message->is_request()) return;
  auto generation = parts_.generation.load();
  Shard& shard = shard_of(message->call_id());
  ShardLock(shard, network)->refuse(std::move(message), flow, std::move(generation), refusal_of(fault));
}

void Core::on_send_failure(SendTicket ticket, Network& network) {
  parts_.metrics.send_errors.add();
  if (ticket.transaction == 0 || ticket.shard >= shards_.size()) return;
  ShardLock(*shards_[ticket.shard], network)->on_send_failure(ticket.transaction);
}

void Core::on_datagram_refused(const Endpoint& remote, std::string_view quoted, Network& network) {
  std::string_view branch = find_branch(quoted);
  auto id = parse_branch(branch);
  if (!id || id->shard >= shards_.size()) return;
  ShardLock(*shards_[id->shard], network)->on_datagram_refused(branch, remote);
}

void Core::on_tick(unsigned worker, SteadyTime now, Network& network) {
  for (std::size_t i = worker; i < shards_.size(); i += workers_) {
    if (shards_[i]->is_due(now)) ShardLock(*shards_[i], network)->advance();
  }
}

void Core::refuse_new() noexcept { parts_.stopping.store(true, std::memory_order_relaxed); }

std::size_t Core::pending(Network& network) {
  std::size_t count = 0;
  for (auto& shard : shards_) count += ShardLock(*shard, network)->pending();
  return count;
}

void Core::abort_pending(Network& network) {
  for (auto& shard : shards_) ShardLock(*shard, network)->abort_pending();
}

void Core::close_calls(Network& network) {
  for (auto& shard : shards_) ShardLock(*shard, network)->close_calls();
}

std::size_t Core::transactions(Network& network) {
  std::size_t count = 0;
  for (auto& shard : shards_) count += ShardLock(*shard, network)->transactions();
  return count;
}

void Core::reopen() {
  auto generation = parts_.generation.load();
  for (auto& link : generation->reopen_chain) (*link.handler)();
}

void Core::trace(const Flow& flow, std::string_view bytes) {
  if (!parts_.log.enabled(LogLevel::trace)) return;
  parts_.log.trace("received from " + flow.remote.to_string() + "\n" + std::string(bytes));
}

Shard& Core::shard_of(std::string_view call_id) noexcept {
  return *shards_[std::hash<std::string_view>{}(call_id) % shards_.size()];
}

}  // namespace zvoni::kernel
