#include "call/session_media.hpp"

#include <cstddef>

#include <zvoni/text.hpp>

namespace zvoni::kernel {
namespace {

constexpr std::size_t kMaxScanned = std::size_t{32} * 1024;

/// Takes the next line off `rest`, without its line end.
std::string_view take_line(std::string_view& rest) noexcept {
  const auto end = rest.find('\n');
  auto line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// True for "m=video 49170 …" but not for port 0, which refuses or ends a stream (RFC 3264, 5.1 and 8.2).
bool is_accepted_video(std::string_view line) noexcept {
  constexpr std::string_view kVideo = "m=video ";
  if (!line.starts_with(kVideo)) return false;
  const auto port = line.substr(kVideo.size());
  const auto first = port.find_first_not_of('0');
  return first != std::string_view::npos && port[first] >= '1' && port[first] <= '9';
}

/// The walk over the lines: attributes before the first m= line hold for all streams that do not say otherwise.
class Scan {
 public:
  void line(std::string_view line) noexcept {
    if (line.starts_with("m=")) return begin_stream(line);
    if (line == "a=inactive") {
      inactive_ = true;
    } else if (line == "a=sendrecv" || line == "a=sendonly" || line == "a=recvonly") {
      inactive_ = false;
    }
  }

  [[nodiscard]] bool finish() noexcept {
    end_stream();
    return found_;
  }

 private:
  void begin_stream(std::string_view line) noexcept {
    if (in_session_part_) session_inactive_ = inactive_;
    end_stream();
    in_session_part_ = false;
    inactive_ = session_inactive_;
    video_ = is_accepted_video(line);
  }
  void end_stream() noexcept { found_ = found_ || (video_ && !inactive_); }

  bool in_session_part_ = true;
  bool session_inactive_ = false;
  bool inactive_ = false;
  bool video_ = false;
  bool found_ = false;
};

}  // namespace

SessionMedia scan_session_description(std::string_view text) noexcept {
  auto rest = text.substr(0, kMaxScanned);
  Scan scan;
  while (!rest.empty()) scan.line(take_line(rest));
  return scan.finish() ? SessionMedia::with_video : SessionMedia::without_video;
}

SessionMedia media_of(const Message& message) noexcept {
  const auto body = message.body();
  if (body.empty()) return SessionMedia::absent;
  const auto type = message.header(HeaderName::content_type).value_or("");
  const auto is_a = [type](std::string_view wanted) { return iequals(type.substr(0, wanted.size()), wanted); };
  if (is_a("application/sdp")) return scan_session_description(body);
  // Of the parts of a multipart body only a session description has lines such as `m=audio`.
  if (!is_a("multipart/") || body.find("\nm=") == std::string_view::npos) return SessionMedia::absent;
  return scan_session_description(body);
}

}  // namespace zvoni::kernel
