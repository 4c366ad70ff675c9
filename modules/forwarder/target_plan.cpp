#include "target_plan.hpp"

#include <iterator>

#include <zvoni/uri.hpp>

namespace zvoni::forwarder {
namespace {

// Header components mean nothing in a request-URI and may not stand there (RFC 3261, 19.1.1).
std::string without_headers(const std::string& text) {
  const auto uri = parse_uri(text);
  return uri ? text.substr(0, text.size() - uri->headers.text().size()) : text;
}

Target target_of(const LocatedContact& contact) {
  Target target{.request_uri = without_headers(contact.uri), .route = contact.path, .flow = std::nullopt};
  if (contact.path.empty()) target.flow = contact.flow;  // with a Path, the first hop knows the flow (RFC 3327)
  return target;
}

}  // namespace

std::vector<TargetGroup> groups_of(const std::vector<LocatedContact>& contacts) {
  std::vector<TargetGroup> groups;
  std::optional<int> q;
  for (const LocatedContact& contact : contacts) {
    if (contact.q != q) groups.emplace_back();
    q = contact.q;
    groups.back().targets.push_back(target_of(contact));
  }
  return groups;
}

void merge_parallel(std::vector<TargetGroup>& groups, std::vector<TargetGroup> more) {
  if (groups.size() < more.size()) groups.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) {
    auto& targets = groups[i].targets;
    std::move(more[i].targets.begin(), more[i].targets.end(), std::back_inserter(targets));
    if (!groups[i].ring_time) groups[i].ring_time = more[i].ring_time;
  }
}

void append_serial(std::vector<TargetGroup>& groups, std::vector<TargetGroup> more) {
  std::move(more.begin(), more.end(), std::back_inserter(groups));
}

}  // namespace zvoni::forwarder
