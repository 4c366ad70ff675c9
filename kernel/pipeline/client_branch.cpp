#include "pipeline/client_branch.hpp"

#include <algorithm>
#include <atomic>

#include <zvoni/text.hpp>

#include "pipeline/routing.hpp"
#include "pipeline/server_transaction.hpp"
#include "pipeline/shard.hpp"
#include "pipeline/via.hpp"

namespace zvoni::kernel {
namespace {

// RFC 3261, 18.1.1: beyond this a datagram might not fit the path.
constexpr std::size_t kLargestDatagram = 1300;
constexpr std::size_t kMostRemoteTags = 16;
constexpr std::size_t kMostFlows = 16;

}  // namespace

ClientBranch::ClientBranch(ServerTransaction& owner, MessagePtr copy, const Target& target, std::string loop_token)
    : owner_(owner), base_(std::move(copy)), loop_token_(std::move(loop_token)) {
  cancel_timer_.owner = this;
  cancel_timer_.fire = [](TimerNode& node, SteadyTime) {
    static_cast<ClientBranch*>(node.owner)->on_cancel_unanswered();
  };
  prepare(target);
}

ClientBranch::~ClientBranch() = default;

Request& ClientBranch::request() noexcept { return owner_; }

// 16.6 steps 2, 6 and 7.
void ClientBranch::prepare(const Target& target) {
  if (!target.request_uri.empty()) base_->set_request_uri(target.request_uri);
  for (auto route = target.route.rbegin(); route != target.route.rend(); ++route) {
    base_->add_first(HeaderName::route, *route);
  }
  auto uri = parse_uri(base_->request_uri());
  if (uri && iequals(uri->params.value("transport"), "udp")) keeps_datagrams_ = true;
  if (target.flow && !base_->has(HeaderName::route)) {
    flows_.push_back(*target.flow);
    auto host = uri ? IpAddress::parse(uri->host) : std::nullopt;
    bool direct = host && *host == target.flow->remote.address && uri->port.value_or(5060) == target.flow->remote.port;
    if (!direct) keeps_datagrams_ = true;
  }
}

void ClientBranch::start() {
  if (!flows_.empty()) {
    prefer_stream_for_large();
    try_next(BranchFailure::transport);
  } else if (auto hop = determine_next_hop(*base_)) {
    resolve(*hop);
  } else {
    try_next(BranchFailure::unresolved);
  }
}

namespace {

// The resolver's answer may come before resolve() returns or later on another thread: whoever is second acts on it.
struct Resolution {
  enum : int { pending, answered, returned };
  std::atomic<int> state{pending};
  std::vector<Destination> destinations;
};

}  // namespace

void ClientBranch::resolve(const NextHop& hop) {
  resolving_ = true;
  Shard& shard = owner_.shard();
  auto resolution = std::make_shared<Resolution>();  // shared by this call and the answer
  auto done = [resolution, this, &shard, id = owner_.id()](std::vector<Destination> destinations) {
    resolution->destinations = std::move(destinations);
    if (resolution->state.exchange(Resolution::answered) != Resolution::returned) return;
    shard.parts().environment.dispatcher.post(shard.index(), [resolution, this, &shard, id](Network& network) {
      ShardLock lock(shard, network);
      // A branch lives as long as its request, and its request is not over while it resolves.
      if (lock->find(id) != nullptr) on_resolved(resolution->destinations);
    });
  };
  shard.parts().environment.resolver.resolve(hop, std::move(done));
  if (resolution->state.exchange(Resolution::returned) == Resolution::answered) on_resolved(resolution->destinations);
}

void ClientBranch::on_resolved(const std::vector<Destination>& destinations) {
  resolving_ = false;
  for (const Destination& destination : destinations) {
    if (flows_.size() == kMostFlows) break;
    flows_.push_back({.transport = destination.transport, .local = {}, .remote = destination.endpoint});
  }
  prefer_stream_for_large();
  try_next(flows_.empty() ? BranchFailure::unresolved : BranchFailure::transport);
}

// 18.1.1: a large request tries TCP before UDP, and UDP again where nobody listens there.
void ClientBranch::prefer_stream_for_large() {
  if (base_->wire_size() + 200 <= kLargestDatagram) return;  // 200: what Via and Record-Route will add
  if (keeps_datagrams_) return;
  std::vector<Flow> preferred;
  for (const Flow& flow : flows_) {
    if (flow.transport == Transport::udp) {
      preferred.push_back({.transport = Transport::tcp, .local = {}, .remote = flow.remote});
    }
    preferred.push_back(flow);
  }
  flows_ = std::move(preferred);
}

void ClientBranch::try_next(BranchFailure failure) {
  if (state_ == State::completed) return;
  if (cancel_wanted_) flows_.clear();
  Shard& shard = owner_.shard();
  while (!flows_.empty()) {
    flow_ = flows_.front();
    flows_.erase(flows_.begin());
    if (!shard.network().route(flow_)) continue;
    message_ = flows_.empty() ? std::move(base_) : base_->copy();  // the last one needs no further copy
    if (!run_request_forwarding()) break;
    complete_for(flow_.transport, *message_);
    if (owner_.is_stateless()) return send_stateless();
    std::uint64_t id = shard.next_id();
    std::string branch =
        make_branch({shard.index(), id}, shard.parts().secret.hash("branch:" + std::to_string(id)), loop_token_);
    message_->add_first(HeaderName::via, make_via(flow_, branch));
    transaction_ = std::make_unique<ClientTransaction>(shard, *this, *message_, flow_, std::move(branch), id);
    transaction_->start();
    return;
  }
  state_ = State::completed;
  // The forwarder hears of it after forward() returned.
  shard.defer([this, failure] { complete(failure); });
}

void ClientBranch::try_next_later(BranchFailure failure) {
  owner_.shard().defer([this, failure] {
    if (transaction_ && !transaction_->is_terminated() && former_.size() < kMostFlows) {
      former_.push_back({std::move(message_), std::move(transaction_)});
    }
    transaction_.reset();
    if (base_) {
      state_ = State::calling;
      try_next(failure);
    } else {
      state_ = State::completed;
      complete(failure);
    }
  });
}

bool ClientBranch::run_request_forwarding() {
  CoreParts& parts = owner_.shard().parts();
  for (auto& link : owner_.generation().branch_chain) {
    try {
      (*link.handler)(*this);
    } catch (const std::exception& error) {
      parts.metrics.handler_exceptions.add();
      parts.log.error("exception in request_forwarding of " + link.module + ": " + error.what());
      return false;
    }
  }
  return true;
}

// 16.11: the branch of a request forwarded without state follows from the request, so that its retransmission has the
// same.
void ClientBranch::send_stateless() {
  Shard& shard = owner_.shard();
  CoreParts& parts = shard.parts();
  std::string identity(message_->first_value(HeaderName::via).value_or(""));
  identity += message_->request_uri();
  std::string branch = make_branch({shard.index(), 0}, parts.secret.hash(identity), loop_token_);
  message_->add_first(HeaderName::via, make_via(flow_, branch));
  std::string wire = message_->to_wire();
  if (parts.log.enabled(LogLevel::trace)) parts.log.trace("sent to " + flow_.remote.to_string() + "\n" + wire);
  if (!shard.network().send(flow_, wire, {})) parts.metrics.send_errors.add();
  state_ = State::completed;
}

void ClientBranch::on_client_response(ClientTransaction& transaction, MessagePtr response) {
  if (!is_current(transaction)) return;  // what became of a CANCEL shows in the INVITE's response
  int status = response->status();
  response->remove_first_value(HeaderName::via);
  if (!response->has(HeaderName::via)) {  // 16.7 step 3: it was for zvoni alone, which asked for nothing
    if (is_final(status)) on_client_transport_error(transaction);
    return;
  }
  std::string_view tag = response->to_tag();
  if (!tag.empty() && !has_remote_tag(tag) && remote_tags_.size() < kMostRemoteTags) remote_tags_.emplace_back(tag);

  if (is_provisional(status)) {
    state_ = State::proceeding;
    if (cancel_wanted_) send_cancel();
  } else {
    // RFC 3263, 4.3: a server that is out of service is as good as one that cannot be reached.
    if (status == 503 && base_ && !flows_.empty() && !cancel_wanted_) return try_next_later(BranchFailure::transport);
    state_ = State::completed;
    cancel_timer_.cancel();
  }
  owner_.on_branch_response(*this, std::move(response));
}

void ClientBranch::on_client_timeout(ClientTransaction& transaction) {
  if (is_current(transaction) && state_ != State::completed) try_next_later(BranchFailure::timeout);
}

void ClientBranch::on_client_transport_error(ClientTransaction& transaction) {
  if (is_current(transaction) && state_ != State::completed) try_next_later(BranchFailure::transport);
}

void ClientBranch::on_client_terminated(ClientTransaction&) { owner_.on_branch_over(); }

void ClientBranch::cancel() {
  if (cancel_wanted_ || state_ == State::completed || owner_.message().method() != Method::invite) return;
  cancel_wanted_ = true;
  if (!transaction_) return;  // still looking for its way: try_next() goes no further
  if (state_ == State::proceeding) send_cancel();
}

void ClientBranch::send_cancel() {
  if (cancel_transaction_ || !transaction_) return;
  Shard& shard = owner_.shard();
  cancel_message_ = make_hop_request(*message_, Method::cancel, message_->header(HeaderName::to).value_or(""));
  cancel_transaction_ = std::make_unique<ClientTransaction>(shard, *this, *cancel_message_, transaction_->flow(),
                                                            transaction_->branch(), transaction_->number());
  cancel_transaction_->start();
  shard.wheel().arm(cancel_timer_, shard.moment().steady + shard.parts().settings.times.t1_64());
}

// 9.1: no final response within 64·T1 of the CANCEL: the original transaction counts as cancelled.
void ClientBranch::on_cancel_unanswered() {
  if (state_ == State::completed) return;
  if (transaction_) transaction_->stop();
  state_ = State::completed;
  complete(BranchFailure::timeout);
}

void ClientBranch::complete(BranchFailure failure) { owner_.on_branch_failure(*this, failure); }

bool ClientBranch::is_current(const ClientTransaction& transaction) const noexcept {
  return &transaction == transaction_.get();
}

bool ClientBranch::is_over() const noexcept {
  if (state_ != State::completed || resolving_) return false;
  for (const Former& former : former_) {
    if (!former.transaction->is_terminated()) return false;
  }
  bool present_over = !transaction_ || transaction_->is_terminated();
  return present_over && (!cancel_transaction_ || cancel_transaction_->is_terminated());
}

bool ClientBranch::has_remote_tag(std::string_view tag) const noexcept {
  return std::find(remote_tags_.begin(), remote_tags_.end(), tag) != remote_tags_.end();
}

}  // namespace zvoni::kernel
