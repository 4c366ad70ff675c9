// A whole exchange in memory: the real pipeline, transactions and modules, a network of wire texts, a clock that tests
// turn. For the unit tests of modules; link zvoni::testing.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/clock.hpp>
#include <zvoni/endpoint.hpp>

namespace zvoni::testing {

class Exchange;
struct PeerState;

/// A phone or a server on the simulated network. Lives as long as its Exchange.
class Peer {
 public:
  /// Sends one message to the exchange. Lines may end in LF: they become CRLF, up to the empty line; where the text has
  /// no Content-Length, one is added.
  void send(std::string_view wire);
  /// The next message the exchange sent to this peer, as it went to the wire but with LF line ends; empty: none came.
  [[nodiscard]] std::string receive();
  /// The next one whose start line begins so ("SIP/2.0 180", "INVITE "), those before it dropped; empty: none.
  [[nodiscard]] std::string receive(std::string_view start);
  /// How many wait to be received.
  [[nodiscard]] std::size_t pending() const noexcept;
  [[nodiscard]] const Flow& flow() const noexcept;

 private:
  friend class Exchange;
  explicit Peer(std::shared_ptr<PeerState> state);
  std::shared_ptr<PeerState> state_;  // shared: the network delivers into it as long as the Exchange lives
};

struct ExchangeSettings {
  /// The configuration as in zvoni.yaml. `listen` and `domains` may be left out: the exchange is 192.0.2.1:5060 over
  /// UDP and TCP, serving 192.0.2.1 and example.org.
  std::string config;
  /// Where the .so files are looked for.
  std::vector<std::filesystem::path> module_path;
  std::filesystem::path state_dir = std::filesystem::temp_directory_path();
};

/// Not thread-safe. Time stands still but for advance(). It begins at 2026-01-01 00:00:00 UTC.
class Exchange {
 public:
  /// Throws zvoni::ConfigError (or what a module's create() threw) where the server would refuse to start.
  explicit Exchange(const ExchangeSettings& settings);
  ~Exchange();

  /// "udp:192.0.2.11:5060" or "tcp:192.0.2.11:40000" (a connection already open).
  Peer peer(std::string_view address);
  /// Lets time pass, firing timers on the way.
  void advance(std::chrono::milliseconds by);
  /// From now on, sends to this address fail as if an ICMP error came or the connection was refused.
  void refuse(std::string_view address);
  /// Names that resolve: "pbx.example.net" to "udp:192.0.2.50:5060".
  void resolve(std::string_view host, std::string_view address);
  /// Runs what modules posted to their work queues; they also run at advance().
  void run_work();
  /// As SIGHUP does.
  void reopen();
  /// As SIGTERM does: in-flight requests are answered, calls closed, modules destroyed.
  void stop();

  [[nodiscard]] WallTime wall_now() const;
  /// "registrar.bindings"; nullopt: there is no such metric.
  [[nodiscard]] std::optional<std::int64_t> metric(std::string_view name) const;
  /// What was logged so far: "warning registrar: …".
  [[nodiscard]] const std::vector<std::string>& log() const;
  /// Transactions, suspended requests and timers of calls that are alive: 0 when all is quiet.
  [[nodiscard]] std::size_t alive() const;

 private:
  friend class Peer;
  struct World;
  void receive(const Flow& flow, std::string_view wire);
  std::unique_ptr<World> world_;
};

/// The status code of a wire text that is a response; 0 for anything else.
[[nodiscard]] int status_of(std::string_view wire);
/// The value of the first header of that name (compact and long names alike); empty: none.
[[nodiscard]] std::string header_of(std::string_view wire, std::string_view name);
/// All values of a list header.
[[nodiscard]] std::vector<std::string> headers_of(std::string_view wire, std::string_view name);
/// What is behind the empty line.
[[nodiscard]] std::string body_of(std::string_view wire);
/// A response to a request as a user agent would send it: its Via, From, To with `tag`, Call-ID, CSeq and Record-Route
/// copied, `extra` header lines ("Contact: <…>\n") and a body put in.
[[nodiscard]] std::string response_to(std::string_view request, int status, std::string_view reason,
                                      std::string_view tag, std::string_view extra = {}, std::string_view body = {});

}  // namespace zvoni::testing
