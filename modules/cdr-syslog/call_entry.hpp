// The record of a call as it is kept until it is sent.
#pragma once

#include <zvoni/call.hpp>

namespace zvoni::cdr_syslog {

struct CallEntry {
  CallEventKind kind = CallEventKind::ended;
  WallTime time;
  CallRecord call;
};

}  // namespace zvoni::cdr_syslog
