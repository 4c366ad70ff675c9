#include "resolver/srv_order.hpp"

#include <algorithm>
#include <numeric>

namespace zvoni::kernel {
namespace {

using Position = std::vector<SrvRecord>::iterator;

/// RFC 2782, "Weight": the first whose running sum of weights reaches the number drawn.
Position draw(Position begin, Position end, const RandomUpTo& random) {
  const auto sum = std::accumulate(begin, end, std::uint32_t{0},
                                   [](std::uint32_t total, const SrvRecord& record) { return total + record.weight; });
  const std::uint32_t drawn = random(sum);
  std::uint32_t running = 0;
  for (Position at = begin; at != end; ++at) {
    running += at->weight;
    if (running >= drawn) return at;
  }
  return begin;
}

}  // namespace

std::vector<SrvRecord> order_srv(std::vector<SrvRecord> records, const RandomUpTo& random) {
  // Records of weight 0 stand first, so that they have their small chance.
  std::stable_sort(records.begin(), records.end(), [](const SrvRecord& a, const SrvRecord& b) {
    if (a.priority != b.priority) return a.priority < b.priority;
    return a.weight == 0 && b.weight != 0;
  });
  for (auto at = records.begin(); at != records.end(); ++at) {
    const auto end = std::find_if(
        at, records.end(), [priority = at->priority](const SrvRecord& record) { return record.priority != priority; });
    if (end - at < 2) continue;
    const auto drawn = draw(at, end, random);
    std::rotate(at, drawn, drawn + 1);  // keeps the rest in order
  }
  return records;
}

}  // namespace zvoni::kernel
