#include "pipeline/via.hpp"

#include <zvoni/text.hpp>

#include "pipeline/hex.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::string_view kCookie = "z9hG4bK";
constexpr std::string_view kBranchParam = "branch=";
constexpr std::uint16_t kDefaultPort = 5060;

// The Via again without received and rport, which only the receiver of a request may fill.
std::string without_source(const Via& via) {
  std::size_t head = static_cast<std::size_t>(via.params.text().data() - via.text.data());
  std::string text(via.params.empty() ? via.text : via.text.substr(0, head));
  for (const Param& param : via.params) {
    if (iequals(param.name, "received") || iequals(param.name, "rport")) continue;
    text += ';';
    text += param.name;
    if (param.has_value) {
      text += '=';
      text += param.value;
    }
  }
  return text;
}

}  // namespace

void note_source(Message& request, const Flow& flow) {
  auto via = request.top_via();
  if (!via) return;
  bool wants_port = via->params.has("rport");
  auto sent_by = IpAddress::parse(via->host);
  bool differs = !sent_by || *sent_by != flow.remote.address;
  if (!wants_port && !differs && !via->params.has("received")) return;

  std::string text = without_source(*via);
  if (differs || wants_port) text += ";received=" + flow.remote.address.to_string();
  if (wants_port) text += ";rport=" + std::to_string(flow.remote.port);
  request.replace_first_value(HeaderName::via, text);
}

Flow reply_flow(const Message& request, const Flow& flow) {
  Flow reply = flow;
  auto via = request.top_via();
  if (!via) return reply;
  std::uint16_t sent_by_port = via->port.value_or(kDefaultPort);
  if (is_reliable(flow.transport)) {
    reply.remote.port = sent_by_port;  // for a new connection, should this one be gone
    return reply;
  }
  if (auto maddr = IpAddress::parse(via->params.value("maddr"))) {
    reply.remote = {*maddr, sent_by_port};
    return reply;
  }
  if (!via->params.has("rport")) reply.remote.port = sent_by_port;
  return reply;
}

std::string make_via(const Flow& flow, std::string_view branch) {
  std::string text = "SIP/2.0/";
  text += to_string(flow.transport);
  text += ' ';
  text += flow.local.address.to_host();
  text += ':';
  text += std::to_string(flow.local.port);
  text += ";rport;";
  text += kBranchParam;
  text += branch;
  return text;
}

void complete_for(Transport transport, Message& message) {
  if (!is_reliable(transport) || message.has(HeaderName::content_length)) return;
  message.set(HeaderName::content_length, std::to_string(message.body().size()));
}

// z9hG4bK <shard, 4 digits> <nonce, 16 digits> <transaction> - <loop token>
std::string make_branch(BranchId id, std::uint64_t nonce, std::string_view loop_token) {
  char digits[16];
  auto end = std::to_chars(digits, digits + sizeof digits, id.transaction, 16).ptr;
  std::string text(kCookie);
  text += std::string_view(to_hex(id.shard)).substr(12);
  text += to_hex(nonce);
  text.append(digits, end);
  text += '-';
  text += loop_token;
  return text;
}

std::optional<BranchId> parse_branch(std::string_view branch) noexcept {
  if (!branch.starts_with(kCookie)) return std::nullopt;
  branch.remove_prefix(kCookie.size());
  std::size_t hyphen = branch.find('-');
  if (hyphen == std::string_view::npos || hyphen < 21) return std::nullopt;
  auto shard = parse_hex(branch.substr(0, 4));
  auto transaction = parse_hex(branch.substr(20, hyphen - 20));
  if (!shard || !transaction) return std::nullopt;
  return BranchId{static_cast<std::uint32_t>(*shard), *transaction};
}

std::string_view find_branch(std::string_view text) noexcept {
  std::size_t at = text.find(kBranchParam);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + kBranchParam.size());
  return text.substr(0, text.find_first_of(";, \t\r\n"));
}

}  // namespace zvoni::kernel
