// The location service over the bindings.
#pragma once

#include <functional>
#include <utility>

#include <zvoni/clock.hpp>
#include <zvoni/service/location.hpp>

#include "binding_store.hpp"
#include "users.hpp"

namespace zvoni::registrar {

/// From any thread. Answers before it returns. What it is given outlives it.
class BindingLocator final : public LocationService {
 public:
  using Clock = std::function<SteadyTime()>;
  BindingLocator(BindingStore& store, const Users& users, Clock clock)
      : store_(store), users_(users), clock_(std::move(clock)) {}

  void lookup(std::string_view aor, Done done) override;
  void lookup_contact(const Uri& contact, Done done) override;

 private:
  [[nodiscard]] Location locate(std::string_view aor) const;
  [[nodiscard]] bool is_known(std::string_view aor, const BindingStore::Found& found) const;

  BindingStore& store_;
  const Users& users_;
  const Clock clock_;
};

}  // namespace zvoni::registrar
