// Questions, answers and destinations as text, so that a test reads as question in, destinations out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "resolver/dns_records.hpp"
#include "transport/network.hpp"

namespace zvoni::kernel {

/// A next hop of which a test names only what matters.
struct Hop {
  std::string host;
  std::optional<std::uint16_t> port{};
  std::optional<Transport> transport{};
  bool secure = false;

  operator NextHop() const { return {host, port, transport, secure}; }  // so that it stands where a next hop does
};

/// "SRV _sip._udp.example.org"; "A …" stands for A and AAAA.
inline std::string text(const Question& question) {
  constexpr const char* kTypes[] = {"NAPTR ", "SRV ", "A "};
  return kTypes[static_cast<std::size_t>(question.type)] + question.name;
}

/// "UDP 192.0.2.1:5060".
inline std::string text(const Destination& destination) {
  return std::string(to_string(destination.transport)) + ' ' + destination.endpoint.to_string();
}

template <typename T>
std::vector<std::string> texts(const std::vector<T>& values) {
  std::vector<std::string> out;
  for (const T& value : values) out.push_back(text(value));
  return out;
}

inline Answer found_addresses(const std::vector<std::string>& addresses, int ttl = 60) {
  Answer answer{.outcome = Answer::Outcome::found, .ttl = std::chrono::seconds(ttl)};
  for (const auto& address : addresses) answer.addresses.push_back(IpAddress::parse(address).value());
  return answer;
}
inline Answer found_srvs(std::vector<SrvRecord> srvs, int ttl = 60) {
  return {.outcome = Answer::Outcome::found, .srvs = std::move(srvs), .ttl = std::chrono::seconds(ttl)};
}
inline Answer found_naptrs(std::vector<NaptrRecord> naptrs, int ttl = 60) {
  return {.outcome = Answer::Outcome::found, .naptrs = std::move(naptrs), .ttl = std::chrono::seconds(ttl)};
}
inline Answer absent() { return {.outcome = Answer::Outcome::absent}; }
inline Answer failed() { return {.outcome = Answer::Outcome::failed}; }

}  // namespace zvoni::kernel
