// One request's branches and their responses (RFC 3261, 16.7 to 16.10).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <zvoni/request.hpp>

#include "best_response.hpp"
#include "forwarding.hpp"
#include "plan_mailbox.hpp"
#include "redirect.hpp"
#include "target_plan.hpp"
#include "target_set.hpp"

namespace zvoni::forwarder {

/// Tries the groups of a plan one after another and sends one final response upstream. Threads: under the call's lock.
class ResponseContext final : public TransactionUser {
 public:
  ResponseContext(Forwarding& forwarding, TargetPlan plan, Sender sender, std::string loop_token);

  void start(Request& request) override;
  void on_cancel(Request& request) override;
  void on_response(Request& request, Branch& branch, MessagePtr response) override;
  void on_failure(Request& request, Branch& branch, BranchFailure failure) override;

 private:
  struct OpenBranch {
    Branch* branch = nullptr;
    Registration timer_c;
    bool pending = true;  ///< its final response is waited for
  };
  struct Redirection {
    MessagePtr response;
    std::vector<RedirectContact> contacts;
  };
  using PlanHandler = void (ResponseContext::*)(Request&, TargetPlan);

  // What comes back.
  void on_provisional(Request& request, OpenBranch& open, MessagePtr response);
  void on_success(Request& request, OpenBranch& open, MessagePtr response);
  void on_rejection(Request& request, MessagePtr response);
  void on_timer_c(Request& request, Branch& branch);
  void arm_timer_c(Request& request, OpenBranch& open);
  [[nodiscard]] OpenBranch* find(const Branch& branch) noexcept;
  [[nodiscard]] bool is_pending() const noexcept;
  void cancel_pending();
  void give_up_pending();
  void close();
  void send_best(Request& request);

  // Where it goes next.
  void advance(Request& request);
  std::size_t adopt(Request& request, TargetPlan plan);
  bool start_next_group(Request& request);
  bool forward_group(Request& request, const TargetGroup& group);
  bool follow_redirects(Request& request);
  void on_redirect_plan(Request& request, TargetPlan plan);
  bool divert(Request& request);
  void on_diversion_plan(Request& request, TargetPlan plan);
  std::optional<Diversion> diversion_for(int status) const;
  void search(Request& request, TargetSearch search, PlanHandler handler);
  void poll(Request& request, PlanHandler handler, int polls_left);

  Forwarding& forwarding_;
  TargetPlan first_plan_;
  Sender sender_;
  std::string loop_token_;
  TargetSet targets_;
  BestResponse best_;
  std::vector<OpenBranch> branches_;
  std::vector<Redirection> redirections_;
  std::optional<Diversion> when_busy_;
  std::optional<Diversion> when_no_answer_;
  Registration no_answer_timer_;
  Registration ring_timer_;
  Registration poll_timer_;
  std::shared_ptr<PlanMailbox> late_plan_;  // shared with the answer that may come after this is gone
  std::uint32_t breadth_ = 0;
  unsigned diversions_ = 0;
  bool is_invite_ = false;
  bool answered_ = false;  ///< a final response went upstream
  bool closed_ = false;    ///< no new branch is started
  bool rang_out_ = false;  ///< the time of the no-answer route is up
};

}  // namespace zvoni::forwarder
