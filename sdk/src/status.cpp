#include <zvoni/status.hpp>

#include <algorithm>
#include <array>

namespace zvoni {
namespace {

struct Entry {
  int status;
  std::string_view reason;
};

// RFC 3261 section 21 and the IANA registry "Session Initiation Protocol (SIP) Parameters", response codes.
constexpr std::array kEntries{
    Entry{100, "Trying"},
    Entry{180, "Ringing"},
    Entry{181, "Call Is Being Forwarded"},
    Entry{182, "Queued"},
    Entry{183, "Session Progress"},
    Entry{199, "Early Dialog Terminated"},
    Entry{200, "OK"},
    Entry{202, "Accepted"},
    Entry{204, "No Notification"},
    Entry{300, "Multiple Choices"},
    Entry{301, "Moved Permanently"},
    Entry{302, "Moved Temporarily"},
    Entry{305, "Use Proxy"},
    Entry{380, "Alternative Service"},
    Entry{400, "Bad Request"},
    Entry{401, "Unauthorized"},
    Entry{402, "Payment Required"},
    Entry{403, "Forbidden"},
    Entry{404, "Not Found"},
    Entry{405, "Method Not Allowed"},
    Entry{406, "Not Acceptable"},
    Entry{407, "Proxy Authentication Required"},
    Entry{408, "Request Timeout"},
    Entry{410, "Gone"},
    Entry{412, "Conditional Request Failed"},
    Entry{413, "Request Entity Too Large"},
    Entry{414, "Request-URI Too Long"},
    Entry{415, "Unsupported Media Type"},
    Entry{416, "Unsupported URI Scheme"},
    Entry{417, "Unknown Resource-Priority"},
    Entry{420, "Bad Extension"},
    Entry{421, "Extension Required"},
    Entry{422, "Session Interval Too Small"},
    Entry{423, "Interval Too Brief"},
    Entry{424, "Bad Location Information"},
    Entry{425, "Bad Alert Message"},
    Entry{428, "Use Identity Header"},
    Entry{429, "Provide Referrer Identity"},
    Entry{430, "Flow Failed"},
    Entry{433, "Anonymity Disallowed"},
    Entry{436, "Bad Identity Info"},
    Entry{437, "Unsupported Credential"},
    Entry{438, "Invalid Identity Header"},
    Entry{439, "First Hop Lacks Outbound Support"},
    Entry{440, "Max-Breadth Exceeded"},
    Entry{469, "Bad Info Package"},
    Entry{470, "Consent Needed"},
    Entry{480, "Temporarily Unavailable"},
    Entry{481, "Call/Transaction Does Not Exist"},
    Entry{482, "Loop Detected"},
    Entry{483, "Too Many Hops"},
    Entry{484, "Address Incomplete"},
    Entry{485, "Ambiguous"},
    Entry{486, "Busy Here"},
    Entry{487, "Request Terminated"},
    Entry{488, "Not Acceptable Here"},
    Entry{489, "Bad Event"},
    Entry{491, "Request Pending"},
    Entry{493, "Undecipherable"},
    Entry{494, "Security Agreement Required"},
    Entry{500, "Server Internal Error"},
    Entry{501, "Not Implemented"},
    Entry{502, "Bad Gateway"},
    Entry{503, "Service Unavailable"},
    Entry{504, "Server Time-out"},
    Entry{505, "Version Not Supported"},
    Entry{513, "Message Too Large"},
    Entry{555, "Push Notification Service Not Supported"},
    Entry{580, "Precondition Failure"},
    Entry{600, "Busy Everywhere"},
    Entry{603, "Decline"},
    Entry{604, "Does Not Exist Anywhere"},
    Entry{606, "Not Acceptable"},
    Entry{607, "Unwanted"},
    Entry{608, "Rejected"},
};
static_assert(std::is_sorted(kEntries.begin(), kEntries.end(),
                             [](const Entry& a, const Entry& b) { return a.status < b.status; }));

constexpr auto make_statuses() {
  std::array<int, kEntries.size()> statuses{};
  for (std::size_t i = 0; i < statuses.size(); ++i) statuses[i] = kEntries[i].status;
  return statuses;
}
constexpr auto kStatuses = make_statuses();

}  // namespace

std::string_view standard_reason(int status) noexcept {
  const auto* const found = std::lower_bound(kStatuses.begin(), kStatuses.end(), status);
  if (found != kStatuses.end() && *found == status) {
    return kEntries[static_cast<std::size_t>(found - kStatuses.begin())].reason;
  }
  switch (status / 100) {
    case 1:
      return "Provisional";
    case 2:
      return "Success";
    case 3:
      return "Redirection";
    case 4:
      return "Client Failure";
    case 5:
      return "Server Failure";
    default:
      return "Global Failure";
  }
}

std::span<const int> registered_statuses() noexcept { return kStatuses; }

}  // namespace zvoni
