// Text of a message: the received bytes and what edits added, in blocks that copies share.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace zvoni {

/// Owns text that never moves. A copy shares all blocks there are and puts its own text into new ones, so no text is
/// copied and none is written where another can see it. Threads: copies may live on different threads.
class TextArena {
 public:
  TextArena() noexcept = default;
  TextArena(const TextArena& other) noexcept;
  TextArena& operator=(const TextArena&) = delete;
  ~TextArena();

  /// Room for `size` bytes, not initialised. It stays where it is until the last copy is gone.
  [[nodiscard]] char* reserve(std::size_t size);
  /// As reserve(), for the received bytes: the block has `spare` bytes more, for the first edits.
  [[nodiscard]] char* reserve_received(std::size_t size, std::size_t spare);
  /// Gives unused bytes at the end of the last reserve() back.
  void give_back(std::size_t size) noexcept { free_ -= size; }

 private:
  struct Block {
    std::atomic<std::uint32_t> owners;
    Block* previous;  // owned by this block
  };
  void add_block(std::size_t size);

  Block* last_ = nullptr;
  char* free_ = nullptr;  // the part of the last block that is still free: this arena's alone
  char* free_end_ = nullptr;
};

}  // namespace zvoni
