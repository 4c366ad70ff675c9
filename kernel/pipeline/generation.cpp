#include "pipeline/generation.hpp"

#include <algorithm>

#include <zvoni/text.hpp>

namespace zvoni::kernel {
namespace {

void append(std::string& list, std::string_view item) {
  if (!list.empty()) list += ", ";
  list += item;
}

}  // namespace

Registration Generation::advertise(Capability capability, std::string_view value) {
  auto place = capabilities_.emplace(capability, value);
  return Registration([this, place] { capabilities_.erase(place); });
}

std::string Generation::list(Capability capability) const {
  std::string text;
  auto [begin, end] = capabilities_.equal_range(capability);
  for (auto at = begin; at != end; ++at) {
    bool again = std::any_of(begin, at, [&](auto& earlier) { return iequals(earlier.second, at->second); });
    if (!again) append(text, at->second);
  }
  return text;
}

bool Generation::supports(Capability capability, std::string_view value) const {
  auto [begin, end] = capabilities_.equal_range(capability);
  return std::any_of(begin, end, [&](auto& entry) { return iequals(entry.second, value); });
}

std::string Generation::unsupported(const Message& request, HeaderName header) const {
  std::string text;
  for (std::string_view tag : request.values(header)) {
    if (!supports(Capability::extension, tag)) append(text, tag);
  }
  return text;
}

}  // namespace zvoni::kernel
