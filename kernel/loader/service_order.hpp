// The order in which modules are created: providers of services before those that need them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zvoni::kernel {

/// What a module says of services; in the order of the configuration.
struct ServiceUser {
  std::string name;
  std::vector<std::string_view> provides;
  std::vector<std::string_view> needs;
  std::vector<std::string_view> uses;
};

struct ServiceOrder {
  std::vector<std::size_t> order;  ///< indexes of the modules, to be created in this order
  std::vector<std::size_t> cycle;  ///< not empty: each needs a service of the next one, the last one of the first
};

/// Keeps the given order where services do not ask for another one. A cycle that only a `uses` closes is no mistake:
/// that wish is not granted.
[[nodiscard]] ServiceOrder order_by_services(const std::vector<ServiceUser>& modules);

}  // namespace zvoni::kernel
