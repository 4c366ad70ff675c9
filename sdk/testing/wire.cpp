// Reading and writing wire texts in tests.
#include <zvoni/message.hpp>
#include <zvoni/testing/exchange.hpp>
#include <zvoni/text.hpp>

namespace zvoni::testing {
namespace {

std::string with_crlf(std::string_view wire) {
  std::string text;
  for (char c : wire) {
    if (c == '\n' && !text.ends_with('\r')) text += '\r';
    text += c;
  }
  return text;
}

MessagePtr parse(std::string_view wire) { return Message::parse(with_crlf(wire)).message; }

}  // namespace

// Read from the start line alone: an answer to a malformed request is as malformed as that.
int status_of(std::string_view wire) {
  constexpr std::string_view kStart = "SIP/2.0 ";
  if (!wire.starts_with(kStart)) return 0;
  return static_cast<int>(parse_number(wire.substr(kStart.size(), 3), 699).value_or(0));
}

std::string header_of(std::string_view wire, std::string_view name) {
  MessagePtr message = parse(wire);
  if (!message) return {};
  HeaderName known = parse_header_name(name);
  auto value = known == HeaderName::other ? message->header(name) : message->header(known);
  return std::string(value.value_or(""));
}

std::vector<std::string> headers_of(std::string_view wire, std::string_view name) {
  std::vector<std::string> values;
  MessagePtr message = parse(wire);
  if (!message) return values;
  HeaderName known = parse_header_name(name);
  for (std::string_view value : known == HeaderName::other ? message->values(name) : message->values(known)) {
    values.emplace_back(value);
  }
  return values;
}

std::string body_of(std::string_view wire) {
  std::size_t end = wire.find("\n\n");
  std::size_t skip = 2;
  if (std::size_t crlf = wire.find("\r\n\r\n"); crlf < end) {
    end = crlf;
    skip = 4;
  }
  return end == std::string_view::npos ? std::string() : std::string(wire.substr(end + skip));
}

std::string response_to(std::string_view request, int status, std::string_view reason, std::string_view tag,
                        std::string_view extra, std::string_view body) {
  std::string text = "SIP/2.0 " + std::to_string(status) + " " + std::string(reason) + "\n";
  for (const char* name : {"Via", "Record-Route"}) {
    for (const std::string& value : headers_of(request, name)) text += std::string(name) + ": " + value + "\n";
  }
  text += "From: " + header_of(request, "From") + "\n";
  std::string to = header_of(request, "To");
  if (to.find(";tag=") == std::string::npos && !tag.empty()) to += ";tag=" + std::string(tag);
  text += "To: " + to + "\n";
  text += "Call-ID: " + header_of(request, "Call-ID") + "\n";
  text += "CSeq: " + header_of(request, "CSeq") + "\n";
  text += extra;
  text += "Content-Length: " + std::to_string(body.size()) + "\n\n";
  text += body;
  return text;
}

}  // namespace zvoni::testing
