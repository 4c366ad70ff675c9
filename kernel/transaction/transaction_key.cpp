#include "transaction/transaction_key.hpp"

#include <charconv>

namespace zvoni::kernel {
namespace {

// The parts are joined by line ends, which none of them can hold.
constexpr char kJoint = '\n';
constexpr std::uint16_t kDefaultPort = 5060;
constexpr std::size_t kRoomForNumbers = 24;

void append_number(std::string& key, std::uint32_t number) {
  char digits[10];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  key.append(std::begin(digits), end);
}

/// Hosts are compared in any case; an absent port is the default one (18.2.2).
void append_sent_by(std::string& key, const Via& via) {
  for (const char c : via.host) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (!via.port || *via.port == kDefaultPort) return;
  key += ':';
  append_number(key, *via.port);
}

std::string rfc3261_key(const Via& via, std::string_view method) {
  std::string key;
  key.reserve(method.size() + via.host.size() + via.branch().size() + kRoomForNumbers);
  key += method;
  key += kJoint;
  append_sent_by(key, via);
  key += kJoint;
  key += via.branch();
  return key;
}

/// 17.2.3, of clients without the magic cookie. Of the top Via only what zvoni does not write into it itself. An INVITE
/// goes without its To tag, since that of its ACK comes from the response: the CSeq number tells it from others.
std::string rfc2543_key(const Message& request, const Via& via, std::string_view method) {
  const std::string_view to_tag = method == "INVITE" ? std::string_view{} : request.to_tag();
  const std::optional<CSeq> cseq = request.cseq();
  std::string key;
  key.reserve(method.size() + via.host.size() + via.branch().size() + request.request_uri().size() + to_tag.size() +
              request.from_tag().size() + request.call_id().size() + 8 + kRoomForNumbers);
  key += method;
  key += kJoint;
  append_sent_by(key, via);
  for (const std::string_view part :
       {via.branch(), request.request_uri(), to_tag, request.from_tag(), request.call_id()}) {
    key += kJoint;
    key += part;
  }
  key += kJoint;
  append_number(key, cseq ? cseq->number : 0);
  return key;
}

std::string key_as(const Message& request, std::string_view method) {
  const std::optional<Via> via = request.top_via();
  if (!via) return {};
  return via->has_magic_cookie() ? rfc3261_key(*via, method) : rfc2543_key(request, *via, method);
}

}  // namespace

std::string server_transaction_key(const Message& request) {
  return key_as(request, request.method() == Method::ack ? "INVITE" : request.method_name());
}

std::string invite_key_of_ack(const Message& ack) { return key_as(ack, "INVITE"); }

std::string invite_key_of_cancel(const Message& cancel) { return key_as(cancel, "INVITE"); }

}  // namespace zvoni::kernel
