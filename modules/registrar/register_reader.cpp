#include "register_reader.hpp"

#include <algorithm>

#include "flow_rule.hpp"

namespace zvoni::registrar {
namespace {

constexpr std::chrono::seconds kMalformedExpiry{3600};  // RFC 3261, 20.10
constexpr std::chrono::seconds kHour{3600};
constexpr std::size_t kLongestAor = 512;
constexpr std::string_view kPathExtension = "path";

// A fold within a value becomes blanks, for the value is written again in other messages.
std::string unfolded(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  return out;
}

std::string too_long(std::string_view what, std::size_t bytes) {
  return std::string(what) + " Longer Than " + std::to_string(bytes) + " Bytes";
}

std::chrono::seconds seconds_of(std::string_view text) {
  const auto seconds = parse_delta_seconds(text);
  return seconds ? std::chrono::seconds(*seconds) : kMalformedExpiry;
}

}  // namespace

std::optional<Refusal> RegisterReader::read(const Message& message, const Flow& flow, BindingUpdate& update) const {
  if (auto refusal = check_require(message)) return refusal;
  if (auto refusal = read_aor(message, update)) return refusal;
  if (auto refusal = read_sender(message, flow, update)) return refusal;
  if (auto refusal = read_path(message, update)) return refusal;
  return read_contacts(message, update);
}

// Step 2.
std::optional<Refusal> RegisterReader::check_require(const Message& message) const {
  std::string unsupported;
  for (const std::string_view extension : message.values(HeaderName::require)) {
    if (iequals(extension, kPathExtension)) continue;
    unsupported += (unsupported.empty() ? "" : ", ") + unfolded(extension);
  }
  if (unsupported.empty()) return std::nullopt;
  return Refusal{420, "Bad Extension", HeaderName::unsupported, unsupported};
}

// Step 5. To's domain must be ours, but not the very one of the request-URI: all our domains are served here.
std::optional<Refusal> RegisterReader::read_aor(const Message& message, BindingUpdate& update) const {
  const auto to = message.to();
  const auto from = message.from();
  if (!to || !to->uri.is_sip()) return Refusal{400, "To Is No SIP URI"};
  if (to->uri.user.empty()) return Refusal{404, "To Names No User"};
  if (!host_.is_own_domain(to->uri.host)) return Refusal{404, "Domain Not Served Here"};
  if (!settings_.users.empty() && !settings_.users.lists(to->uri)) return Refusal{404, "Unknown User"};
  // Without authentication nobody can show that he may register for another (10.2, third-party registration).
  if (!from || !is_same_user(from->uri, to->uri)) return Refusal{403, "From And To Are Different Users"};
  update.aor = canonical_aor(to->uri);
  if (update.aor.size() > kLongestAor) return Refusal{400, too_long("Address-Of-Record", kLongestAor)};
  return std::nullopt;
}

std::optional<Refusal> RegisterReader::read_sender(const Message& message, const Flow& flow,
                                                   BindingUpdate& update) const {
  const auto cseq = message.cseq();
  if (!cseq) return Refusal{400, "Malformed CSeq"};
  if (message.call_id().size() > kLongestCallId) return Refusal{400, too_long("Call-ID", kLongestCallId)};
  if (host_.is_own_endpoint(flow.remote)) return Refusal{403, "Sender Is This Exchange"};
  update.call_id = message.call_id();
  update.cseq = cseq->number;
  update.user_agent = message.header(HeaderName::user_agent).value_or("").substr(0, kLongestUserAgent);
  update.flow = flow;
  return std::nullopt;
}

std::optional<Refusal> RegisterReader::read_path(const Message& message, BindingUpdate& update) const {
  const HeaderValues values = message.values(HeaderName::path);
  if (values.empty()) return std::nullopt;
  // The way RFC 3327, 5.3 recommends: a phone that does not know of Path could not tell that calls to it are diverted.
  if (!message.has_token(HeaderName::supported, kPathExtension) &&
      !message.has_token(HeaderName::require, kPathExtension)) {
    return Refusal{420, "Path Is Not Supported By The Sender", HeaderName::unsupported, std::string(kPathExtension)};
  }
  for (const std::string_view value : values) {
    const auto hop = parse_name_addr(value);
    if (!hop || !hop->uri.is_sip() || value.find('\0') != std::string_view::npos) return Refusal{400, "Malformed Path"};
    if (!update.path.empty()) {
      update.path += kPathSeparator;
    } else if (leads_here(hop->uri)) {
      return Refusal{403, "Path Is This Exchange"};
    }
    update.path += unfolded(value);
  }
  if (update.path.size() > kLongestPath) return Refusal{400, too_long("Path", kLongestPath)};
  return std::nullopt;
}

// Step 6.
std::optional<Refusal> RegisterReader::read_contacts(const Message& message, BindingUpdate& update) const {
  std::size_t count = 0;
  for (const std::string_view value : message.values(HeaderName::contact)) {
    ++count;
    const auto contact = parse_name_addr(value);
    if (!contact) return Refusal{400, "Malformed Contact"};
    if (contact->wildcard) {
      update.remove_all = true;
    } else if (auto refusal = read_contact(*contact, message, update)) {
      return refusal;
    }
  }
  if (!update.remove_all) return std::nullopt;
  const auto expires = message.header(HeaderName::expires);
  if (count > 1) return Refusal{400, "Contact * Beside Another Contact"};
  if (!expires || parse_delta_seconds(*expires) != 0U) return Refusal{400, "Contact * Without Expires 0"};
  return std::nullopt;
}

// Step 7, first half.
std::optional<Refusal> RegisterReader::read_contact(const NameAddr& contact, const Message& message,
                                                    BindingUpdate& update) const {
  const Uri& uri = contact.uri;
  if (!uri.is_sip()) return Refusal{400, "Contact Is No SIP URI"};
  if (uri.text.size() > kLongestContact) return Refusal{400, too_long("Contact", kLongestContact)};
  const auto q_param = contact.params.find("q");
  const auto q = q_param ? parse_qvalue(q_param->value) : 1000;
  if (!q) return Refusal{400, "Malformed Contact Parameter q"};

  const std::chrono::seconds expires = requested_expiry(contact, message);
  if (expires.count() > 0 && expires < kHour && expires < settings_.min_expires) {
    return Refusal{423, "Interval Too Brief", HeaderName::min_expires, std::to_string(settings_.min_expires.count())};
  }
  // Taking such a binding away does no harm.
  if (expires.count() > 0 && leads_here(uri)) return Refusal{403, "Contact Is This Exchange"};

  const auto via = message.top_via();
  const bool by_flow = update.path.empty() && via && is_reached_by_flow(uri, update.flow, *via);
  update.contacts.push_back({uri.text, std::min(expires, settings_.max_expires), *q, by_flow});
  return std::nullopt;
}

bool RegisterReader::is_same_user(const Uri& a, const Uri& b) const {
  if (settings_.domains == Domains::apart || !host_.is_own_domain(a.host)) return canonical_aor(a) == canonical_aor(b);
  return a.is_sip() && unescape(a.user) == unescape(b.user);
}

bool RegisterReader::leads_here(const Uri& uri) const {
  if (host_.is_own_uri(uri)) return true;
  const auto maddr = uri.params.find("maddr");
  if (!maddr) return false;
  Uri there = uri;
  there.host = maddr->value;
  return host_.is_own_uri(there);
}

// The Contact's own comes first, then that of the whole request, then the default (10.2.1.1).
std::chrono::seconds RegisterReader::requested_expiry(const NameAddr& contact, const Message& message) const {
  if (const auto param = contact.params.find("expires")) return seconds_of(param->value);
  if (const auto header = message.header(HeaderName::expires)) return seconds_of(*header);
  return settings_.default_expires;
}

}  // namespace zvoni::registrar
