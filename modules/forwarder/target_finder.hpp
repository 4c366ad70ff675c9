// Brings the questions of a search to the location service, and its outcome back.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>

#include <zvoni/service/location.hpp>

#include "target_search.hpp"

namespace zvoni::forwarder {

/// From any thread. The service and the rules of the searches outlive it.
class TargetFinder {
 public:
  /// Gets a plan that comes late: once, on any thread, under no lock.
  using Late = std::function<void(TargetPlan)>;
  /// Called at the most once, by find(), before the search goes on without its caller.
  using PrepareLate = std::function<Late()>;

  explicit TargetFinder(LocationService& location) : location_(location) {}
  /// Waits for searches that are still out: their answers run code of this module.
  ~TargetFinder();
  TargetFinder(const TargetFinder&) = delete;
  TargetFinder& operator=(const TargetFinder&) = delete;

  /// The plan, where all answers are at hand; nullopt: what `prepare` returned gets it.
  [[nodiscard]] std::optional<TargetPlan> find(TargetSearch search, const PrepareLate& prepare);

 private:
  class Run;

  void search_went_out();
  void search_came_back() noexcept;

  LocationService& location_;
  std::mutex mutex_;  // guards out_
  std::condition_variable all_back_;
  std::size_t out_ = 0;
};

}  // namespace zvoni::forwarder
