#include "binding.hpp"

#include <algorithm>

namespace zvoni::registrar {

std::vector<std::string> split_path(std::string_view joined) {
  std::vector<std::string> values;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find(kPathSeparator), joined.size());
    values.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return values;
}

Binding::Binding(const Texts& texts, std::uint32_t cseq, int q, SteadyTime expires, const Flow& flow,
                 bool reached_by_flow)
    : expires_(expires),
      flow_(flow),
      cseq_(cseq),
      contact_size_(static_cast<std::uint16_t>(texts.contact.size())),
      call_id_size_(static_cast<std::uint16_t>(texts.call_id.size())),
      user_agent_size_(static_cast<std::uint16_t>(texts.user_agent.size())),
      q_(static_cast<std::int16_t>(q)),
      reached_by_flow_(reached_by_flow) {
  texts_.reserve(texts.contact.size() + texts.call_id.size() + texts.user_agent.size() + texts.path.size());
  texts_.append(texts.contact).append(texts.call_id).append(texts.user_agent).append(texts.path);
}

std::chrono::seconds Binding::left(SteadyTime now) const noexcept {
  return std::max(std::chrono::seconds(1), std::chrono::floor<std::chrono::seconds>(expires_ - now));
}

}  // namespace zvoni::registrar
