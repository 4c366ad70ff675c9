#include "transport/tcp_streams.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "transport/socket_address.hpp"

namespace zvoni::kernel {
namespace {

using boost::asio::ip::tcp;

constexpr std::size_t kMostHandedOver = kMebibyte * 8;

}  // namespace

TcpStreams::TcpStreams(TransportContext& context, unsigned worker, const std::vector<TcpStreams*>& workers,
                       ConnectionDirectory& directory)
    : context_(context), worker_(worker), workers_(workers), directory_(directory), numbers_(worker) {}

void TcpStreams::listen(const ListenAddress& address, FileDescriptor socket) {
  acceptors_.emplace_back(*this, context_, address, std::move(socket));
}

void TcpStreams::start_receiving() {
  receiving_ = true;
  for (auto& acceptor : acceptors_) acceptor.start();
}

void TcpStreams::stop_receiving() {
  receiving_ = false;
  for (auto& acceptor : acceptors_) acceptor.stop();
}

bool TcpStreams::send(const Flow& flow, std::string_view bytes, SendTicket ticket) {
  take_handed_over();  // was sent earlier
  const auto owner = ConnectionNumbers::worker_of(flow.connection);
  if (flow.connection != 0 && owner != worker_ && owner < workers_.size()) {
    return workers_[owner]->hand_over(flow, bytes, ticket);
  }
  return deliver(flow, bytes, ticket);
}

bool TcpStreams::hand_over(const Flow& flow, std::string_view bytes, SendTicket ticket) {
  bool first = false;
  {
    const std::lock_guard lock(handed_over_mutex_);
    if (handed_over_bytes_ + bytes.size() > kMostHandedOver) return false;
    first = handed_over_.empty();
    handed_over_.push_back({flow, std::string(bytes), ticket});
    handed_over_bytes_ += bytes.size();
    any_handed_over_.store(true, std::memory_order_release);
  }
  if (first) boost::asio::post(context_.io, [this] { take_handed_over(); });
  return true;
}

void TcpStreams::take_handed_over() {
  if (!any_handed_over_.load(std::memory_order_acquire)) return;
  std::vector<Parcel> parcels;
  {
    const std::lock_guard lock(handed_over_mutex_);
    parcels.swap(handed_over_);
    handed_over_bytes_ = 0;
    any_handed_over_.store(false, std::memory_order_relaxed);
  }
  std::vector<SendTicket> failed;
  for (const auto& parcel : parcels) {
    if (!deliver(parcel.flow, parcel.bytes, parcel.ticket)) failed.push_back(parcel.ticket);
  }
  report(std::move(failed));
}

bool TcpStreams::deliver(const Flow& flow, std::string_view bytes, SendTicket ticket) {
  if (const auto found = connections_.find(flow.connection); found != connections_.end() && found->second->usable()) {
    const auto connection = found->second;  // sending may close it, and drop it from the table
    return connection->send(bytes, ticket);
  }
  auto onward = flow;
  const auto claim = directory_.claim(flow.remote, numbers_.next());
  onward.connection = claim.connection;
  switch (claim.admission) {
    case ConnectionDirectory::Admission::refused:
      context_.metrics.connections_refused.add();
      return false;
    case ConnectionDirectory::Admission::admitted:
      return open(onward, bytes, ticket);
    case ConnectionDirectory::Admission::existing:
      break;
  }
  const auto owner = ConnectionNumbers::worker_of(claim.connection);
  if (owner != worker_) return workers_[owner]->hand_over(onward, bytes, ticket);
  const auto connection = connections_.at(claim.connection);
  return connection->send(bytes, ticket);
}

bool TcpStreams::open(const Flow& flow, std::string_view bytes, SendTicket ticket) {
  const auto connection = std::make_shared<TcpConnection>(*this, context_, tcp::socket(context_.io), flow);
  if (!connection->connect()) {
    context_.metrics.connections_failed.add();
    directory_.leave(flow.remote, flow.connection);
    return false;
  }
  context_.metrics.connections.add();
  connections_.emplace(flow.connection, connection);
  return connection->send(bytes, ticket);
}

void TcpStreams::accept(tcp::socket socket, const ListenAddress& listener, const Endpoint& remote) {
  const auto number = numbers_.next();
  const auto local = local_endpoint(socket.native_handle());
  if (!local || !receiving_) return;
  if (!directory_.enter(remote, number)) {
    context_.metrics.connections_refused.add();
    return;
  }
  const Flow flow{Transport::tcp, {local->address, listener.endpoint.port}, remote, number};
  const auto connection = std::make_shared<TcpConnection>(*this, context_, std::move(socket), flow);
  context_.metrics.connections.add();
  connections_.emplace(number, connection);
  connection->start();
}

void TcpStreams::hide(const TcpConnection& connection) {
  directory_.hide(connection.flow().remote, connection.flow().connection);
}

void TcpStreams::on_closed(const TcpConnection& connection, std::vector<SendTicket> unsent) {
  directory_.leave(connection.flow().remote, connection.flow().connection);
  context_.metrics.connections.add(-1);
  connections_.erase(connection.flow().connection);
  report(std::move(unsent));
}

// Later, because a connection may break within send(), whose caller holds the lock of a shard.
void TcpStreams::report(std::vector<SendTicket> failed) {
  std::erase_if(failed, [](const SendTicket& ticket) { return ticket.transaction == 0; });
  if (failed.empty()) return;
  boost::asio::post(context_.io, [this, failed = std::move(failed)] {
    for (const auto& ticket : failed) context_.receiver->on_send_failure(ticket, context_.network);
  });
}

bool TcpStreams::idle() const {
  if (any_handed_over_.load(std::memory_order_acquire)) return false;
  return std::all_of(connections_.begin(), connections_.end(), [](const auto& entry) { return entry.second->idle(); });
}

void TcpStreams::close_all() {
  while (!connections_.empty()) {
    const auto connection = connections_.begin()->second;
    connection->close();
  }
}

}  // namespace zvoni::kernel
