// What zvoni offers a module.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include <zvoni/call.hpp>
#include <zvoni/clock.hpp>
#include <zvoni/continuation.hpp>
#include <zvoni/handle.hpp>
#include <zvoni/log.hpp>
#include <zvoni/metric.hpp>
#include <zvoni/phase.hpp>
#include <zvoni/request.hpp>
#include <zvoni/uri.hpp>
#include <zvoni/verdict.hpp>
#include <zvoni/work_queue.hpp>

namespace zvoni {

/// Called on some worker under the call's lock: handlers of one call never run at the same time, those of different
/// calls do. Must not block. An exception that escapes is a 500 and a log line.
using RequestHandler = std::function<Verdict(Request&)>;
/// For request_forwarding: edits branch.message(). An exception fails the branch.
using BranchHandler = std::function<void(Branch&)>;
/// For response_processing and response_forwarding: edits response.message(). An exception is logged and the response
/// goes on as it is.
using ResponseHandler = std::function<void(Response&)>;

/// What an OPTIONS, a 405 or a 489 of zvoni lists.
enum class Capability : std::uint8_t {
  method,     ///< Allow
  extension,  ///< Supported, and accepted in Require and Proxy-Require
  event,      ///< Allow-Events
};

/// One for each module, valid from create() until the module is destroyed. From any thread unless said otherwise;
/// handlers are registered in create() only.
class Host {
 public:
  // Handlers. Registered in the order of the modules in the file.
  /// For the four phases of a request, request_validation to target_determination.
  virtual Registration on_request(Phase phase, RequestHandler handler) = 0;
  virtual Registration on_branch(BranchHandler handler) = 0;
  /// For response_processing and response_forwarding.
  virtual Registration on_response(Phase phase, ResponseHandler handler) = 0;
  virtual Registration on_call(CallHandler handler) = 0;
  /// Log files were rotated (SIGHUP): close and open again.
  virtual Registration on_reopen(std::function<void()> handler) = 0;

  // Services: interfaces that modules offer one another. T has `static constexpr const char* kServiceName`, which ends
  // in the version of the interface ("location/1"), and the descriptor of both modules names it.
  /// Offers a service. It is taken back before the module is destroyed, after all modules that need it are.
  template <typename T>
  Registration provide(T& implementation) {
    return provide_service(T::kServiceName, &implementation);
  }
  /// A service the descriptor says it needs is always there; one it only `uses` may be missing: nullptr. Lives as long
  /// as this module.
  template <typename T>
  [[nodiscard]] T* service() const {
    return static_cast<T*>(find_service(T::kServiceName));
  }

  virtual Registration advertise(Capability capability, std::string_view value) = 0;

  // Time.
  [[nodiscard]] virtual SteadyTime now() const noexcept = 0;
  [[nodiscard]] virtual WallTime wall_now() const noexcept = 0;
  /// Calls `action` once or each `interval` on zvoni's housekeeping thread, under no lock: must not block for long.
  virtual Registration after(std::chrono::milliseconds delay, std::function<void()> action) = 0;
  virtual Registration every(std::chrono::milliseconds interval, std::function<void()> action) = 0;

  // Identity.
  /// True where a host (name or address, IPv6 with or without brackets) is one of the domains zvoni serves.
  [[nodiscard]] virtual bool is_own_domain(std::string_view host) const noexcept = 0;
  /// True where a URI's host and port lead to this zvoni itself: one of its domains and ports it listens on.
  [[nodiscard]] virtual bool is_own_uri(const Uri& uri) const noexcept = 0;
  /// True for an endpoint zvoni listens on.
  [[nodiscard]] virtual bool is_own_endpoint(const Endpoint& endpoint) const noexcept = 0;
  /// The secret-keyed part for values that strangers must not forge or foresee; the same while zvoni runs.
  [[nodiscard]] virtual std::uint64_t keyed_hash(std::string_view text) const noexcept = 0;

  // Work, log, numbers.
  /// `capacity` jobs at the most wait in it.
  [[nodiscard]] virtual std::unique_ptr<WorkQueue> make_work_queue(std::string_view name, std::size_t capacity) = 0;
  [[nodiscard]] virtual Logger& log() noexcept = 0;
  /// A counter or gauge of this module; the same object for the same name. `name` in lower case with hyphens.
  [[nodiscard]] virtual Metric& metric(std::string_view name, std::string_view help) = 0;

 protected:
  ~Host() = default;
  virtual Registration provide_service(std::string_view name, void* implementation) = 0;
  [[nodiscard]] virtual void* find_service(std::string_view name) const = 0;
};

}  // namespace zvoni
