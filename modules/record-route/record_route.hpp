// Puts zvoni into the route set of dialogs (RFC 3261, 16.6 step 4; RFC 5658).
#pragma once

#include <string>
#include <vector>

#include <zvoni/module.hpp>

namespace zvoni::record_route {

class RecordRoute final : public Module {
 public:
  RecordRoute(Host& host, std::vector<std::string> methods);

 private:
  void record(Branch& branch) const;
  [[nodiscard]] bool is_recorded(std::string_view method) const noexcept;

  Host& host_;
  std::vector<std::string> methods_;
  Metric& recorded_;
  Metric& doubled_;
  Registration handler_;  // last: it goes before what the handler uses
};

}  // namespace zvoni::record_route
