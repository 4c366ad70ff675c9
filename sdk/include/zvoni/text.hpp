// Small helpers for text in SIP's way: ASCII case, linear white space, safe output.
#pragma once

#include <string>
#include <string_view>

#include <zvoni/abi.hpp>

namespace zvoni {

/// Equal but for the case of ASCII letters.
ZVONI_API bool iequals(std::string_view a, std::string_view b) noexcept;
ZVONI_API std::string to_lower(std::string_view text);
/// Without blanks, tabs, CR and LF at both ends.
ZVONI_API std::string_view trim(std::string_view text) noexcept;
/// True where the text is well-formed UTF-8 without control characters: what may stand in a reason phrase.
ZVONI_API bool is_clean_utf8(std::string_view text) noexcept;
/// For logs and diaries: control bytes, DEL, backslash and bytes that are not UTF-8 as \xHH (or \r, \n, \t, \\), so
/// that what a stranger sends can neither end a line nor drive a terminal (CWE-117).
ZVONI_API std::string escape_for_log(std::string_view text);
/// `*` stands for any run of characters, `?` for one, in any case of ASCII letters. Linear in pattern times text.
ZVONI_API bool glob_match(std::string_view pattern, std::string_view text) noexcept;

}  // namespace zvoni
