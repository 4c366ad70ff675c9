#include "metrics/metrics.hpp"

namespace zvoni::kernel {

Metric& Metrics::metric(std::string_view name, std::string_view help) {
  const std::lock_guard lock(mutex_);
  auto found = entries_.find(name);
  if (found == entries_.end()) found = entries_.try_emplace(std::string(name)).first;
  if (found->second.help.empty()) found->second.help = help;
  return found->second.metric;
}

std::vector<MetricReading> Metrics::snapshot() const {
  const std::lock_guard lock(mutex_);
  std::vector<MetricReading> readings;
  readings.reserve(entries_.size());
  for (const auto& [name, entry] : entries_) readings.push_back({name, entry.help, entry.metric.value()});
  return readings;
}

}  // namespace zvoni::kernel
