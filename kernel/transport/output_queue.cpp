#include "transport/output_queue.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::size_t kSmallBuffer = 4096;  // what a connection may go on holding

}  // namespace

void OutputQueue::push(std::string_view bytes, SendTicket ticket) {
  bytes_.append(bytes);
  pushed_ += bytes.size();
  if (ticket.transaction != 0) pending_.push_back({pushed_, ticket});
}

void OutputQueue::written(std::size_t count) {
  begin_ += count;
  const auto written = pushed_ - size();
  while (!pending_.empty() && pending_.front().end <= written) pending_.pop_front();
  if (begin_ == bytes_.size()) {
    begin_ = 0;
    bytes_.clear();
    if (bytes_.capacity() > kSmallBuffer) bytes_ = std::string();
  } else if (begin_ > bytes_.size() / 2) {  // so each byte is moved at most once on average
    bytes_.erase(0, begin_);
    begin_ = 0;
  }
}

std::vector<SendTicket> OutputQueue::abandon() {
  std::vector<SendTicket> tickets;
  tickets.reserve(pending_.size());
  for (const auto& pending : pending_) tickets.push_back(pending.ticket);
  pending_.clear();
  bytes_ = std::string();
  begin_ = 0;
  return tickets;
}

}  // namespace zvoni::kernel
