// A location service for tests: bindings stand in the configuration, and answers may come late.
#include <mutex>
#include <vector>

#include <zvoni/module.hpp>
#include <zvoni/service/location.hpp>

namespace {

using namespace zvoni;

constexpr Option kBindingOptions[] = {
    {"aor", OptionType::text, nullptr, "nonempty", "Canonical address-of-record.", true},
    {"contact", OptionType::text, "", nullptr, "Its contact; empty: known, but not registered."},
    {"q", OptionType::integer, "1000", "0..1000", "Thousandths."},
    {"path", OptionType::list, "[]", nullptr, "Path values."},
    {"flow", OptionType::text, "", nullptr, "Where a UDP REGISTER came from."},
};
constexpr Option kOptions[] = {
    {"bindings", OptionType::groups, "[]", nullptr, "By falling q.", false, kBindingOptions,
     sizeof(kBindingOptions) / sizeof(kBindingOptions[0])},
    {"unavailable", OptionType::boolean, "no", nullptr, "Every look-up fails."},
    {"delay", OptionType::duration, "0s", nullptr, "How late answers come."},
};
constexpr const char* kProvides[] = {LocationService::kServiceName, nullptr};

struct Binding {
  std::string aor;
  LocatedContact contact;
};

LocatedContact contact_of(const Config& group) {
  LocatedContact contact{.uri = group.text("contact"),
                         .q = static_cast<int>(group.integer("q")),
                         .path = group.list("path"),
                         .flow = std::nullopt};
  if (const auto remote = Endpoint::parse(group.text("flow"))) {
    contact.flow = Flow{.transport = Transport::udp, .local = *Endpoint::parse("192.0.2.1:5060"), .remote = *remote};
  }
  return contact;
}

class TestLocation final : public Module, public LocationService {
 public:
  TestLocation(Host& host, const Config& config)
      : host_(host), unavailable_(config.boolean("unavailable")), delay_(config.duration("delay")) {
    for (const auto& group : config.groups("bindings")) bindings_.push_back({group->text("aor"), contact_of(*group)});
    service_ = host.provide<LocationService>(*this);
  }

  void lookup(std::string_view aor, Done done) override {
    Location location;
    for (const Binding& binding : bindings_) {
      if (binding.aor != aor) continue;
      location.result = binding.contact.uri.empty() ? Location::Result::no_bindings : Location::Result::found;
      if (!binding.contact.uri.empty()) location.contacts.push_back(binding.contact);
    }
    answer(std::move(location), std::move(done));
  }

  void lookup_contact(const Uri& contact, Done done) override {
    Location location;
    for (const Binding& binding : bindings_) {
      const auto uri = parse_uri(binding.contact.uri);
      if (!uri || !equivalent(*uri, contact)) continue;
      location = {.result = Location::Result::found, .contacts = {binding.contact}};
    }
    answer(std::move(location), std::move(done));
  }

 private:
  void answer(Location location, Done done) {
    if (unavailable_) location = {.result = Location::Result::unavailable, .contacts = {}};
    if (delay_.count() == 0) return done(std::move(location));
    timers_.push_back(
        host_.after(delay_, [location = std::move(location), done = std::move(done)] { done(location); }));
  }

  Host& host_;
  bool unavailable_;
  std::chrono::milliseconds delay_;
  std::vector<Binding> bindings_;
  std::vector<Registration> timers_;
  Registration service_;
};

std::unique_ptr<Module> create(Host& host, const Config& config) {
  return std::make_unique<TestLocation>(host, config);
}

}  // namespace

ZVONI_MODULE = {
    ZVONI_ABI, "test-location", "1.0",  "Bindings from the configuration.", ZVONI_OPTIONS(kOptions), kProvides,
    nullptr,   nullptr,         &create};
