#include "fake_dns_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <zvoni/endpoint.hpp>

namespace zvoni::kernel {
namespace {

constexpr std::size_t kHeaderSize = 12;
constexpr std::array<std::pair<const char*, std::uint16_t>, 4> kTypes{
    {{"A", 1}, {"AAAA", 28}, {"SRV", 33}, {"NAPTR", 35}}};

std::uint16_t type_number(const std::string& type) {
  for (const auto& [name, number] : kTypes) {
    if (type == name) return number;
  }
  return 0;
}

std::string type_name(std::uint16_t type) {
  for (const auto& [name, number] : kTypes) {
    if (type == number) return name;
  }
  return "TYPE" + std::to_string(type);
}

void put16(DnsBytes& out, std::size_t value) {
  out.push_back(static_cast<std::uint8_t>(value >> 8));
  out.push_back(static_cast<std::uint8_t>(value));
}

void append(DnsBytes& out, const DnsBytes& bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

void put_string(DnsBytes& out, const std::string& text) {
  out.push_back(static_cast<std::uint8_t>(text.size()));
  out.insert(out.end(), text.begin(), text.end());
}

struct AskedFor {
  std::string name;
  std::uint16_t type = 0;
  std::size_t end = 0;  // where the question section ends
};

AskedFor read_question(const DnsBytes& query) {
  AskedFor asked;
  std::size_t at = kHeaderSize;
  while (query.at(at) != 0) {
    if (!asked.name.empty()) asked.name += '.';
    for (std::size_t i = 1; i <= query.at(at); ++i) asked.name += static_cast<char>(query.at(at + i));
    at += query.at(at) + 1U;
  }
  asked.type = static_cast<std::uint16_t>(query.at(at + 1) << 8 | query.at(at + 2));
  asked.end = at + 5;
  return asked;
}

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

}  // namespace

DnsBytes dns_name(const std::string& name) {
  DnsBytes out;
  std::size_t begin = 0;
  while (begin < name.size()) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    put_string(out, name.substr(begin, end - begin));
    begin = end + 1;
  }
  out.push_back(0);
  return out;
}

DnsBytes naptr_data(std::uint16_t order, std::uint16_t preference, const std::string& flags, const std::string& service,
                    const std::string& replacement) {
  DnsBytes out;
  put16(out, order);
  put16(out, preference);
  for (const auto& text : {flags, service, std::string()}) put_string(out, text);
  append(out, dns_name(replacement));
  return out;
}

DnsBytes srv_data(std::uint16_t priority, std::uint16_t weight, std::uint16_t port, const std::string& target) {
  DnsBytes out;
  for (const std::uint16_t value : {priority, weight, port}) put16(out, value);
  append(out, dns_name(target));
  return out;
}

DnsBytes address_data(const std::string& text) {
  const IpAddress address = IpAddress::parse(text).value();
  const auto& bytes = address.bytes();
  return {bytes.begin(), bytes.begin() + (address.is_v4() ? 4 : 16)};
}

DnsBytes dns_query(const std::string& type, const std::string& name) {
  DnsBytes out{0x12, 0x34, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0};
  append(out, dns_name(name));
  put16(out, type_number(type));
  put16(out, 1);  // IN
  return out;
}

DnsBytes dns_reply(const DnsBytes& query, const std::vector<DnsRecord>& records, bool name_exists) {
  const AskedFor asked = read_question(query);
  DnsBytes out(query.begin(), query.begin() + static_cast<std::ptrdiff_t>(asked.end));
  out[2] = 0x81;                       // a response, recursion desired…
  out[3] = name_exists ? 0x80 : 0x83;  // …and available; NXDOMAIN
  out[6] = static_cast<std::uint8_t>(records.size() >> 8);
  out[7] = static_cast<std::uint8_t>(records.size());
  out[8] = out[9] = out[10] = out[11] = 0;  // an OPT record is not echoed
  for (const DnsRecord& record : records) {
    append(out, {0xC0, kHeaderSize});  // the name is that of the question
    put16(out, type_number(record.type));
    put16(out, 1);
    put16(out, record.ttl >> 16);
    put16(out, record.ttl & 0xFFFF);
    put16(out, record.data.size());
    append(out, record.data);
  }
  return out;
}

FakeDnsServer::FakeDnsServer()
    : socket_(checked(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket")),
      stop_fd_(checked(::eventfd(0, EFD_CLOEXEC), "eventfd")) {
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  checked(::bind(socket_, reinterpret_cast<const sockaddr*>(&name), sizeof name), "bind");
  thread_ = std::thread([this] { run(); });
}

FakeDnsServer::~FakeDnsServer() {
  const std::uint64_t once = 1;
  [[maybe_unused]] const auto size = ::write(stop_fd_, &once, sizeof once);
  thread_.join();
  ::close(socket_);
  ::close(stop_fd_);
}

void FakeDnsServer::add(const std::string& name, DnsRecord record) {
  const std::lock_guard lock(mutex_);
  records_[name].push_back(std::move(record));
}

void FakeDnsServer::be_silent_about(const std::string& type_or_name) {
  const std::lock_guard lock(mutex_);
  silent_.insert(type_or_name);
}

std::uint16_t FakeDnsServer::port() const {
  sockaddr_in name{};
  socklen_t size = sizeof name;
  checked(::getsockname(socket_, reinterpret_cast<sockaddr*>(&name), &size), "getsockname");
  return ntohs(name.sin_port);
}

std::map<std::string, int> FakeDnsServer::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

void FakeDnsServer::run() {
  while (true) {
    std::array<pollfd, 2> polled{{{socket_, POLLIN, 0}, {stop_fd_, POLLIN, 0}}};
    ::poll(polled.data(), polled.size(), -1);
    if ((polled[1].revents & POLLIN) != 0) return;
    DnsBytes query(4096);
    sockaddr_in from{};
    socklen_t from_size = sizeof from;
    auto* peer = reinterpret_cast<sockaddr*>(&from);
    const auto size = ::recvfrom(socket_, query.data(), query.size(), 0, peer, &from_size);
    if (size < static_cast<ssize_t>(kHeaderSize)) continue;
    query.resize(static_cast<std::size_t>(size));
    const DnsBytes reply = answer(query);
    if (!reply.empty()) ::sendto(socket_, reply.data(), reply.size(), 0, peer, from_size);
  }
}

DnsBytes FakeDnsServer::answer(const DnsBytes& query) {
  const AskedFor asked = read_question(query);
  const std::string type = type_name(asked.type);
  const std::lock_guard lock(mutex_);
  ++asked_[type + ' ' + asked.name];
  if (silent_.contains(type) || silent_.contains(asked.name)) return {};
  std::vector<DnsRecord> found;
  const auto records = records_.find(asked.name);
  if (records != records_.end()) {
    for (const DnsRecord& record : records->second) {
      if (record.type == type) found.push_back(record);
    }
  }
  return dns_reply(query, found, records != records_.end());
}

}  // namespace zvoni::kernel
