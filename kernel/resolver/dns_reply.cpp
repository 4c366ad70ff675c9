#include "resolver/dns_reply.hpp"

#include <ares.h>

#include <algorithm>
#include <memory>
#include <string>

namespace zvoni::kernel {
namespace {

constexpr std::size_t kMaxRecords = 64;

struct AresDataDeleter {
  void operator()(void* data) const noexcept { ares_free_data(data); }
};
template <typename T>
using AresData = std::unique_ptr<T, AresDataDeleter>;

std::string text_of(const unsigned char* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }
std::string text_of(const char* text) { return text == nullptr ? "" : text; }

int parse_naptrs(std::span<const std::uint8_t> reply, std::vector<NaptrRecord>& naptrs) {
  ares_naptr_reply* parsed = nullptr;
  const int status = ares_parse_naptr_reply(reply.data(), static_cast<int>(reply.size()), &parsed);
  const AresData<ares_naptr_reply> owner(parsed);
  for (const auto* at = parsed; at != nullptr && naptrs.size() < kMaxRecords; at = at->next) {
    naptrs.push_back({at->order, at->preference, text_of(at->flags), text_of(at->service), text_of(at->regexp),
                      text_of(at->replacement)});
  }
  return status;
}

int parse_srvs(std::span<const std::uint8_t> reply, std::vector<SrvRecord>& srvs) {
  ares_srv_reply* parsed = nullptr;
  const int status = ares_parse_srv_reply(reply.data(), static_cast<int>(reply.size()), &parsed);
  const AresData<ares_srv_reply> owner(parsed);
  for (const auto* at = parsed; at != nullptr && srvs.size() < kMaxRecords; at = at->next) {
    srvs.push_back({at->priority, at->weight, at->port, text_of(at->host)});
  }
  return status;
}

/// Reads forward over a message; once something is missing, all further reads give 0.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) noexcept : rest_(bytes) {}

  [[nodiscard]] bool is_good() const noexcept { return good_; }
  void skip(std::size_t count) noexcept {
    good_ = good_ && rest_.size() >= count;
    rest_ = good_ ? rest_.subspan(count) : std::span<const std::uint8_t>{};
  }
  std::uint32_t number(std::size_t bytes) noexcept {
    std::uint32_t value = 0;
    if (rest_.size() < bytes) good_ = false;
    for (std::size_t i = 0; good_ && i < bytes; ++i) value = value << 8 | rest_[i];
    skip(bytes);
    return value;
  }
  /// A name: labels up to an empty one, or to a pointer to the rest (RFC 1035, 4.1.4).
  void skip_name() noexcept {
    while (good_) {
      const std::uint32_t length = number(1);
      if (length >= 0xC0) return skip(1);
      if (length == 0) return;
      skip(length);
    }
  }

 private:
  std::span<const std::uint8_t> rest_;
  bool good_ = true;
};

}  // namespace

std::optional<std::chrono::seconds> shortest_ttl(std::span<const std::uint8_t> reply) noexcept {
  constexpr std::uint32_t kTypeAndClass = 4;
  Reader reader(reply);
  reader.skip(4);  // identifier and flags
  const std::uint32_t questions = reader.number(2);
  const std::uint32_t answers = reader.number(2);
  reader.skip(4);  // how many records are in the other two sections
  for (std::uint32_t i = 0; i < questions && reader.is_good(); ++i) {
    reader.skip_name();
    reader.skip(kTypeAndClass);
  }
  std::optional<std::uint32_t> shortest;
  for (std::uint32_t i = 0; i < answers && reader.is_good(); ++i) {
    reader.skip_name();
    reader.skip(kTypeAndClass);
    const std::uint32_t ttl = reader.number(4);
    reader.skip(reader.number(2));
    shortest = std::min(shortest.value_or(ttl), ttl);
  }
  if (!reader.is_good() || !shortest) return std::nullopt;
  // A value with the highest bit set counts as 0 (RFC 2181, 8).
  return std::chrono::seconds(*shortest > 0x7FFFFFFF ? 0 : *shortest);
}

Answer parse_reply(Question::Type type, std::span<const std::uint8_t> reply) {
  Answer answer;
  const int status =
      type == Question::Type::naptr ? parse_naptrs(reply, answer.naptrs) : parse_srvs(reply, answer.srvs);
  if (status == ARES_ENODATA) {
    answer.outcome = Answer::Outcome::absent;
  } else if (status == ARES_SUCCESS) {
    answer.outcome = answer.naptrs.empty() && answer.srvs.empty() ? Answer::Outcome::absent : Answer::Outcome::found;
    answer.ttl = shortest_ttl(reply).value_or(std::chrono::seconds(0));
  }
  return answer;
}

}  // namespace zvoni::kernel
