// All counters and gauges of the program, by name.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/metric.hpp>

#include "pipeline/environment.hpp"

namespace zvoni::kernel {

/// A metric as it stood when somebody asked.
struct MetricReading {
  std::string name;  ///< "registrar.bindings"
  std::string help;
  std::int64_t value = 0;
};

/// From any thread. Counting takes no lock; naming a metric and reading all of them do.
class Metrics final : public MetricSource {
 public:
  /// The same metric for the same name; the first help that is not empty stays.
  Metric& metric(std::string_view name, std::string_view help) override;
  /// Of all, by name.
  [[nodiscard]] std::vector<MetricReading> snapshot() const;

 private:
  struct Entry {
    Metric metric;
    std::string help;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Entry, std::less<>> entries_;  // nodes stay where they are
};

}  // namespace zvoni::kernel
