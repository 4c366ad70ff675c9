// A name server in the test's own process: answers from a table, over UDP on 127.0.0.1, and counts what it is asked.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace zvoni::kernel {

/// Writes the records of a reply, or of a table, in wire format.
using DnsBytes = std::vector<std::uint8_t>;

DnsBytes dns_name(const std::string& name);
DnsBytes naptr_data(std::uint16_t order, std::uint16_t preference, const std::string& flags, const std::string& service,
                    const std::string& replacement);
DnsBytes srv_data(std::uint16_t priority, std::uint16_t weight, std::uint16_t port, const std::string& target);
DnsBytes address_data(const std::string& address);

struct DnsRecord {
  std::string type;  ///< "A", "AAAA", "SRV", "NAPTR"
  DnsBytes data;
  std::uint32_t ttl = 60;
};

/// A whole reply: the question it answers, echoed, and its records. No records: NXDOMAIN, or an empty answer where
/// `name_exists`.
DnsBytes dns_reply(const DnsBytes& query, const std::vector<DnsRecord>& records, bool name_exists);
/// A query for a name, as a resolver sends it.
DnsBytes dns_query(const std::string& type, const std::string& name);

/// Runs from construction to destruction on a thread of its own. From any thread.
class FakeDnsServer {
 public:
  FakeDnsServer();
  ~FakeDnsServer();

  void add(const std::string& name, DnsRecord record);
  /// Questions for this type ("NAPTR") or name get no answer at all.
  void be_silent_about(const std::string& type_or_name);
  /// "127.0.0.1:40000"
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port()); }
  [[nodiscard]] std::uint16_t port() const;
  /// How often it was asked: "SRV _sip._udp.example.org" to 1.
  [[nodiscard]] std::map<std::string, int> asked() const;

 private:
  void run();
  DnsBytes answer(const DnsBytes& query);

  int socket_;
  int stop_fd_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<DnsRecord>> records_;  // by name
  std::set<std::string> silent_;
  std::map<std::string, int> asked_;
  std::thread thread_;
};

}  // namespace zvoni::kernel
