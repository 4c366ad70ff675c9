#include "transport/udp_listener.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "transport/keep_alive.hpp"
#include "transport/outgoing_datagram.hpp"

namespace zvoni::kernel {
namespace {

using boost::asio::ip::udp;

constexpr int kMostBatches = 4;       // then others have their turn
constexpr int kMostIcmpErrors = 64;   // the same
constexpr int kSendAttempts = 3;      // see send()
constexpr std::size_t kFlushed = 16;  // datagrams in one sendmmsg

udp protocol_of(const ListenAddress& address) { return address.endpoint.address.is_v4() ? udp::v4() : udp::v6(); }

bool is_multicast(const IpAddress& address) noexcept { return !address.is_v4() && address.bytes()[0] == 0xff; }

}  // namespace

UdpListener::UdpListener(TransportContext& context, const ListenAddress& address, FileDescriptor socket)
    : context_(context), address_(address), socket_(context.io), descriptor_(socket.get()) {
  socket_.assign(protocol_of(address), descriptor_);
  (void)socket.release();  // the Asio socket closes it from here on
}

void UdpListener::start_receiving() {
  receiving_ = true;
  wait_for_datagrams();
}

void UdpListener::wait_for_datagrams() {
  socket_.async_wait(udp::socket::wait_read, [this](const boost::system::error_code& error) {
    if (error || !receiving_) return;
    receive();
    wait_for_datagrams();  // arms the descriptor anew, so whatever was left there is reported
  });
}

void UdpListener::receive() {
  for (int batch = 0; batch < kMostBatches && receiving_; ++batch) {
    const int count = context_.datagrams.receive(descriptor_);
    if (count < 0) {
      if (errno == EINTR) continue;
      // Either nothing is there and an ICMP error woke us, or one is pending and is told before any datagram.
      const bool empty = errno == EAGAIN;
      read_icmp_errors();
      if (empty) return;
      continue;
    }
    deliver(static_cast<std::size_t>(count));
    if (static_cast<std::size_t>(count) < DatagramBatch::kSize) return;
  }
}

void UdpListener::deliver(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto bytes = context_.datagrams.bytes(i);
    if (is_keep_alive(bytes)) continue;
    if (bytes.size() > context_.limits.message_size) {
      context_.metrics.udp_oversized.add();
      continue;
    }
    Flow flow;
    flow.transport = Transport::udp;
    flow.local = {context_.datagrams.local(i, address_.endpoint.address), address_.endpoint.port};
    flow.remote = context_.datagrams.remote(i);
    if (flow.remote.port == 0 || is_multicast(flow.local.address)) continue;  // nobody who could be answered
    context_.receiver->on_message(flow, bytes, context_.network);
  }
}

void UdpListener::read_icmp_errors() {
  for (int i = 0; i < kMostIcmpErrors; ++i) {
    const auto error = context_.icmp_errors.next(descriptor_);
    if (!error) return;
    context_.metrics.udp_refused.add();
    context_.receiver->on_datagram_refused(error->remote, error->quoted, context_.network);
  }
}

bool UdpListener::send(const Flow& flow, std::string_view bytes) {
  if (!waiting_.empty()) return enqueue(flow, bytes);  // none overtakes those that wait
  const OutgoingDatagram datagram(flow, bytes);
  // With IP_RECVERR the system tells of an ICMP error for an earlier datagram, to anyone, by refusing the next one. It
  // tells once, so trying again shows whether this one can be sent.
  for (int attempt = 0; attempt < kSendAttempts; ++attempt) {
    if (::sendmsg(descriptor_, &datagram.header(), MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) return true;
    if (errno == EAGAIN) return enqueue(flow, bytes);
    if (errno == ENOBUFS) {
      context_.metrics.udp_dropped.add();
      return true;  // lost on the way, as far as SIP can tell
    }
    if (errno == EINVAL || errno == EAFNOSUPPORT) return false;
  }
  return false;
}

bool UdpListener::enqueue(const Flow& flow, std::string_view bytes) {
  if (waiting_bytes_ + bytes.size() > context_.limits.udp_send_queue) {
    context_.metrics.udp_dropped.add();
    return true;
  }
  waiting_.push_back({flow, std::string(bytes)});
  waiting_bytes_ += bytes.size();
  if (waiting_.size() == 1) wait_for_room();
  return true;
}

void UdpListener::wait_for_room() {
  socket_.async_wait(udp::socket::wait_write, [this](const boost::system::error_code& error) {
    if (error) return;
    flush();
    if (!waiting_.empty()) wait_for_room();
  });
}

void UdpListener::flush() {
  int failures = 0;
  while (!waiting_.empty()) {
    const auto count = std::min(kFlushed, waiting_.size());
    std::array<std::optional<OutgoingDatagram>, kFlushed> datagrams;
    std::array<mmsghdr, kFlushed> headers{};
    for (std::size_t i = 0; i < count; ++i) {
      headers[i].msg_hdr = datagrams[i].emplace(waiting_[i].flow, waiting_[i].bytes).header();
    }
    const int sent = ::sendmmsg(descriptor_, headers.data(), static_cast<unsigned>(count), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno == EAGAIN) return;
    for (int i = 0; i < sent; ++i) drop_front();
    failures = sent < 0 ? failures + 1 : 0;
    if (failures == kSendAttempts) {
      context_.metrics.udp_dropped.add();
      drop_front();
      failures = 0;
    }
  }
}

void UdpListener::drop_front() noexcept {
  waiting_bytes_ -= waiting_.front().bytes.size();
  waiting_.pop_front();
}

}  // namespace zvoni::kernel
