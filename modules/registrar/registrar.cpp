#include "registrar.hpp"

#include <system_error>

#include "sip_date.hpp"

namespace zvoni::registrar {
namespace {

constexpr std::chrono::seconds kExpiryInterval{1};
constexpr const char* kRetryAfter = "60";  // seconds until somebody's binding may have gone

std::unique_ptr<Diary> open_diary(Host& host, const Config& config, const Settings& settings) {
  if (settings.diary.empty()) return nullptr;
  try {
    return std::make_unique<Diary>(host, settings.diary);
  } catch (const std::system_error& error) {
    throw config.error("diary", error.what());
  }
}

Refusal refusal_of(UpdateResult result) {
  switch (result) {
    case UpdateResult::old_cseq:
      return {500, "CSeq Is Not Higher Than Before"};  // 10.3 step 7
    case UpdateResult::too_many_contacts:
      return {403, "Too Many Contacts"};
    default:
      return {503, "Too Many Users Are Registered", HeaderName::retry_after, kRetryAfter};
  }
}

// `;q=0.5`; nothing for 1, which is what no q means.
std::string q_param(int q) {
  if (q == 1000) return {};
  std::string digits = std::to_string(1000 + q).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits.empty() ? ";q=0" : ";q=0." + digits;
}

}  // namespace

Registrar::Counters::Counters(Host& host)
    : registrations(host.metric("registrations", "Bindings added")),
      refreshes(host.metric("refreshes", "Bindings refreshed")),
      unregistrations(host.metric("unregistrations", "Bindings removed by their users")),
      expirations(host.metric("expirations", "Bindings that expired")),
      refusals(host.metric("refusals", "REGISTER requests refused")) {}

Registrar::Registrar(Host& host, const Config& config)
    : host_(host),
      settings_(read_settings(config)),
      counters_(host),
      diary_(open_diary(host, config, settings_)),
      store_(
          settings_.limits, settings_.domains, [&host](std::string_view text) { return host.keyed_hash(text); },
          [this](const BindingEvent& event) { observe(event); },
          {host.metric("bindings", "Bindings now"), host.metric("aors", "Addresses-of-record with bindings now")}),
      reader_(host, settings_),
      locator_(store_, settings_.users, [&host] { return host.now(); }),
      handler_(host.on_request(Phase::local_processing, [this](Request& request) { return handle(request); })),
      service_(host.provide<LocationService>(locator_)),
      method_(host.advertise(Capability::method, "REGISTER")),
      extension_(host.advertise(Capability::extension, "path")),
      expiry_timer_(host.every(kExpiryInterval, [this] { store_.expire(host_.now()); })) {}

Verdict Registrar::handle(Request& request) {
  const Message& message = request.message();
  if (!is_for_us(message)) return Verdict::next();
  BindingUpdate update;
  if (const auto refusal = reader_.read(message, request.flow(), update)) {
    refuse(request, *refusal);
    return Verdict::done();
  }
  const SteadyTime now = host_.now();
  const BindingStore::Outcome outcome = store_.update(update, now);
  if (outcome.result == UpdateResult::done) {
    accept(request, update, outcome.bindings, now);
  } else {
    refuse(request, refusal_of(outcome.result));
  }
  return Verdict::done();
}

// 10.3 step 1. One with a Route of somebody else is on its way there (16.6).
bool Registrar::is_for_us(const Message& message) const {
  if (message.method() != Method::register_ || message.has(HeaderName::route)) return false;
  const auto uri = parse_uri(message.request_uri());
  return uri && host_.is_own_domain(uri->host);
}

// 10.3 step 8.
void Registrar::accept(Request& request, const BindingUpdate& update, const std::vector<Binding>& bindings,
                       SteadyTime now) {
  MessagePtr response = request.make_response(200);
  for (const Binding& binding : bindings) {
    const std::string left = std::to_string(binding.left(now).count());
    response->add_last(HeaderName::contact,
                       '<' + std::string(binding.contact()) + '>' + q_param(binding.q()) + ";expires=" + left);
  }
  for (const std::string& hop : split_path(update.path)) response->add_last(HeaderName::path, hop);
  response->set(HeaderName::date, sip_date(host_.wall_now()));
  request.respond(std::move(response));
}

void Registrar::refuse(Request& request, const Refusal& refusal) {
  counters_.refusals.add();
  MessagePtr response = request.make_response(refusal.status, refusal.reason);
  response->set(HeaderName::warning, "399 zvoni \"" + refusal.reason + '"');
  if (refusal.header != HeaderName::other) response->set(refusal.header, refusal.value);
  if (Logger& log = host_.log(); log.enabled(LogLevel::info)) {
    const auto to = request.message().to();
    log.info("refused REGISTER of " + std::string(to ? to->uri.text : "?") + " from " +
             request.flow().remote.to_string() + ": " + std::to_string(refusal.status) + ' ' + refusal.reason);
  }
  request.respond(std::move(response));
}

// Under the lock of the aor's shard.
void Registrar::observe(const BindingEvent& event) {
  switch (event.kind) {
    case BindingEvent::Kind::registered:
      counters_.registrations.add();
      break;
    case BindingEvent::Kind::refreshed:
      counters_.refreshes.add();
      break;
    case BindingEvent::Kind::unregistered:
      counters_.unregistrations.add();
      break;
    case BindingEvent::Kind::expired:
      counters_.expirations.add();
      break;
  }
  if (diary_) diary_->write(event);
}

}  // namespace zvoni::registrar
