// Asks the system by which of its addresses a peer is reached.
#pragma once

#include <chrono>
#include <optional>
#include <unordered_map>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>

#include "transport/address_hash.hpp"
#include "transport/file_descriptor.hpp"

namespace zvoni::kernel {

/// Remembers answers for a few seconds, and a bounded number of them. Not thread-safe: one for each worker.
class SourceFinder {
 public:
  SourceFinder();
  /// The source address that the system's routing picks; nullopt where there is no route.
  [[nodiscard]] std::optional<IpAddress> source_for(const IpAddress& remote, SteadyTime now);

 private:
  struct Known {
    std::optional<IpAddress> source;
    SteadyTime until;
  };

  [[nodiscard]] std::optional<IpAddress> ask_system(const IpAddress& remote) const noexcept;

  FileDescriptor v4_;
  FileDescriptor v6_;
  std::unordered_map<IpAddress, Known, AddressHash> known_;
};

}  // namespace zvoni::kernel
