#include "loader/service_order.hpp"

#include <algorithm>
#include <optional>

namespace zvoni::kernel {

namespace {

enum class Mark : unsigned char { unseen, open, done };

// Visits providers before their users, depth first from the front of the list: that keeps the order where it can.
class Sorter {
 public:
  explicit Sorter(const std::vector<ServiceUser>& modules) : modules_(modules), marks_(modules.size(), Mark::unseen) {}

  ServiceOrder sort() {
    for (std::size_t i = 0; i < modules_.size() && result_.cycle.empty(); ++i) visit(i);
    return result_;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> provider_of(std::string_view service) const {
    for (std::size_t i = 0; i < modules_.size(); ++i) {
      const auto& provided = modules_[i].provides;
      if (std::find(provided.begin(), provided.end(), service) != provided.end()) return i;
    }
    return std::nullopt;
  }

  // True where `from` needs `to`, itself or by what it needs. What is only used does not count.
  [[nodiscard]] bool needs(std::size_t from, std::size_t to, std::vector<bool>& seen) const {
    if (from == to) return true;
    if (seen[from]) return false;
    seen[from] = true;
    const auto& services = modules_[from].needs;
    return std::any_of(services.begin(), services.end(), [&](std::string_view service) {
      const auto provider = provider_of(service);
      return provider && *provider != from && needs(*provider, to, seen);
    });
  }

  void visit(std::size_t module) {
    if (marks_[module] == Mark::done || !result_.cycle.empty()) return;
    if (marks_[module] == Mark::open) {
      const auto start = std::find(way_.begin(), way_.end(), module);
      result_.cycle.assign(start, way_.end());
      return;
    }
    marks_[module] = Mark::open;
    way_.push_back(module);
    for (std::string_view service : modules_[module].needs) visit_provider(service, module);
    for (std::string_view service : modules_[module].uses) visit_used(service, module);
    way_.pop_back();
    marks_[module] = Mark::done;
    result_.order.push_back(module);
  }

  void visit_provider(std::string_view service, std::size_t module) {
    const auto provider = provider_of(service);
    if (provider && *provider != module) visit(*provider);
  }

  // Not where that would close a cycle: with a module that is being visited, or with one that needs such a module.
  void visit_used(std::string_view service, std::size_t module) {
    const auto provider = provider_of(service);
    if (!provider || *provider == module) return;
    const bool closes = std::any_of(way_.begin(), way_.end(), [&](std::size_t open) {
      std::vector<bool> seen(modules_.size());
      return needs(*provider, open, seen);
    });
    if (!closes) visit(*provider);
  }

  const std::vector<ServiceUser>& modules_;
  std::vector<Mark> marks_;
  std::vector<std::size_t> way_;
  ServiceOrder result_;
};

}  // namespace

ServiceOrder order_by_services(const std::vector<ServiceUser>& modules) { return Sorter(modules).sort(); }

}  // namespace zvoni::kernel
