#include "record_format.hpp"

#include <string_view>

#include "record_fields.hpp"

namespace zvoni::cdr_text {
namespace {

/// RFC 4180, 2.5 to 2.7.
void append_csv(std::string& line, std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += value;
    return;
  }
  line += '"';
  for (const char c : value) line.append(c == '"' ? 2 : 1, c);
  line += '"';
}

/// Values hold no control bytes (see fields_of()), so two characters are left to escape (RFC 8259, 7).
void append_json_string(std::string& line, std::string_view value) {
  line += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') line += '\\';
    line += c;
  }
  line += '"';
}

void append_json_value(std::string& line, const Field& field) {
  if (field.kind == Field::Kind::boolean) {
    line += field.value == "yes" ? "true" : "false";
  } else if (field.value.empty()) {
    line += "null";
  } else if (field.kind == Field::Kind::number) {
    line += field.value;
  } else {
    append_json_string(line, field.value);
  }
}

}  // namespace

std::string csv_header() {
  std::string line;
  for (const Field& field : fields_of({})) line.append(line.empty() ? "" : ",").append(field.name);
  return line + "\n";
}

std::string csv_line(const CallEntry& entry) {
  std::string line;
  for (const Field& field : fields_of(entry)) {
    append_csv(line, field.value);
    line += ',';
  }
  line.back() = '\n';
  return line;
}

std::string json_line(const CallEntry& entry) {
  std::string line = "{";
  for (const Field& field : fields_of(entry)) {
    append_json_string(line, field.name);
    line += ':';
    append_json_value(line, field);
    line += ',';
  }
  line.back() = '}';
  return line + "\n";
}

std::string format_line(Format format, const CallEntry& entry) {
  switch (format) {
    case Format::text:
      return text_line(entry);
    case Format::csv:
      return csv_line(entry);
    case Format::json:
      return json_line(entry);
  }
  return {};
}

std::string format_header(Format format) { return format == Format::csv ? csv_header() : std::string(); }

}  // namespace zvoni::cdr_text
