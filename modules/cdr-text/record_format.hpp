// What a line of the file looks like. Pure functions; each line ends in LF and holds no other line end.
#pragma once

#include <string>

#include "call_entry.hpp"

namespace zvoni::cdr_text {

enum class Format : std::uint8_t { text, csv, json };

/// For people.
std::string text_line(const CallEntry& entry);
/// RFC 4180, but for the line end.
std::string csv_line(const CallEntry& entry);
std::string csv_header();
/// One object.
std::string json_line(const CallEntry& entry);

std::string format_line(Format format, const CallEntry& entry);
/// What a new file begins with; empty where there is nothing.
std::string format_header(Format format);

}  // namespace zvoni::cdr_text
