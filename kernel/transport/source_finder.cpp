#include "transport/source_finder.hpp"

#include <sys/socket.h>

#include "transport/socket_address.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::chrono::seconds kRemember{5};
constexpr std::size_t kMostRemembered = 4096;
constexpr std::uint16_t kAnyPort = 9;  // connecting a UDP socket sends nothing, so any port will do

FileDescriptor open_probe(int family) { return FileDescriptor(::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0)); }

}  // namespace

SourceFinder::SourceFinder() : v4_(open_probe(AF_INET)), v6_(open_probe(AF_INET6)) {}

std::optional<IpAddress> SourceFinder::source_for(const IpAddress& remote, SteadyTime now) {
  if (const auto found = known_.find(remote); found != known_.end() && now < found->second.until) {
    return found->second.source;
  }
  if (known_.size() >= kMostRemembered) known_.clear();
  const auto source = ask_system(remote);
  known_.insert_or_assign(remote, Known{source, now + kRemember});
  return source;
}

std::optional<IpAddress> SourceFinder::ask_system(const IpAddress& remote) const noexcept {
  const auto& probe = remote.is_v4() ? v4_ : v6_;
  // A UDP socket keeps the source of its first connection until it is disconnected.
  sockaddr disconnect{};
  disconnect.sa_family = AF_UNSPEC;
  (void)::connect(probe.get(), &disconnect, sizeof disconnect);
  const SocketAddress name(Endpoint{remote, kAnyPort});
  if (::connect(probe.get(), name.data(), name.size()) != 0) return std::nullopt;
  const auto local = local_endpoint(probe.get());
  if (!local || local->address.is_wildcard()) return std::nullopt;
  return local->address;
}

}  // namespace zvoni::kernel
