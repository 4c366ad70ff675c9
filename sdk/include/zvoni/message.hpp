// A SIP message: received bytes with an index over them, and edits recorded until it is sent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <zvoni/abi.hpp>
#include <zvoni/header_name.hpp>
#include <zvoni/header_values.hpp>
#include <zvoni/method.hpp>

namespace zvoni {

class Message;
struct ZVONI_API MessageDeleter {
  void operator()(Message* message) const noexcept;
};
/// Owns a message.
using MessagePtr = std::unique_ptr<Message, MessageDeleter>;

/// Bounds on what the scanner takes; beyond them a message is refused, in linear time.
struct MessageLimits {
  std::size_t header_lines = 256;
  std::size_t header_bytes = 32'768;   ///< all header lines together
  std::size_t values_per_header = 70;  ///< Via, Route, Record-Route values, Contact values…
};

/// What is wrong with received bytes.
enum class ParseFault : std::uint8_t {
  none,
  not_sip,           ///< no SIP start line, or cut before the end of the headers: drop it
  bad_start_line,    ///< 400
  version,           ///< 505 (RFC 3261, 21.5.6)
  bad_header,        ///< a header line that is none, or a control byte: 400
  too_large,         ///< a limit was met: 513 or 400
  content_length,    ///< differs, negative, out of range, or beyond the datagram: 400
  missing_header,    ///< Via, From, To, Call-ID or CSeq is missing: 400
  duplicate_header,  ///< one that may stand only once stands twice: 400
  bad_value,         ///< Via, From, To, CSeq, Max-Forwards… does not parse, or CSeq names another method: 400
};
/// A short reason in English, such as "Malformed CSeq header". Static text.
ZVONI_API std::string_view describe(ParseFault fault) noexcept;

struct ParsedMessage;

/// All the values of one header, over all its lines, comma lists taken apart, in order. A view: it is valid until the
/// message is edited or dies. Iterating allocates nothing.
class ZVONI_API HeaderValues {
 public:
  class ZVONI_API Iterator {
   public:
    std::string_view operator*() const noexcept { return value_; }
    Iterator& operator++() noexcept;
    friend bool operator==(const Iterator& a, const Iterator& b) noexcept { return a.at_ == b.at_; }

   private:
    friend class HeaderValues;
    friend class Message;
    const Message* message_ = nullptr;
    HeaderName name_ = HeaderName::other;
    std::string_view name_text_;
    std::size_t line_ = 0;   // index line the value stands in
    std::string_view rest_;  // what is left of that line's value
    std::string_view value_;
    const char* at_ = nullptr;  // where the value begins; null at the end
  };
  [[nodiscard]] Iterator begin() const noexcept { return begin_; }
  [[nodiscard]] Iterator end() const noexcept { return {}; }
  [[nodiscard]] bool empty() const noexcept { return begin_ == end(); }
  /// Counts by walking them.
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  friend class Message;
  Iterator begin_;
};

/// Threads: none of its own; whoever holds it (a handler under its call's lock) has it alone. Views that a getter
/// returns live until the message is edited or destroyed. Getters see edits made before.
///
/// The layout is private to libzvoni: messages are made by parse(), copy() and the make_ functions only.
class ZVONI_API Message {
 public:
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;

  /// Scans bytes (one datagram, or one framed message of a stream) and copies them once. Where a fault still leaves
  /// enough to answer (of a request that has a Via), `message` is set beside it; a response with a fault is to be
  /// dropped and never set. `bytes` past Content-Length are ignored (RFC 3261, 18.3).
  [[nodiscard]] static ParsedMessage parse(std::string_view bytes, const MessageLimits& limits = {});
  /// A request with the given start line and no headers; null where the method is no token or the URI could not stand
  /// in a request line. It goes out with Content-Length 0 unless it is given another.
  [[nodiscard]] static MessagePtr make_request(std::string_view method, std::string_view request_uri);
  /// A response to `request` as RFC 3261 8.2.6 asks: its Via, From, To, Call-ID and CSeq (and Timestamp, for a 100),
  /// and Content-Length 0. `to_tag` is added to To where it has no tag and the status is not 100; may be empty then.
  /// Never null: of a request with faults it holds the headers there are, a status that is none becomes 500, and a
  /// reason that could not stand in a line becomes the standard one.
  [[nodiscard]] static MessagePtr make_response(const Message& request, int status, std::string_view reason,
                                                std::string_view to_tag);
  /// A copy that can be edited on its own; the received bytes are shared, not copied.
  [[nodiscard]] MessagePtr copy() const;

  // The start line.
  [[nodiscard]] bool is_request() const noexcept;
  /// Of a request: its method; of a response: that of its CSeq.
  [[nodiscard]] Method method() const noexcept;
  [[nodiscard]] std::string_view method_name() const noexcept;
  [[nodiscard]] std::string_view request_uri() const noexcept;  ///< empty in a response
  [[nodiscard]] int status() const noexcept;                    ///< 0 in a request
  [[nodiscard]] std::string_view reason() const noexcept;       ///< the reason phrase

  // Headers as text.
  /// The value of the first line of that header, blanks trimmed, folds kept; nullopt where there is none.
  [[nodiscard]] std::optional<std::string_view> header(HeaderName name) const noexcept;
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
  [[nodiscard]] bool has(HeaderName name) const noexcept { return header(name).has_value(); }
  /// All values, comma lists taken apart. Only for headers whose grammar is a list.
  [[nodiscard]] HeaderValues values(HeaderName name) const noexcept;
  [[nodiscard]] HeaderValues values(std::string_view name) const noexcept;
  /// The first value of a list header.
  [[nodiscard]] std::optional<std::string_view> first_value(HeaderName name) const noexcept;
  /// Whether a list of tokens (Require, Supported, Allow…) holds this one, in any case.
  [[nodiscard]] bool has_token(HeaderName name, std::string_view token) const noexcept;
  /// Walks all header lines in order, for modules that look at everything. `nth` from 0; nullopt at the end.
  struct HeaderLine {
    HeaderName name;
    std::string_view name_text;  ///< as written
    std::string_view value;
  };
  [[nodiscard]] std::optional<HeaderLine> header_line(std::size_t nth) const noexcept;

  // Typed views of the first value; nullopt where it is absent or does not parse.
  [[nodiscard]] std::optional<Via> top_via() const noexcept;
  [[nodiscard]] std::optional<NameAddr> from() const noexcept;
  [[nodiscard]] std::optional<NameAddr> to() const noexcept;
  [[nodiscard]] std::optional<CSeq> cseq() const noexcept;
  [[nodiscard]] std::optional<NameAddr> name_addr(HeaderName name) const noexcept;    ///< Contact, Route, Refer-To…
  [[nodiscard]] std::optional<std::uint32_t> number(HeaderName name) const noexcept;  ///< Max-Forwards, Expires…
  [[nodiscard]] std::string_view call_id() const noexcept;
  [[nodiscard]] std::string_view from_tag() const noexcept;
  [[nodiscard]] std::string_view to_tag() const noexcept;

  [[nodiscard]] std::string_view body() const noexcept;

  // Edits. They are recorded and merged when the message is written; bytes nobody touched go out as they came. Text is
  // copied. Values must not hold CR, LF or NUL: such an edit is refused (false) and nothing changes. Folds (a line end
  // and a blank), as a value that was received may have them, are written as blanks.
  bool set_request_uri(std::string_view uri);
  bool set_status(int status, std::string_view reason);
  bool set_reason(std::string_view reason);
  /// Adds a line above all others of that name; without one, Via, Route and Record-Route go to the top and the rest to
  /// the end.
  bool add_first(HeaderName name, std::string_view value);
  /// Adds a line below all others of that name, or at the end of the headers.
  bool add_last(HeaderName name, std::string_view value);
  bool add_last(std::string_view name, std::string_view value);
  /// One line with this value in place of all lines of that name; added where there was none.
  bool set(HeaderName name, std::string_view value);
  bool set(std::string_view name, std::string_view value);
  /// Removes all lines of that name. False where there was none.
  bool remove(HeaderName name);
  bool remove(std::string_view name);
  /// Takes the first value of a list header away, with its line where it was the only one.
  bool remove_first_value(HeaderName name);
  /// Takes the last value of a list header away.
  bool remove_last_value(HeaderName name);
  /// Puts another text in place of the first value of a list header, the rest untouched.
  bool replace_first_value(HeaderName name, std::string_view value);
  /// Replaces the body; an empty content type leaves the one there is, and with an empty body it goes. Content-Length
  /// follows by itself.
  bool set_body(std::string_view content_type, std::string_view body);

  /// Appends the message as it goes to the wire, in one pass. Content-Length is put right (or added) where the body
  /// was changed.
  void write(std::string& out) const;
  [[nodiscard]] std::string to_wire() const;
  /// How many bytes write() would append.
  [[nodiscard]] std::size_t wire_size() const noexcept;

 protected:
  Message() = default;
  ~Message() = default;
};

struct ParsedMessage {
  MessagePtr message;  ///< set where fault is none, and where the bytes can still be answered or at least routed back
  ParseFault fault = ParseFault::none;
};

}  // namespace zvoni
