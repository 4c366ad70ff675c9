// A call event as it is kept until it is written.
#pragma once

#include <zvoni/call.hpp>

namespace zvoni::cdr_text {

struct CallEntry {
  CallEventKind kind = CallEventKind::attempted;
  WallTime time;
  CallRecord call;
};

/// Whether it is the last of its call, and so the call's record.
[[nodiscard]] inline bool is_record(CallEventKind kind) noexcept {
  return kind == CallEventKind::ended || kind == CallEventKind::failed;
}

}  // namespace zvoni::cdr_text
