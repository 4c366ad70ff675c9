#include "resolver/dns_channel.hpp"

#include <ares.h>
#include <arpa/nameser.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "resolver/dns_reply.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::size_t kMaxAddresses = 32;
constexpr std::chrono::milliseconds kLongestWait{60000};

Answer::Outcome outcome_of(int status) noexcept {
  if (status == ARES_SUCCESS) return Answer::Outcome::found;
  return status == ARES_ENODATA || status == ARES_ENOTFOUND ? Answer::Outcome::absent : Answer::Outcome::failed;
}

std::optional<IpAddress> address_of(const sockaddr& name) noexcept {
  if (name.sa_family == AF_INET) {
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(name).sin_addr, bytes.size());
    return IpAddress::v4(bytes);
  }
  if (name.sa_family == AF_INET6) {
    const auto& name6 = reinterpret_cast<const sockaddr_in6&>(name);
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &name6.sin6_addr, bytes.size());
    return IpAddress::v6(bytes, name6.sin6_scope_id);
  }
  return std::nullopt;
}

Answer answer_of(int status, const ares_addrinfo* info) {
  Answer answer;
  answer.outcome = outcome_of(status);
  if (info == nullptr) return answer;
  int ttl = INT_MAX;
  for (const auto* node = info->nodes; node != nullptr && answer.addresses.size() < kMaxAddresses;
       node = node->ai_next) {
    const std::optional<IpAddress> address = address_of(*node->ai_addr);
    if (!address || address->is_wildcard()) continue;  // nobody is reached at 0.0.0.0
    answer.addresses.push_back(*address);
    ttl = std::min(ttl, node->ai_ttl);
  }
  if (answer.addresses.empty() && answer.outcome == Answer::Outcome::found) answer.outcome = Answer::Outcome::absent;
  answer.ttl = std::chrono::seconds(std::max(ttl, 0));
  return answer;
}

/// Once for the process: ares_library_init() is not thread-safe, the first pass over a static is.
void start_library() {
  static const int status = ares_library_init(ARES_LIB_INIT_ALL);
  if (status != ARES_SUCCESS) throw std::runtime_error(std::string("c-ares: ") + ares_strerror(status));
}

}  // namespace

struct DnsChannel::Open {
  DnsChannel& channel;
  Question question;

  static void on_reply(void* opened, int status, int, unsigned char* bytes, int size) noexcept {
    const std::unique_ptr<Open> self(static_cast<Open*>(opened));
    if (status == ARES_EDESTRUCTION) return;
    Answer answer;
    answer.outcome = outcome_of(status);
    if (status == ARES_SUCCESS) {
      answer = parse_reply(self->question.type, {bytes, static_cast<std::size_t>(std::max(size, 0))});
    }
    self->channel.answer(self->question, std::move(answer));
  }

  static void on_addresses(void* opened, int status, int, ares_addrinfo* found) noexcept {
    const std::unique_ptr<Open> self(static_cast<Open*>(opened));
    const std::unique_ptr<ares_addrinfo, void (*)(ares_addrinfo*)> info(found, ares_freeaddrinfo);
    if (status == ARES_EDESTRUCTION) return;
    self->channel.answer(self->question, answer_of(status, found));
  }
};

DnsChannel::DnsChannel(Settings settings, OnAnswer on_answer)
    : settings_(std::move(settings)), on_answer_(std::move(on_answer)) {
  start_library();
  if (const int status = open(); status != ARES_SUCCESS) {
    throw std::runtime_error(std::string("c-ares: ") + ares_strerror(status));
  }
}

DnsChannel::~DnsChannel() {
  if (channel_ != nullptr) ares_destroy(channel_);
}

int DnsChannel::open() {
  version_ = resolv_conf_version();
  char lookups[] = "fb";  // the hosts file, then the DNS, whatever nsswitch.conf says
  ares_options options{};
  options.flags = ARES_FLAG_NOSEARCH;  // a domain of a URI is complete (RFC 3263, 4)
  options.timeout = static_cast<int>(settings_.try_time.count());
  options.tries = 2;
  options.udp_port = options.tcp_port = settings_.port;
  options.lookups = lookups;
  options.resolvconf_path = settings_.resolv_conf.data();
  options.sock_state_cb = [](void* self, ares_socket_t fd, int readable, int writable) {
    static_cast<DnsChannel*>(self)->watch(fd, readable != 0, writable != 0);
  };
  options.sock_state_cb_data = this;
  constexpr int kSet = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_UDP_PORT | ARES_OPT_TCP_PORT |
                       ARES_OPT_LOOKUPS | ARES_OPT_RESOLVCONF | ARES_OPT_SOCK_STATE_CB;
  ares_channel opened = nullptr;
  int status = ares_init_options(&opened, &options, kSet);
  if (status != ARES_SUCCESS) return status;
  if (!settings_.servers.empty()) status = ares_set_servers_ports_csv(opened, settings_.servers.c_str());
  if (status == ARES_SUCCESS) std::swap(channel_, opened);
  if (opened != nullptr) ares_destroy(opened);
  return status;
}

void DnsChannel::watch(int fd, bool readable, bool writable) {
  std::erase_if(watched_, [fd](const pollfd& entry) { return entry.fd == fd; });
  if (!readable && !writable) return;
  watched_.push_back({fd, static_cast<short>((readable ? POLLIN : 0) | (writable ? POLLOUT : 0)), 0});
}

void DnsChannel::answer(const Question& question, Answer answer) { on_answer_(question, std::move(answer)); }

void DnsChannel::ask(const Question& question) {
  auto opened = std::make_unique<Open>(Open{*this, question});
  if (question.type == Question::Type::address) {
    ares_addrinfo_hints hints{};
    hints.ai_family = AF_UNSPEC;
    ares_getaddrinfo(channel_, question.name.c_str(), nullptr, &hints, Open::on_addresses, opened.release());
    return;
  }
  const int type = question.type == Question::Type::naptr ? ns_t_naptr : ns_t_srv;
  ares_query(channel_, question.name.c_str(), ns_c_in, type, Open::on_reply, opened.release());
}

void DnsChannel::wait(int wake_fd, SteadyTime until) {
  const auto wanted = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
  const auto longest = std::clamp(wanted, std::chrono::milliseconds(0), kLongestWait).count();
  timeval most{static_cast<time_t>(longest / 1000), static_cast<suseconds_t>(longest % 1000 * 1000)};
  timeval buffer{};
  const timeval* wait_time = ares_timeout(channel_, &most, &buffer);
  const auto milliseconds = wait_time->tv_sec * 1000 + (wait_time->tv_usec + 999) / 1000;

  std::vector<pollfd> polled = watched_;
  polled.push_back({wake_fd, POLLIN, 0});
  ::poll(polled.data(), polled.size(), static_cast<int>(milliseconds));
  polled.pop_back();
  for (const pollfd& entry : polled) {
    const bool readable = (entry.revents & (POLLIN | POLLERR | POLLHUP)) != 0;
    const bool writable = (entry.revents & POLLOUT) != 0;
    if (!readable && !writable) continue;
    ares_process_fd(channel_, readable ? entry.fd : ARES_SOCKET_BAD, writable ? entry.fd : ARES_SOCKET_BAD);
  }
  ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);  // what timed out
}

void DnsChannel::follow_resolv_conf() {
  if (!settings_.servers.empty() || resolv_conf_version() == version_) return;
  open();  // where that fails, the servers known so far stay
}

std::string DnsChannel::resolv_conf_version() const {
  struct stat status {};
  if (::stat(settings_.resolv_conf.c_str(), &status) != 0) return {};
  const auto& changed = status.st_mtim;
  return std::to_string(status.st_ino) + ' ' + std::to_string(status.st_size) + ' ' + std::to_string(changed.tv_sec) +
         '.' + std::to_string(changed.tv_nsec);
}

}  // namespace zvoni::kernel
