// The location service: which contacts an address-of-record is bound to (RFC 3261, 10 and 16.5).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>
#include <zvoni/uri.hpp>

namespace zvoni {

/// One binding of an address-of-record, as a proxy needs it.
struct LocatedContact {
  std::string uri;                ///< the Contact's URI as it was registered
  int q = 1000;                   ///< thousandths
  std::vector<std::string> path;  ///< Path values, first hop first (RFC 3327)
  std::optional<Flow> flow;       ///< the flow it registered on; with a Path, the first hop's business
};

struct Location {
  enum class Result : std::uint8_t {
    found,         ///< `contacts` has at least one
    no_bindings,   ///< the user is known and not registered now: 480
    unknown_user,  ///< 404
    unavailable,   ///< the service cannot say: 500
  };
  Result result = Result::unknown_user;
  std::vector<LocatedContact> contacts;  ///< by falling q, the newest first within one q
};

/// Provided by `registrar`, needed by `forwarder`. From any thread.
class LocationService {
 public:
  static constexpr const char* kServiceName = "location/1";
  using Done = std::function<void(Location)>;

  /// Looks an aor up in its canonical form (canonical_aor()). `done` is called once: before lookup() returns where the
  /// answer is at hand, else later from any thread.
  virtual void lookup(std::string_view aor, Done done) = 0;
  /// The binding whose Contact is equivalent to this URI, of whatever aor: requests of phones that call one another's
  /// contacts, and transfers to one (RFC 3515). As lookup(), with one contact or `unknown_user`.
  virtual void lookup_contact(const Uri& contact, Done done) = 0;

 protected:
  ~LocationService() = default;
};

}  // namespace zvoni
