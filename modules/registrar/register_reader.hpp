// Reads and checks a REGISTER (RFC 3261, 10.3 steps 2, 5, 6 and the first half of 7; RFC 3327, 5.3).
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <zvoni/zvoni.hpp>

#include "binding_update.hpp"
#include "settings.hpp"

namespace zvoni::registrar {

/// The answer to a REGISTER that is not done.
struct Refusal {
  int status;
  std::string reason;                     ///< says why; from us, never from the network
  HeaderName header = HeaderName::other;  ///< a header of its own; `other`: none
  std::string value{};
};

/// From any thread. The settings and the host outlive it.
class RegisterReader {
 public:
  RegisterReader(const Host& host, const Settings& settings) : host_(host), settings_(settings) {}

  /// Fills the update; its views live as long as the message. What it returns says why the request is refused.
  std::optional<Refusal> read(const Message& message, const Flow& flow, BindingUpdate& update) const;

 private:
  [[nodiscard]] std::optional<Refusal> check_require(const Message& message) const;
  std::optional<Refusal> read_aor(const Message& message, BindingUpdate& update) const;
  std::optional<Refusal> read_sender(const Message& message, const Flow& flow, BindingUpdate& update) const;
  std::optional<Refusal> read_path(const Message& message, BindingUpdate& update) const;
  std::optional<Refusal> read_contacts(const Message& message, BindingUpdate& update) const;
  std::optional<Refusal> read_contact(const NameAddr& contact, const Message& message, BindingUpdate& update) const;
  [[nodiscard]] bool is_same_user(const Uri& a, const Uri& b) const;
  [[nodiscard]] bool leads_here(const Uri& uri) const;
  [[nodiscard]] std::chrono::seconds requested_expiry(const NameAddr& contact, const Message& message) const;

  const Host& host_;
  const Settings& settings_;
};

}  // namespace zvoni::registrar
