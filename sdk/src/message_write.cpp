// From the index to the wire: one copy for each run of bytes that lie side by side.
#include "message_data.hpp"

namespace zvoni {

template <class Take>
void MessageData::for_each_run(Take take) const {
  const char* run = start_line.data();
  const char* run_end = run + start_line.size();
  const auto add = [&](const char* begin, std::size_t size) {
    if (begin == run_end) {
      run_end += size;
      return;
    }
    take(std::string_view(run, static_cast<std::size_t>(run_end - run)));
    run = begin;
    run_end = begin + size;
  };
  for (const auto& line : lines) add(line.text, line.size);
  if (made_here && !may_have(HeaderName::content_length)) {
    constexpr std::string_view kNoBody = "Content-Length: 0\r\n";  // an edit of the body sets its own
    add(kNoBody.data(), kNoBody.size());
  }
  add(blank_line.data(), blank_line.size());
  if (!body_text.empty()) add(body_text.data(), body_text.size());
  take(std::string_view(run, static_cast<std::size_t>(run_end - run)));
}

void Message::write(std::string& out) const {
  out.reserve(out.size() + wire_size());
  MessageData::of(*this).for_each_run([&out](std::string_view run) { out.append(run); });
}

std::string Message::to_wire() const {
  std::string out;
  write(out);
  return out;
}

std::size_t Message::wire_size() const noexcept {
  std::size_t size = 0;
  MessageData::of(*this).for_each_run([&size](std::string_view run) { size += run.size(); });
  return size;
}

}  // namespace zvoni
