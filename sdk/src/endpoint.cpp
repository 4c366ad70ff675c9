#include <zvoni/endpoint.hpp>

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include <zvoni/text.hpp>

#include "grammar.hpp"

namespace zvoni {
namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

}  // namespace

std::string_view to_string(Transport transport) noexcept {
  switch (transport) {
    case Transport::tcp:
      return "TCP";
    case Transport::tls:
      return "TLS";
    default:
      return "UDP";
  }
}

std::optional<Transport> parse_transport(std::string_view text) noexcept {
  if (text.size() != 3) return std::nullopt;
  if (iequals(text, "UDP")) return Transport::udp;
  if (iequals(text, "TCP")) return Transport::tcp;
  if (iequals(text, "TLS")) return Transport::tls;
  return std::nullopt;
}

IpAddress IpAddress::v4(const std::array<std::uint8_t, 4>& bytes) noexcept {
  IpAddress address;
  std::copy(bytes.begin(), bytes.end(), address.bytes_.begin());
  return address;
}

IpAddress IpAddress::v6(const std::array<std::uint8_t, 16>& bytes, std::uint32_t scope_id) noexcept {
  if (std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), bytes.begin())) {
    return v4({bytes[12], bytes[13], bytes[14], bytes[15]});
  }
  IpAddress address;
  address.bytes_ = bytes;
  address.scope_id_ = scope_id;
  address.is_v4_ = false;
  return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) noexcept {
  const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
  if (bracketed) text = text.substr(1, text.size() - 2);
  std::array<char, INET6_ADDRSTRLEN> buffer{};  // inet_pton wants a NUL at the end
  if (text.empty() || text.size() >= buffer.size() || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::memcpy(buffer.data(), text.data(), text.size());
  if (text.find(':') != std::string_view::npos) {
    std::array<std::uint8_t, 16> bytes{};
    if (inet_pton(AF_INET6, buffer.data(), bytes.data()) != 1) return std::nullopt;
    return v6(bytes);
  }
  std::array<std::uint8_t, 4> bytes{};
  if (bracketed || inet_pton(AF_INET, buffer.data(), bytes.data()) != 1) return std::nullopt;
  return v4(bytes);
}

bool IpAddress::is_wildcard() const noexcept {
  return std::all_of(bytes_.begin(), bytes_.end(), [](std::uint8_t byte) { return byte == 0; });
}

bool IpAddress::is_loopback() const noexcept {
  if (is_v4_) return bytes_[0] == 127;
  return bytes_[15] == 1 && std::all_of(bytes_.begin(), bytes_.end() - 1, [](std::uint8_t byte) { return byte == 0; });
}

std::string IpAddress::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  inet_ntop(is_v4_ ? AF_INET : AF_INET6, bytes_.data(), buffer.data(), buffer.size());
  return buffer.data();
}

std::string IpAddress::to_host() const { return is_v4_ ? to_string() : "[" + to_string() + "]"; }

std::string Endpoint::to_string() const { return address.to_host() + ":" + std::to_string(port); }

std::optional<Endpoint> Endpoint::parse(std::string_view text) noexcept {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto host = text.substr(0, colon);
  // "2001:db8::1" is an address without a port, not one with port 1.
  if (host.find(':') != std::string_view::npos && host.front() != '[') return std::nullopt;
  const auto address = IpAddress::parse(host);
  const auto port = grammar::parse_port(text.substr(colon + 1));
  if (!address || !port) return std::nullopt;
  return Endpoint{*address, *port};
}

}  // namespace zvoni

std::size_t std::hash<zvoni::Endpoint>::operator()(const zvoni::Endpoint& endpoint) const noexcept {
  std::array<std::uint64_t, 2> words{};
  std::memcpy(words.data(), endpoint.address.bytes().data(), sizeof words);
  std::uint64_t mixed = (words[0] ^ endpoint.port ^ (std::uint64_t{endpoint.address.scope_id()} << 16)) *
                        std::uint64_t{0x9e3779b97f4a7c15};
  mixed = (mixed ^ (mixed >> 32) ^ words[1]) * std::uint64_t{0xff51afd7ed558ccd};
  return static_cast<std::size_t>(mixed ^ (mixed >> 29));
}
