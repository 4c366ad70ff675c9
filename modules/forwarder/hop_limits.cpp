#include "hop_limits.hpp"

#include <algorithm>

namespace zvoni::forwarder {
namespace {

constexpr std::uint32_t kDefaultMaxForwards = 70;
constexpr std::uint32_t kDefaultMaxBreadth = 60;

}  // namespace

std::uint32_t next_max_forwards(const Message& request) noexcept {
  const auto received = request.number(HeaderName::max_forwards);
  if (!received) return kDefaultMaxForwards;
  return *received == 0 ? 0 : *received - 1;
}

std::uint32_t max_breadth(const Message& request) noexcept {
  return request.number(HeaderName::max_breadth).value_or(kDefaultMaxBreadth);
}

std::optional<std::uint32_t> breadth_share(std::uint32_t breadth, std::size_t branches, std::size_t nth) noexcept {
  if (branches == 0 || branches > breadth) return std::nullopt;
  const auto count = static_cast<std::uint32_t>(branches);
  return breadth / count + (nth < breadth % count ? 1 : 0);
}

}  // namespace zvoni::forwarder
