#include "text_arena.hpp"

#include <algorithm>
#include <new>

namespace zvoni {
namespace {

constexpr std::size_t kBlockSize = 496;

}  // namespace

TextArena::TextArena(const TextArena& other) noexcept : last_(other.last_) {
  if (last_ != nullptr) last_->owners.fetch_add(1, std::memory_order_relaxed);
}

TextArena::~TextArena() {
  Block* block = last_;
  while (block != nullptr && block->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    Block* const previous = block->previous;
    block->~Block();
    ::operator delete(block);
    block = previous;
  }
}

void TextArena::add_block(std::size_t size) {
  char* const memory = static_cast<char*>(::operator new(sizeof(Block) + size));
  last_ = new (memory) Block{1, last_};
  free_ = memory + sizeof(Block);
  free_end_ = free_ + size;
}

char* TextArena::reserve(std::size_t size) {
  if (size > static_cast<std::size_t>(free_end_ - free_)) add_block(std::max(size, kBlockSize));
  return std::exchange(free_, free_ + size);
}

char* TextArena::reserve_received(std::size_t size, std::size_t spare) {
  add_block(size + spare);
  return std::exchange(free_, free_ + size);
}

}  // namespace zvoni
