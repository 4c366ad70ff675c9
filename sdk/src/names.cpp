// Names of enumerations, as logs and metrics show them.
#include <array>

#include <zvoni/call.hpp>
#include <zvoni/message.hpp>
#include <zvoni/phase.hpp>

namespace zvoni {
namespace {

template <std::size_t N, class Enum>
std::string_view name_of(const std::array<std::string_view, N>& names, Enum value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? names[index] : std::string_view{};
}

constexpr std::array<std::string_view, kPhaseCount> kPhases{
    "request_validation", "route_preprocessing", "local_processing",   "target_determination",
    "request_forwarding", "response_processing", "response_forwarding"};
constexpr std::array<std::string_view, 7> kCallEvents{"attempted",   "ringing", "answered", "media_changed",
                                                      "transferred", "ended",   "failed"};
constexpr std::array<std::string_view, 4> kCallSides{"none", "caller", "callee", "exchange"};
constexpr std::array<std::string_view, 10> kFaults{"No fault",
                                                   "Not a SIP message",
                                                   "Malformed start line",
                                                   "SIP version not supported",
                                                   "Malformed header line",
                                                   "Too many or too long headers",
                                                   "Malformed or wrong Content-Length header",
                                                   "Mandatory header is missing",
                                                   "Header stands more than once",
                                                   "Malformed value of a mandatory header"};

}  // namespace

std::string_view to_string(Phase phase) noexcept { return name_of(kPhases, phase); }
std::string_view to_string(CallEventKind kind) noexcept { return name_of(kCallEvents, kind); }
std::string_view to_string(CallSide side) noexcept { return name_of(kCallSides, side); }
std::string_view describe(ParseFault fault) noexcept { return name_of(kFaults, fault); }

}  // namespace zvoni
