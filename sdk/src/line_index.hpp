// The header lines of a message, as places in its text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include <zvoni/header_name.hpp>

namespace zvoni {

/// One header line. The text is the message's; its line end is part of it.
struct Line {
  const char* text;
  std::uint32_t size;
  std::uint32_t value_begin;
  std::uint32_t value_size;
  std::uint16_t name_size;
  HeaderName name;

  [[nodiscard]] std::string_view name_text() const noexcept { return {text, name_size}; }
  [[nodiscard]] std::string_view value() const noexcept { return {text + value_begin, value_size}; }
};

/// Lines in order. As many as nearly all messages have are kept in place, without an allocation.
class LineIndex {
 public:
  LineIndex() noexcept = default;
  LineIndex(const LineIndex& other) : size_(other.size_) {
    if (size_ > kInPlace) move_to_heap(size_);
    std::copy(other.begin(), other.end(), data_);
  }
  LineIndex& operator=(const LineIndex&) = delete;
  ~LineIndex() = default;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] Line& operator[](std::size_t i) noexcept { return data_[i]; }
  [[nodiscard]] const Line& operator[](std::size_t i) const noexcept { return data_[i]; }
  [[nodiscard]] const Line* begin() const noexcept { return data_; }
  [[nodiscard]] const Line* end() const noexcept { return data_ + size_; }

  void add(const Line& line) {
    if (size_ == capacity_) grow();
    data_[size_++] = line;
  }
  void insert(std::size_t at, const Line& line) {
    if (size_ == capacity_) grow();
    std::copy_backward(data_ + at, data_ + size_, data_ + size_ + 1);
    data_[at] = line;
    ++size_;
  }
  void erase(std::size_t at) noexcept {
    std::copy(data_ + at + 1, data_ + size_, data_ + at);
    --size_;
  }

 private:
  static constexpr std::size_t kInPlace = 24;

  void grow() {
    const std::unique_ptr<Line[]> old = std::move(heap_);
    const Line* const from = data_;
    move_to_heap(capacity_ * 2);
    std::copy(from, from + size_, data_);
  }
  void move_to_heap(std::size_t capacity) {
    heap_ = std::unique_ptr<Line[]>(new Line[capacity]);  // not initialised, as make_unique would
    data_ = heap_.get();
    capacity_ = capacity;
  }

  std::size_t size_ = 0;
  std::size_t capacity_ = kInPlace;
  std::unique_ptr<Line[]> heap_;
  std::array<Line, kInPlace> in_place_;
  Line* data_ = in_place_.data();
};

}  // namespace zvoni
