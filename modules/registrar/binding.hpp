// One contact under which an address-of-record is reached.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>

namespace zvoni::registrar {

/// How long the texts of a binding may be. What strangers send is bounded here, so that memory is.
inline constexpr std::size_t kLongestContact = 1024;
inline constexpr std::size_t kLongestPath = 1024;  // all values together
inline constexpr std::size_t kLongestCallId = 256;
inline constexpr std::size_t kLongestUserAgent = 255;

/// Joins Path values; may not stand in one.
inline constexpr char kPathSeparator = '\n';
/// Takes them apart again.
std::vector<std::string> split_path(std::string_view joined);

/// Keeps its texts in one block: there may be a million of these.
class Binding {
 public:
  struct Texts {
    std::string_view contact;     ///< the Contact's URI as the phone wrote it
    std::string_view call_id;     ///< of the REGISTER that wrote the binding last
    std::string_view user_agent;  ///< its User-Agent header, may be empty
    std::string_view path;        ///< its Path values (RFC 3327), joined by kPathSeparator; may be empty
  };
  /// The texts are copied and must not be longer than the bounds above.
  Binding(const Texts& texts, std::uint32_t cseq, int q, SteadyTime expires, const Flow& flow, bool reached_by_flow);

  [[nodiscard]] std::string_view contact() const noexcept { return part(0, contact_size_); }
  [[nodiscard]] std::string_view call_id() const noexcept { return part(contact_size_, call_id_size_); }
  [[nodiscard]] std::string_view user_agent() const noexcept {
    return part(contact_size_ + call_id_size_, user_agent_size_);
  }
  /// First hop first, joined.
  [[nodiscard]] std::string_view path() const noexcept {
    return part(contact_size_ + call_id_size_ + user_agent_size_, std::string_view::npos);
  }

  [[nodiscard]] std::uint32_t cseq() const noexcept { return cseq_; }
  [[nodiscard]] int q() const noexcept { return q_; }  ///< thousandths
  [[nodiscard]] SteadyTime expires() const noexcept { return expires_; }
  [[nodiscard]] bool is_expired(SteadyTime now) const noexcept { return expires_ <= now; }
  /// Whole seconds it has left, at least 1: 0 would tell a phone that it is gone.
  [[nodiscard]] std::chrono::seconds left(SteadyTime now) const noexcept;

  /// Where its REGISTER came from.
  [[nodiscard]] const Flow& flow() const noexcept { return flow_; }
  /// True where requests go along that flow, false where they go where the contact says.
  [[nodiscard]] bool reached_by_flow() const noexcept { return reached_by_flow_; }

 private:
  [[nodiscard]] std::string_view part(std::size_t from, std::size_t size) const noexcept {
    return std::string_view(texts_).substr(from, size);
  }

  std::string texts_;  // contact, Call-ID, User-Agent, Path, one behind the other
  SteadyTime expires_;
  Flow flow_;
  std::uint32_t cseq_;
  std::uint16_t contact_size_;
  std::uint16_t call_id_size_;
  std::uint16_t user_agent_size_;
  std::int16_t q_;
  bool reached_by_flow_;
};

}  // namespace zvoni::registrar
