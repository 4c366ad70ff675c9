#include "pipeline_world.hpp"

#include <algorithm>

namespace zvoni::kernel {
namespace {

std::string with_crlf(std::string_view text) {
  std::string wire;
  for (char c : text) {
    if (c == '\n') wire += '\r';
    wire += c;
  }
  return wire;
}

}  // namespace

PipelineWorld::PipelineWorld() {
  CoreSettings settings;
  settings.shards = 4;
  core_ = std::make_unique<Core>(settings, environment_, secret_, 1);
  core_->set_generation(generation_);
}

PipelineWorld::~PipelineWorld() {
  core_.reset();
  registrations_.clear();
}

Host& PipelineWorld::host(const std::string& module) {
  hosts_.push_back(std::make_unique<ModuleHost>(environment_, *generation_, secret_, module, hosts_.size()));
  return *hosts_.back();
}

std::shared_ptr<testing::PeerState> PipelineWorld::peer(std::string_view address) {
  std::size_t colon = address.find(':');
  return network_.peer(*parse_transport(address.substr(0, colon)), *Endpoint::parse(address.substr(colon + 1)));
}

void PipelineWorld::receive(std::string_view from, std::string_view wire) {
  core_->on_message(peer(from)->flow, with_crlf(wire), network_);
  settle();
}

std::string PipelineWorld::sent_to(std::string_view address) {
  auto state = peer(address);
  if (state->inbox.empty()) return {};
  std::string text = std::move(state->inbox.front());
  state->inbox.pop_front();
  std::erase(text, '\r');
  return text;
}

void PipelineWorld::advance(std::chrono::milliseconds by) {
  for (; by.count() > 0; by -= TimerWheel::kTick) {
    clock_.advance(std::min(by, TimerWheel::kTick));
    core_->on_tick(0, clock_.now(), network_);
    settle();
  }
}

void PipelineWorld::settle() {
  bool busy = true;
  while (busy) {
    busy = dispatcher_.run(network_);
    busy = network_.report_failure(*core_) || busy;
  }
}

bool PipelineWorld::was_logged(std::string_view part) const {
  return std::any_of(logs_.lines.begin(), logs_.lines.end(),
                     [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

std::string request(const std::string& method, const std::string& uri, const std::string& branch,
                    const std::string& further, const std::string& to_tag) {
  return method + " " + uri +
         " SIP/2.0\n"
         "Via: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK" +
         branch +
         "\n"
         "Max-Forwards: 70\n"
         "From: \"Alice\" <sip:alice@example.org>;tag=a1\n"
         "To: <sip:bob@example.org>" +
         (to_tag.empty() ? "" : ";tag=" + to_tag) +
         "\n"
         "Call-ID: call-1@192.0.2.11\n"
         "CSeq: 1 " +
         method + "\n" + further + "Content-Length: 0\n\n";
}

void Relay::start(Request& request) { branch_ = &request.forward(request.message().copy(), target_, "loop"); }
void Relay::on_cancel(Request&) { branch_->cancel(); }
void Relay::on_response(Request& request, Branch&, MessagePtr response) { request.respond(std::move(response)); }
void Relay::on_failure(Request& request, Branch&, BranchFailure failure) {
  request.reply(failure == BranchFailure::timeout ? 408 : 503);
}

}  // namespace zvoni::kernel
