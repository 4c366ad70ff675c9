// What is asked of the DNS, and what it says.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {

/// RFC 3403, 4.1.
struct NaptrRecord {
  std::uint16_t order = 0;
  std::uint16_t preference = 0;
  std::string flags;
  std::string service;
  std::string regexp;
  std::string replacement;
};

/// RFC 2782.
struct SrvRecord {
  std::uint16_t priority = 0;
  std::uint16_t weight = 0;
  std::uint16_t port = 0;
  std::string target;
};

struct Question {
  enum class Type : std::uint8_t {
    naptr,
    srv,
    address,  ///< A and AAAA together, and the hosts file
  };
  Type type = Type::address;
  std::string name;  ///< in lower case, without a dot at the end

  friend bool operator==(const Question&, const Question&) = default;
};

struct Answer {
  enum class Outcome : std::uint8_t {
    found,
    absent,  ///< there is no such name, or no such record
    failed,  ///< nobody answered, or only nonsense
  };
  Outcome outcome = Outcome::failed;
  std::vector<NaptrRecord> naptrs{};
  std::vector<SrvRecord> srvs{};
  std::vector<IpAddress> addresses{};  ///< by preference (RFC 6724)
  std::chrono::seconds ttl{0};         ///< the shortest of the records found
};

}  // namespace zvoni::kernel

template <>
struct std::hash<zvoni::kernel::Question> {
  std::size_t operator()(const zvoni::kernel::Question& question) const noexcept {
    return std::hash<std::string>()(question.name) * 3 + static_cast<std::size_t>(question.type);
  }
};
