// Answers REGISTER (RFC 3261, 10.3).
#pragma once

#include <memory>

#include <zvoni/zvoni.hpp>

#include "binding_locator.hpp"
#include "binding_store.hpp"
#include "diary.hpp"
#include "register_reader.hpp"
#include "settings.hpp"

namespace zvoni::registrar {

class Registrar final : public Module {
 public:
  Registrar(Host& host, const Config& config);

 private:
  struct Counters {
    explicit Counters(Host& host);
    Metric& registrations;
    Metric& refreshes;
    Metric& unregistrations;
    Metric& expirations;
    Metric& refusals;
  };

  Verdict handle(Request& request);
  [[nodiscard]] bool is_for_us(const Message& message) const;
  void accept(Request& request, const BindingUpdate& update, const std::vector<Binding>& bindings, SteadyTime now);
  void refuse(Request& request, const Refusal& refusal);
  void observe(const BindingEvent& event);

  // In the order of use: each is destroyed before those it uses.
  Host& host_;
  const Settings settings_;
  Counters counters_;
  std::unique_ptr<Diary> diary_;  // null: none is kept
  BindingStore store_;
  RegisterReader reader_;
  BindingLocator locator_;
  Registration handler_;
  Registration service_;
  Registration method_;
  Registration extension_;
  Registration expiry_timer_;
};

}  // namespace zvoni::registrar
