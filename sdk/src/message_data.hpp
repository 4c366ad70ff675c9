// What a Message is inside libzvoni. Every Message is one: nobody else can make one.
#pragma once

#include <zvoni/message.hpp>

#include "line_index.hpp"
#include "text_arena.hpp"

namespace zvoni {

inline constexpr std::string_view kCrlf = "\r\n";

struct MessageData final : Message {
  MessageData() = default;
  /// An empty message over text that another has.
  explicit MessageData(const TextArena& shared) noexcept : text(shared) {}
  MessageData(const MessageData&);
  MessageData& operator=(const MessageData&) = delete;
  ~MessageData() = default;

  [[nodiscard]] static MessageData& of(Message& message) noexcept { return static_cast<MessageData&>(message); }
  [[nodiscard]] static const MessageData& of(const Message& message) noexcept {
    return static_cast<const MessageData&>(message);
  }

  /// The first line of that name from `from` on; lines.size() where there is none. For `other` by its text.
  [[nodiscard]] std::size_t find(HeaderName name, std::string_view name_text = {}, std::size_t from = 0) const noexcept;
  [[nodiscard]] bool may_have(HeaderName name) const noexcept { return (present & bit(name)) != 0; }
  [[nodiscard]] static std::uint64_t bit(HeaderName name) noexcept {
    return std::uint64_t{1} << static_cast<unsigned>(name);
  }
  /// Calls `take(text)` for each run of bytes that goes to the wire; what lies side by side is one run.
  template <class Take>
  void for_each_run(Take take) const;

  // The start line.
  std::string_view start_line;  ///< with its line end
  bool request = true;
  std::string_view method_text;
  std::string_view uri_text;
  Method known_method = Method::unknown;
  int status_code = 0;
  std::string_view reason_text;

  LineIndex lines;
  std::uint64_t present = 0;            ///< a bit for each name there is a line of
  std::string_view blank_line = kCrlf;  ///< the empty line behind the headers
  std::string_view body_text;
  bool made_here = false;  ///< Content-Length is added on the wire where there is none

  // Views that were needed to check the message, kept until the header is edited.
  std::optional<Via> via;
  std::optional<CSeq> sequence;
  std::optional<std::string_view> from_tag_text;
  std::optional<std::string_view> to_tag_text;

  TextArena text;
};

/// Checks the rules of ParseFault that need the whole message (RFC 3261, 8.1.1 and 20). Fills the kept views.
[[nodiscard]] ParseFault check_message(MessageData& message, const MessageLimits& limits) noexcept;
/// Finds the body behind the headers by Content-Length. `rest` is what follows the empty line.
[[nodiscard]] ParseFault take_body(MessageData& message, std::string_view rest) noexcept;

}  // namespace zvoni
