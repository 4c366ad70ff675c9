// Putting new text into a message's arena, and refusing what would break its lines.
#pragma once

#include <initializer_list>
#include <string_view>

#include "message_data.hpp"

namespace zvoni {

/// Whether the text can stand in one line: no CR, LF or NUL, but for folds, which are written as blanks.
[[nodiscard]] bool fits_in_line(std::string_view text) noexcept;

/// As fits_in_line(), for a reason phrase, which cannot be folded.
[[nodiscard]] bool fits_in_status_line(std::string_view text) noexcept;
[[nodiscard]] constexpr bool is_status(int status) noexcept { return status >= 100 && status <= 699; }

/// Copies the parts into the arena, one behind the other.
std::string_view put_text(TextArena& arena, std::initializer_list<std::string_view> parts);
/// As put_text(), CR and LF written as blanks.
std::string_view put_unfolded(TextArena& arena, std::string_view text);

/// A whole header line "name: value" in the arena. The value fits_in_line().
[[nodiscard]] Line make_line(TextArena& arena, HeaderName name, std::string_view name_text, std::string_view value);

/// Writes a new start line from the parts that `message` has.
void put_request_line(MessageData& message, std::string_view method, std::string_view uri);
void put_status_line(MessageData& message, int status, std::string_view reason);

/// Whether the text can be a request-URI: no blanks, control characters, quotes or angle brackets.
[[nodiscard]] bool fits_as_uri(std::string_view text) noexcept;

}  // namespace zvoni
