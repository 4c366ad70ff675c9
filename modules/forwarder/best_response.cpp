#include "best_response.hpp"

#include <utility>

#include <zvoni/status.hpp>

#include "unfold.hpp"

namespace zvoni::forwarder {
namespace {

bool is_challenge(int status) noexcept { return status == 401 || status == 407; }

// 16.7 step 6: the lower, the better. Within 4xx, those that let the caller try again come first, then what says most
// about the user, and last what only says that a branch came to nothing.
int rank(int status) noexcept {
  if (status >= 600) return 0;
  if (status < 400) return 1;
  if (status == 503) return 7;
  if (status >= 500) return 6;
  switch (status) {
    case 401:
    case 407:
    case 415:
    case 420:
    case 484:
      return 2;
    case 486:
      return 3;
    case 408:
    case 487:
      return 5;
    default:
      return 4;
  }
}

void copy_challenges(const Message& from, Message& to) {
  for (std::size_t i = 0;; ++i) {
    const auto line = from.header_line(i);
    if (!line) return;
    if (line->name != HeaderName::www_authenticate && line->name != HeaderName::proxy_authenticate) continue;
    to.add_last(line->name, unfolded(line->value));
  }
}

}  // namespace

void BestResponse::add(MessagePtr response) {
  if (best_ && rank(best_->status()) <= rank(response->status())) {
    if (is_challenge(response->status())) other_challenges_.push_back(std::move(response));
    return;
  }
  std::swap(best_, response);
  if (response && is_challenge(response->status())) other_challenges_.push_back(std::move(response));
}

MessagePtr BestResponse::take() {
  if (!best_) return nullptr;
  if (is_challenge(best_->status())) {
    for (const MessagePtr& other : other_challenges_) copy_challenges(*other, *best_);
  }
  if (best_->status() == 503) {  // 503 would tell the caller that all of zvoni is out of service
    best_->set_status(500, standard_reason(500));
    best_->remove(HeaderName::retry_after);
  }
  other_challenges_.clear();
  return std::move(best_);
}

}  // namespace zvoni::forwarder
