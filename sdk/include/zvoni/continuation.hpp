// A request that waits for something slow.
#pragma once

#include <functional>
#include <memory>

#include <zvoni/verdict.hpp>

namespace zvoni {

class Request;

/// Says how the walk of a suspended request goes on. From any thread, once. Destroying it unused answers the request
/// with 500 and logs the module's name. It may outlive the transaction (a caller that gave up); resuming does nothing
/// then.
class Continuation {
 public:
  /// Runs under the call's lock, on some worker, before resume() returns or after: give it all it needs by value.
  using Step = std::function<Verdict(Request&)>;

  /// For the kernel.
  class Impl {
   public:
    virtual ~Impl() = default;
    virtual void resume(Step step) = 0;
    virtual void abandon() noexcept = 0;
  };
  explicit Continuation(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}

  Continuation() noexcept = default;
  Continuation(Continuation&&) noexcept = default;
  Continuation& operator=(Continuation&& other) noexcept {
    if (this != &other) {
      if (impl_) impl_->abandon();
      impl_ = std::move(other.impl_);
    }
    return *this;
  }
  ~Continuation() {
    if (impl_) impl_->abandon();
  }

  /// Calls `step` with the request; its verdict counts as that of the handler that suspended.
  void resume(Step step) {
    if (auto impl = std::move(impl_)) impl->resume(std::move(step));
  }
  [[nodiscard]] explicit operator bool() const noexcept { return impl_ != nullptr; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace zvoni
