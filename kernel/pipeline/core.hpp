// The heart of zvoni: takes what transports receive, brings each message to its call's shard.
#pragma once

#include <memory>
#include <vector>

#include "pipeline/core_parts.hpp"
#include "pipeline/shard.hpp"
#include "transport/network.hpp"

namespace zvoni::kernel {

/// Does no I/O and starts no thread. Receiver's functions may be called from all workers at once. Everything in the
/// environment outlives it, and so do the modules of the generations it was given.
class Core final : public Receiver {
 public:
  Core(const CoreSettings& settings, Environment& environment, const Secret& secret, unsigned workers);
  ~Core() override;

  /// What new messages walk from now on.
  void set_generation(std::shared_ptr<const Generation> generation);

  void on_message(const Flow& flow, std::string_view bytes, Network& network) override;
  void on_framing_error(const Flow& flow, std::string_view bytes, Network& network) override;
  void on_send_failure(SendTicket ticket, Network& network) override;
  void on_datagram_refused(const Endpoint& remote, std::string_view quoted, Network& network) override;
  void on_tick(unsigned worker, SteadyTime now, Network& network) override;

  /// From now on new requests get 503, but for BYE and CANCEL.
  void refuse_new() noexcept;
  /// Requests that have no final response yet. Takes each shard's lock once.
  [[nodiscard]] std::size_t pending(Network& network);
  /// Answers them with 503 and cancels their branches.
  void abort_pending(Network& network);
  /// Ends the records of all open calls.
  void close_calls(Network& network);
  /// Transactions alive, for tests and statistics.
  [[nodiscard]] std::size_t transactions(Network& network);
  /// SIGHUP: log files were rotated.
  void reopen();

 private:
  void accept(MessagePtr message, const Flow& flow, Network& network);
  void refuse(MessagePtr message, ParseFault fault, const Flow& flow, Network& network);
  void trace(const Flow& flow, std::string_view bytes);
  [[nodiscard]] Shard& shard_of(std::string_view call_id) noexcept;
  [[nodiscard]] bool is_ours(const Message& response) const noexcept;

  CoreParts parts_;
  unsigned workers_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace zvoni::kernel
