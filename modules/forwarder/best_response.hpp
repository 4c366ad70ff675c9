// Which of the branches' final responses goes upstream (RFC 3261, 16.7 steps 6 and 7).
#pragma once

#include <vector>

#include <zvoni/message.hpp>

namespace zvoni::forwarder {

/// Collects final responses other than 2xx. Sans I/O.
class BestResponse {
 public:
  void add(MessagePtr response);
  /// The status of the best one so far; 0: there is none.
  [[nodiscard]] int status() const noexcept { return best_ ? best_->status() : 0; }
  /// The best one, ready to be sent: a 401 or 407 has the challenges of all of them, a 503 has become a 500. nullptr
  /// where none was added.
  [[nodiscard]] MessagePtr take();

 private:
  MessagePtr best_;
  std::vector<MessagePtr> other_challenges_;  // 401 and 407 that are not the best
};

}  // namespace zvoni::forwarder
