// The bytes that wait to be written on a stream, and who asked for them. Sans I/O.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "transport/network.hpp"

namespace zvoni::kernel {

class OutputQueue {
 public:
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  /// Bytes that wait.
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size() - begin_; }
  /// All of them; until the next call of push() or written().
  [[nodiscard]] std::string_view bytes() const noexcept { return std::string_view(bytes_).substr(begin_); }
  void push(std::string_view bytes, SendTicket ticket);
  /// Drops the first `count` bytes, and the tickets of the messages that are out with them.
  void written(std::size_t count);
  /// The tickets of all messages that are not wholly out. The queue is empty then.
  [[nodiscard]] std::vector<SendTicket> abandon();

 private:
  struct Pending {
    std::uint64_t end;  // where its last byte stands in all that was ever pushed
    SendTicket ticket;
  };

  std::string bytes_;
  std::size_t begin_ = 0;
  std::uint64_t pushed_ = 0;
  std::deque<Pending> pending_;
};

}  // namespace zvoni::kernel
