// Finds SIP messages in a stream of bytes (RFC 3261, 18.3). Sans I/O.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zvoni::kernel {

/// What a stream can be broken by. After one of these nobody knows where the next message begins.
enum class FramingFault : std::uint8_t {
  none,
  not_sip,            ///< a message begins with a byte that none can begin with
  no_content_length,  ///< RFC 3261, 18.3: a stream must have it
  content_length,     ///< no number, or two that differ
  too_large,          ///< headers, or headers and body, pass the limit
};
[[nodiscard]] std::string_view describe(FramingFault fault) noexcept;

struct Frame {
  enum class Kind : std::uint8_t {
    need_more,   ///< nothing complete; feed() again
    message,     ///< `bytes`: start line to the end of the body
    keep_alive,  ///< CRLFCRLF between messages, to be answered with CRLF (RFC 5626, 4.4.1)
    broken,      ///< `fault`, and `bytes`: what there is of the message. Repeats for ever, without bytes
  };
  Kind kind = Kind::need_more;
  std::string_view bytes;  ///< until the next call of the framer
  FramingFault fault = FramingFault::none;
};

/// One for each stream: feed() what was read, then next() until it says need_more. Each byte is looked at a bounded
/// number of times, however the stream is cut; what is kept between two feeds is at most one message and one chunk.
/// Takes LF for CRLF; skips CR and LF before a message (RFC 3261, 7.5).
class StreamFramer {
 public:
  explicit StreamFramer(std::size_t max_message) noexcept : max_message_(max_message) {}

  /// `chunk` stays valid until next() has said need_more.
  void feed(std::string_view chunk);
  [[nodiscard]] Frame next();
  /// True where a message has begun and its end is missing. Asked after next() said need_more.
  [[nodiscard]] bool in_message() const noexcept { return !held_.empty(); }

 private:
  [[nodiscard]] std::string_view rest() const noexcept { return input_.substr(begin_); }
  bool skip_line_ends();
  bool find_header_end();
  void read_content_length();
  Frame need_more();
  Frame broken(FramingFault fault);

  std::size_t max_message_;
  std::string held_;        // the begun message, where its bytes came in several chunks
  std::string_view input_;  // the chunk, or held_
  std::size_t begin_ = 0;   // where the next message begins in input_
  // Of the begun message, relative to begin_:
  std::size_t scanned_ = 0;      // looked through for line ends
  std::size_t line_ = 0;         // where the line begins that scanned_ is in
  std::size_t header_size_ = 0;  // with the empty line; 0: its end has not come
  std::size_t size_ = 0;         // of the whole message, once the header is there
  std::uint8_t line_ends_ = 0;   // how much of CRLFCRLF has been skipped before the message
  FramingFault fault_ = FramingFault::none;
};

}  // namespace zvoni::kernel
