// So that addresses can be keys.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {

struct AddressHash {
  std::size_t operator()(const IpAddress& address) const noexcept {
    const auto& bytes = address.bytes();
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
};

}  // namespace zvoni::kernel
