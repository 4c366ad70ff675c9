#include "target_set.hpp"

#include <algorithm>

namespace zvoni::forwarder {
namespace {

// Two phones behind different NATs may have equal contacts, so the way counts too.
bool is_same(const Target& a, const Target& b) noexcept {
  if (a.flow != b.flow || a.route != b.route) return false;
  if (a.request_uri == b.request_uri) return true;
  const auto uri = parse_uri(a.request_uri);
  const auto other = parse_uri(b.request_uri);
  return uri && other && equivalent(*uri, *other);
}

}  // namespace

std::size_t TargetSet::add_next(std::vector<TargetGroup> groups) {
  const std::size_t known_before = known_.size();
  std::deque<TargetGroup> fresh;
  for (TargetGroup& group : groups) {
    TargetGroup kept;
    kept.ring_time = group.ring_time;
    for (Target& target : group.targets) {
      if (known_.size() >= limit_ || is_known(target)) continue;
      known_.push_back(target);
      kept.targets.push_back(std::move(target));
    }
    if (!kept.targets.empty()) fresh.push_back(std::move(kept));
  }
  waiting_.insert(waiting_.begin(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
  return known_.size() - known_before;
}

std::optional<TargetGroup> TargetSet::take_next() {
  if (waiting_.empty()) return std::nullopt;
  TargetGroup group = std::move(waiting_.front());
  waiting_.pop_front();
  return group;
}

bool TargetSet::is_known(const Target& target) const noexcept {
  return std::any_of(known_.begin(), known_.end(), [&](const Target& known) { return is_same(known, target); });
}

}  // namespace zvoni::forwarder
