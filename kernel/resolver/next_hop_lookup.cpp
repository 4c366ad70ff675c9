#include "resolver/next_hop_lookup.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <zvoni/text.hpp>

namespace zvoni::kernel {
namespace {

// Bounds on what a hostile zone can make of one request.
constexpr std::size_t kMaxServices = 4;
constexpr std::size_t kMaxTargets = 16;
constexpr std::size_t kMaxDestinations = 32;

constexpr std::uint16_t default_port(Transport transport) noexcept { return transport == Transport::tls ? 5061 : 5060; }

/// RFC 3263, 4.1: what is used where nothing says otherwise.
constexpr Transport default_transport(const NextHop& hop) noexcept {
  if (hop.secure) return Transport::tls;
  return hop.transport.value_or(Transport::udp);
}

std::string normalized_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return to_lower(name);
}

/// Whether it can be asked for: labels of letters, digits, hyphens and underscores (RFC 1035, 2.3.4).
bool is_domain_name(std::string_view name) noexcept {
  if (name.empty() || name.size() > 253) return false;
  std::size_t label = 0;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (c == '.' ? label == 0 : !plain || label == 63) return false;
    label = c == '.' ? 0 : label + 1;
  }
  return label > 0;
}

/// The transport a NAPTR service stands for, where it is one that may be used (RFC 3263, 4.1).
std::optional<Transport> transport_of(const NaptrRecord& naptr, bool secure) {
  if (!iequals(naptr.flags, "s") || !naptr.regexp.empty()) return std::nullopt;
  if (secure) return iequals(naptr.service, "SIPS+D2T") ? std::optional(Transport::tls) : std::nullopt;
  if (iequals(naptr.service, "SIP+D2U")) return Transport::udp;
  if (iequals(naptr.service, "SIP+D2T")) return Transport::tcp;
  return std::nullopt;
}

}  // namespace

NextHopLookup::NextHopLookup(NextHop hop, RandomUpTo random) : hop_(std::move(hop)), random_(std::move(random)) {}

std::vector<Question> NextHopLookup::start() {
  const std::optional<IpAddress> address = IpAddress::parse(hop_.host);
  if (!address) hop_.host = normalized_name(hop_.host);
  if (!address && !is_domain_name(hop_.host)) return {};
  if (address || hop_.port) {
    const Transport transport = default_transport(hop_);
    targets_.push_back({transport, hop_.host, hop_.port.value_or(default_port(transport))});
    return ask_addresses();
  }
  if (!hop_.transport) return await({{Question::Type::naptr, hop_.host}});
  services_.push_back(service_of(default_transport(hop_)));
  return ask_services();
}

std::vector<Question> NextHopLookup::on_answer(const Question& question, const Answer& answer) {
  if (std::erase(waiting_for_, question) == 0) return {};
  switch (question.type) {
    case Question::Type::naptr:
      take_naptrs(answer);
      return ask_services();
    case Question::Type::srv:
      if (answer.outcome == Answer::Outcome::found) srvs_[question.name] = answer.srvs;
      if (!waiting_for_.empty()) return {};
      make_targets();
      return ask_addresses();
    case Question::Type::address:
      addresses_[question.name] = answer.addresses;
      return {};
  }
  return {};
}

NextHopLookup::Service NextHopLookup::service_of(Transport transport) const {
  switch (transport) {
    case Transport::udp:
      return {transport, "_sip._udp." + hop_.host};
    case Transport::tcp:
      return {transport, "_sip._tcp." + hop_.host};
    case Transport::tls:
      break;
  }
  return {Transport::tls, "_sips._tcp." + hop_.host};
}

void NextHopLookup::take_naptrs(const Answer& answer) {
  std::vector<NaptrRecord> naptrs = answer.naptrs;
  std::stable_sort(naptrs.begin(), naptrs.end(), [](const NaptrRecord& a, const NaptrRecord& b) {
    return std::pair(a.order, a.preference) < std::pair(b.order, b.preference);
  });
  for (const NaptrRecord& naptr : naptrs) {
    const std::optional<Transport> transport = transport_of(naptr, hop_.secure);
    std::string name = normalized_name(naptr.replacement);
    if (transport && is_domain_name(name) && services_.size() < kMaxServices) {
      services_.push_back({*transport, std::move(name)});
    }
  }
  if (!services_.empty()) return;
  // Without NAPTR records the SRV records of the transports we have are asked for (4.1).
  if (hop_.secure) {
    services_ = {service_of(Transport::tls)};
  } else {
    services_ = {service_of(Transport::udp), service_of(Transport::tcp)};
  }
}

std::vector<Question> NextHopLookup::ask_services() {
  std::vector<Question> questions;
  questions.reserve(services_.size());
  for (const Service& service : services_) questions.push_back({Question::Type::srv, service.name});
  return await(questions);
}

void NextHopLookup::make_targets() {
  for (const Service& service : services_) {
    const auto found = srvs_.find(service.name);
    if (found == srvs_.end()) continue;
    for (const SrvRecord& srv : order_srv(found->second, random_)) {
      // A target "." says that the service is not offered (RFC 2782); it is no name, and so drops out here.
      std::string host = normalized_name(srv.target);
      if (srv.port == 0 || targets_.size() == kMaxTargets || !is_domain_name(host)) continue;
      targets_.push_back({service.transport, std::move(host), srv.port});
    }
  }
  if (!srvs_.empty()) return;
  // 4.2: no SRV records at all: the host itself, on the default port.
  const Transport transport = services_.front().transport;
  targets_.push_back({transport, hop_.host, default_port(transport)});
}

std::vector<Question> NextHopLookup::ask_addresses() {
  std::vector<Question> questions;
  for (const Target& target : targets_) {
    if (const auto address = IpAddress::parse(target.host)) {
      addresses_[target.host] = {*address};
    } else {
      questions.push_back({Question::Type::address, target.host});
    }
  }
  return await(questions);
}

std::vector<Question> NextHopLookup::await(const std::vector<Question>& questions) {
  for (const Question& question : questions) {
    const auto end = waiting_for_.end();
    if (std::find(waiting_for_.begin(), end, question) == end) waiting_for_.push_back(question);
  }
  return waiting_for_;
}

std::vector<Destination> NextHopLookup::destinations() const {
  std::vector<Destination> destinations;
  for (const Target& target : targets_) {
    const auto known = addresses_.find(target.host);
    if (known == addresses_.end()) continue;
    for (const IpAddress& address : known->second) {
      const Destination destination{target.transport, {address, target.port}};
      if (destinations.size() == kMaxDestinations) return destinations;
      if (std::find(destinations.begin(), destinations.end(), destination) == destinations.end()) {
        destinations.push_back(destination);
      }
    }
  }
  return destinations;
}

}  // namespace zvoni::kernel
