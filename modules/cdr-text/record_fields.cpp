#include "record_fields.hpp"

#include <optional>

#include <zvoni/text.hpp>

#include "time_text.hpp"

namespace zvoni::cdr_text {
namespace {

std::string printable(std::string_view text) { return is_clean_utf8(text) ? std::string(text) : escape_for_log(text); }

std::string time_of(const std::optional<WallTime>& time) { return time ? iso_time(*time) : std::string(); }

std::string address_of(const CallParty& party) {
  return party.address == Endpoint() ? std::string() : party.address.to_string();
}

std::string side_of(CallSide side) { return side == CallSide::none ? std::string() : std::string(to_string(side)); }

}  // namespace

std::vector<Field> fields_of(const CallEntry& entry) {
  using Kind = Field::Kind;
  const CallRecord& call = entry.call;
  const bool over = call.answered || call.ended;
  return {
      {"event", std::string(to_string(entry.kind))},
      {"time", iso_time(entry.time)},
      {"call_id", printable(call.call_id)},
      {"caller_uri", printable(call.caller.uri)},
      {"caller_name", printable(call.caller.display_name)},
      {"caller_address", address_of(call.caller)},
      {"callee_uri", printable(call.callee.uri)},
      {"callee_name", printable(call.callee.display_name)},
      {"callee_address", address_of(call.callee)},
      {"attempted", iso_time(call.attempted)},
      {"ringing", time_of(call.ringing)},
      {"answered", time_of(call.answered)},
      {"ended", time_of(call.ended)},
      {"ring_seconds", over ? decimal_seconds(call.ring_time) : std::string(), Kind::number},
      {"duration_seconds", call.ended ? decimal_seconds(call.duration) : std::string(), Kind::number},
      {"ended_by", side_of(call.ended_by)},
      {"status", call.final_status > 0 ? std::to_string(call.final_status) : std::string(), Kind::number},
      {"reason", printable(call.final_reason)},
      {"video", call.video ? "yes" : "no", Kind::boolean},
      {"transferred_to", printable(call.transferred_to)},
      {"transferred_by", side_of(call.transferred_by)},
  };
}

}  // namespace zvoni::cdr_text
