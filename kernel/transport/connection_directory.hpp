// Which connections the workers have, by peer.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

#include <zvoni/endpoint.hpp>

#include "transport/address_hash.hpp"
#include "transport/transport_limits.hpp"

namespace zvoni::kernel {

/// A connection's number says which worker it belongs to, and is never used again.
class ConnectionNumbers {
 public:
  static constexpr std::uint64_t kMostWorkers = 1024;

  explicit ConnectionNumbers(unsigned worker) noexcept : next_(kMostWorkers + worker) {}
  [[nodiscard]] std::uint64_t next() noexcept {
    const auto number = next_;
    next_ += kMostWorkers;
    return number;
  }
  [[nodiscard]] static unsigned worker_of(std::uint64_t connection) noexcept {
    return static_cast<unsigned>(connection % kMostWorkers);
  }

 private:
  std::uint64_t next_;
};

/// Counts connections against their limits and finds one by its peer's endpoint. From any thread; the locks are many,
/// so that workers seldom meet at one.
class ConnectionDirectory {
 public:
  explicit ConnectionDirectory(const TransportLimits& limits) noexcept;

  enum class Admission : std::uint8_t { admitted, existing, refused };
  struct Claim {
    Admission admission = Admission::refused;
    std::uint64_t connection = 0;  ///< the one that counts for the peer now
  };

  /// Enters a connection that the peer opened; false where a limit is met.
  [[nodiscard]] bool enter(const Endpoint& remote, std::uint64_t connection);
  /// Enters one that is about to be opened, unless there is one to that peer: then that is named, and nothing entered.
  [[nodiscard]] Claim claim(const Endpoint& remote, std::uint64_t connection);
  /// One to that peer; 0: none.
  [[nodiscard]] std::uint64_t find(const Endpoint& remote) const;
  /// From here on nobody finds it. It still counts until leave().
  void hide(const Endpoint& remote, std::uint64_t connection);
  void leave(const Endpoint& remote, std::uint64_t connection);

 private:
  struct Peer {
    std::size_t connections = 0;
    std::vector<std::pair<std::uint16_t, std::uint64_t>> open;  // port, connection; the last is the newest
  };
  struct Stripe {
    mutable std::mutex mutex;
    std::unordered_map<IpAddress, Peer, AddressHash> peers;
  };

  [[nodiscard]] Stripe& stripe_of(const IpAddress& address) noexcept;
  [[nodiscard]] const Stripe& stripe_of(const IpAddress& address) const noexcept;
  bool enter(Stripe& stripe, const Endpoint& remote, std::uint64_t connection);
  static std::uint64_t find(const Stripe& stripe, const Endpoint& remote) noexcept;

  std::size_t limit_;
  std::size_t limit_per_address_;
  std::atomic<std::size_t> count_{0};
  std::array<Stripe, 16> stripes_;
};

}  // namespace zvoni::kernel
