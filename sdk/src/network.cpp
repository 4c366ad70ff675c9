#include <algorithm>

#include <zvoni/endpoint.hpp>
#include <zvoni/header_values.hpp>

namespace zvoni {
namespace {

constexpr std::uint32_t kMappedPrefixLength = 96;

std::uint8_t mask_of_byte(std::size_t index, std::size_t prefix_length) noexcept {
  const std::size_t bits = prefix_length > index * 8 ? std::min<std::size_t>(prefix_length - index * 8, 8) : 0;
  return static_cast<std::uint8_t>(0xff00u >> bits);
}

}  // namespace

std::optional<Network> Network::parse(std::string_view text) noexcept {
  const auto slash = text.find('/');
  const auto address_text = text.substr(0, slash);
  const auto address = IpAddress::parse(address_text);
  if (!address) return std::nullopt;
  const bool written_as_v6 = address_text.find(':') != std::string_view::npos;
  std::uint32_t length = written_as_v6 ? 128 : 32;
  if (slash != std::string_view::npos) {
    const auto number = parse_number(text.substr(slash + 1), length);
    if (!number) return std::nullopt;
    length = *number;
  }
  if (written_as_v6 && address->is_v4()) {  // ::ffff:192.0.2.0/120 is 192.0.2.0/24
    if (length < kMappedPrefixLength) return std::nullopt;
    length -= kMappedPrefixLength;
  }
  auto bytes = address->bytes();
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] &= mask_of_byte(i, length);
  Network network;
  network.base_ = address->is_v4() ? IpAddress::v4({bytes[0], bytes[1], bytes[2], bytes[3]}) : IpAddress::v6(bytes);
  network.prefix_length_ = static_cast<std::uint8_t>(length);
  return network;
}

bool Network::contains(const IpAddress& address) const noexcept {
  if (address.is_v4() != base_.is_v4()) return false;
  const auto& base = base_.bytes();
  const auto& bytes = address.bytes();
  for (std::size_t i = 0; i * 8 < prefix_length_; ++i) {
    if (((base[i] ^ bytes[i]) & mask_of_byte(i, prefix_length_)) != 0) return false;
  }
  return true;
}

std::string Network::to_string() const { return base_.to_string() + "/" + std::to_string(prefix_length_); }

}  // namespace zvoni
