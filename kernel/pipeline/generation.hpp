// One state of the configuration: the modules' handlers, services and capabilities. Messages hold the generation they
// began with, so that it lives until the last of them is done.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/host.hpp>
#include <zvoni/message.hpp>

namespace zvoni::kernel {

/// A handler and whose it is.
template <typename Handler>
struct ChainLink {
  std::size_t order = 0;  ///< place of its module in the file
  std::string module;
  std::shared_ptr<Handler> handler;  // shared: the registration finds its link by it
};
template <typename Handler>
using Chain = std::vector<ChainLink<Handler>>;

inline constexpr std::size_t kRequestPhaseCount = 4;  // those of a new request

/// Filled while modules are created, in one thread; constant while messages walk it.
class Generation {
 public:
  Chain<RequestHandler> request_chains[kRequestPhaseCount];
  Chain<BranchHandler> branch_chain;
  Chain<ResponseHandler> response_processing;
  Chain<ResponseHandler> response_forwarding;
  Chain<CallHandler> call_chain;
  Chain<std::function<void()>> reopen_chain;
  std::map<std::string, void*, std::less<>> services;

  /// Puts a handler behind those of modules that stand earlier in the file.
  template <typename Handler>
  Registration add(Chain<Handler>& chain, std::size_t order, std::string_view module, Handler handler) {
    auto shared = std::make_shared<Handler>(std::move(handler));
    auto place = chain.begin();
    while (place != chain.end() && place->order <= order) ++place;
    chain.insert(place, {order, std::string(module), shared});
    return Registration([&chain, shared] { std::erase_if(chain, [&](auto& link) { return link.handler == shared; }); });
  }

  Registration advertise(Capability capability, std::string_view value);
  /// "INVITE, ACK, …": what Allow, Supported and Allow-Events list. Events may be none.
  [[nodiscard]] std::string list(Capability capability) const;
  [[nodiscard]] bool supports(Capability capability, std::string_view value) const;
  /// The option tags of a Require or Proxy-Require that nobody supports, as Unsupported lists them; empty: none.
  [[nodiscard]] std::string unsupported(const Message& request, HeaderName header) const;

 private:
  std::multimap<Capability, std::string> capabilities_;
};

}  // namespace zvoni::kernel
