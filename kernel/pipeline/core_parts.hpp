// What every shard shares: settings, the world outside, the numbers.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include "call/call_watcher.hpp"
#include "pipeline/environment.hpp"
#include "pipeline/generation.hpp"
#include "pipeline/secret.hpp"
#include "pipeline/validation.hpp"
#include "transaction/actions.hpp"

namespace zvoni::kernel {

struct CoreSettings {
  std::uint32_t shards = 256;
  TransactionTimes times;
  MessageLimits message_limits;
  CallLimits call_limits;                       ///< max_calls of the whole exchange
  std::size_t max_transactions = 200000;        ///< server transactions in all; beyond: 503
  std::size_t max_branches = 64;                ///< copies of one request
  std::chrono::milliseconds retry_after{5000};  ///< what a 503 of ours says
};

/// Numbers an operator reads; each is a metric "kernel.…".
struct CoreMetrics {
  explicit CoreMetrics(MetricSource& source);

  Metric& requests;
  Metric& responses;
  Metric& not_sip;
  Metric& malformed;
  Metric& stray_responses;
  Metric& retransmissions;
  Metric& transactions;
  Metric& overload;
  Metric& handler_exceptions;
  Metric& abandoned;
  Metric& send_errors;
  Metric& unwatched_calls;
};

/// Lives as long as the core.
struct CoreParts {
  CoreParts(const CoreSettings& core_settings, Environment& world, const Secret& key);

  CoreSettings settings;
  Environment& environment;
  Secret secret;
  CoreMetrics metrics;
  Logger& log;
  std::atomic<bool> stopping{false};
  /// The generation new messages begin with. Messages that are under way keep theirs alive.
  std::atomic<std::shared_ptr<const Generation>> generation;
};

}  // namespace zvoni::kernel
