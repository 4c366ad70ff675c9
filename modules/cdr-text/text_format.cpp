#include <string_view>

#include <zvoni/status.hpp>
#include <zvoni/text.hpp>

#include "record_format.hpp"
#include "time_text.hpp"

namespace zvoni::cdr_text {
namespace {

/// A text that stands without quotes: blanks too are escaped, so that it cannot pass for the field behind it.
std::string word(std::string_view text) {
  std::string out;
  for (const char c : escape_for_log(text)) {
    if (c == ' ') {
      out += "\\x20";
    } else {
      out += c;
    }
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : escape_for_log(text)) {
    if (c == '"') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string party(const CallParty& party) {
  const auto uri = "<" + word(party.uri) + ">";
  return party.display_name.empty() ? uri : quoted(party.display_name) + " " + uri;
}

std::string by(CallSide side) { return side == CallSide::none ? std::string() : " by " + std::string(to_string(side)); }

std::string transfer(const CallRecord& call) {
  return "transferred to <" + word(call.transferred_to) + ">" + by(call.transferred_by);
}

/// "ringing 17:05:34, answered 17:05:36, ended 17:06:10 by caller, 34 s, video"
std::string story(const CallRecord& call) {
  const auto at = [&call](const std::optional<WallTime>& time) { return local_time_beside(*time, call.attempted); };
  std::string text;
  if (call.ringing) text += "ringing " + at(call.ringing) + ", ";
  if (call.answered) {
    text += "answered " + at(call.answered) + ", ended " + at(call.ended) + by(call.ended_by) + ", " +
            duration_in_words(call.duration);
  } else {
    text += "failed " + at(call.ended) + by(call.ended_by) + ", after " + duration_in_words(call.ring_time);
  }
  text += call.video ? ", video" : ", no video";
  if (!call.transferred_to.empty()) text += ", " + transfer(call);
  return text;
}

std::string happening(const CallEntry& entry) {
  switch (entry.kind) {
    case CallEventKind::media_changed:
      return entry.call.video_now ? "video on" : "video off";
    case CallEventKind::transferred:
      return transfer(entry.call);
    default:
      return std::string(to_string(entry.kind));
  }
}

/// The phrase of a stranger is the last on the line, so that nothing in it can pass for a further field.
std::string outcome(const CallRecord& call) {
  const auto phrase = call.final_reason.empty() ? std::string("no response") : escape_for_log(call.final_reason);
  return "  " + std::to_string(call.final_status) + " " + phrase;
}

}  // namespace

std::string text_line(const CallEntry& entry) {
  const CallRecord& call = entry.call;
  const bool whole = is_record(entry.kind) && call.ended;
  std::string line = local_date_and_time(whole ? call.attempted : entry.time);
  line += "  " + party(call.caller) + " -> " + party(call.callee);
  line += "  " + (whole ? story(call) : happening(entry));
  line += "  Call-ID " + word(call.call_id);
  if (whole || entry.kind == CallEventKind::answered) line += outcome(call);
  return line + "\n";
}

}  // namespace zvoni::cdr_text
