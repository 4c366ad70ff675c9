// Forwards what nobody answers: an ACK to a 2xx, a CANCEL that matches no transaction (RFC 3261, 16.10 and 16.11).
#pragma once

#include <string>
#include <utility>

#include <zvoni/request.hpp>

namespace zvoni::forwarder {

class StatelessRelay final : public TransactionUser {
 public:
  StatelessRelay(Target target, std::string loop_token)
      : target_(std::move(target)), loop_token_(std::move(loop_token)) {}

  void start(Request& request) override;
  void on_cancel(Request&) override {}
  void on_response(Request&, Branch&, MessagePtr) override {}
  void on_failure(Request&, Branch&, BranchFailure) override {}

 private:
  Target target_;
  std::string loop_token_;
};

}  // namespace zvoni::forwarder
