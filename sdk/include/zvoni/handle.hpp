// RAII for everything a module registers.
#pragma once

#include <functional>
#include <utility>

namespace zvoni {

/// Holds a registration (a handler, a service, a timer, a capability) for as long as it lives. Destroying or resetting
/// it takes the registration back; on return no call of the handler is running on another thread any more, except the
/// one that destroys it. Movable, not copyable. The Host outlives it.
class [[nodiscard]] Registration {
 public:
  Registration() noexcept = default;
  /// For hosts: `release` runs once.
  explicit Registration(std::function<void()> release) : release_(std::move(release)) {}
  Registration(Registration&& other) noexcept : release_(std::exchange(other.release_, nullptr)) {}
  Registration& operator=(Registration&& other) noexcept {
    if (this != &other) {
      reset();
      release_ = std::exchange(other.release_, nullptr);
    }
    return *this;
  }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  ~Registration() { reset(); }

  void reset() noexcept {
    if (auto release = std::exchange(release_, nullptr)) release();
  }
  [[nodiscard]] explicit operator bool() const noexcept { return static_cast<bool>(release_); }

 private:
  std::function<void()> release_;
};

}  // namespace zvoni
