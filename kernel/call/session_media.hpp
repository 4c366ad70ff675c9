// What a session description (SDP, RFC 4566) says about video.
#pragma once

#include <cstdint>
#include <string_view>

#include <zvoni/message.hpp>

namespace zvoni::kernel {

enum class SessionMedia : std::uint8_t {
  absent,         ///< no session description
  without_video,  ///< no video, or only refused (port 0) or inactive
  with_video,
};

/// Looks for an active `m=video` line. Linear; reads 32 KiB at the most.
SessionMedia scan_session_description(std::string_view text) noexcept;

/// That of a message's body: application/sdp, also as a part of a multipart body.
SessionMedia media_of(const Message& message) noexcept;

}  // namespace zvoni::kernel
