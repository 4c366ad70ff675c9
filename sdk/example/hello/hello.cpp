// hello: answers MESSAGE requests to a user of its own, and counts them.
#include <zvoni/zvoni.hpp>

namespace {

constexpr zvoni::Option kOptions[] = {
    {.name = "user",
     .type = zvoni::OptionType::text,
     .default_value = "hello",
     .allowed = "nonempty",
     .help = "The user who is greeted."},
};

class Hello final : public zvoni::Module {
 public:
  Hello(zvoni::Host& host, const zvoni::Config& config)
      : host_(host),
        user_(config.text("user")),
        greetings_(host.metric("greetings", "Messages greeted.")),
        handler_(host.on_request(zvoni::Phase::local_processing, [this](zvoni::Request& r) { return greet(r); })),
        method_(host.advertise(zvoni::Capability::method, "MESSAGE")) {}

 private:
  zvoni::Verdict greet(zvoni::Request& request) {
    auto uri = zvoni::parse_uri(request.message().request_uri());
    bool for_us = uri && uri->user == user_ && host_.is_own_domain(uri->host);
    if (!for_us || request.message().method() != zvoni::Method::message) return zvoni::Verdict::next();
    greetings_.add();
    return zvoni::Verdict::reply(200, "Hello");
  }

  zvoni::Host& host_;
  std::string user_;
  zvoni::Metric& greetings_;
  zvoni::Registration handler_;  // last: they go first, before what the handler uses
  zvoni::Registration method_;
};

std::unique_ptr<zvoni::Module> create(zvoni::Host& host, const zvoni::Config& config) {
  return std::make_unique<Hello>(host, config);
}

}  // namespace

ZVONI_MODULE = {ZVONI_ABI, "hello", "1.0",  "Greets who sends it a MESSAGE.", ZVONI_OPTIONS(kOptions), nullptr,
                nullptr,   nullptr, &create};
