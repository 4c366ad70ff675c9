#include "pipeline/routing.hpp"

#include <zvoni/route_signature.hpp>
#include <zvoni/text.hpp>

#include "pipeline/hex.hpp"

namespace zvoni::kernel {
namespace {

bool is_signed(const Uri& uri, const Message& request, const Secret& secret) {
  std::string_view signature = uri.params.value(kRouteSignatureParam);
  if (signature.empty()) return false;
  return signature == to_hex(secret.hash(route_signature_text(request.call_id())));
}

std::string_view last_value(const Message& request, HeaderName name) {
  std::string_view last;
  for (std::string_view value : request.values(name)) last = value;
  return last;
}

// A strict router upstream put our Record-Route value into the request-URI (16.4, second paragraph).
bool undo_strict_routing(Message& request, const Identity& identity, const Secret& secret) {
  auto uri = parse_uri(request.request_uri());
  if (!uri || !uri->user.empty() || !uri->params.has("lr") || !identity.is_own_uri(*uri)) return false;
  auto target = parse_name_addr(last_value(request, HeaderName::route));
  if (!target) return false;
  bool ours = is_signed(*uri, request, secret);
  std::string text(target->uri.text);
  request.remove_last_value(HeaderName::route);
  request.set_request_uri(text);
  return ours;
}

// 16.4, third paragraph. The port and transport that came with a maddr go with it.
void strip_own_maddr(Message& request, const Identity& identity) {
  auto uri = parse_uri(request.request_uri());
  if (!uri || !uri->is_sip()) return;
  std::string_view maddr = uri->params.value("maddr");
  if (maddr.empty() || !identity.is_own_domain(maddr)) return;

  std::string text(uri->scheme_name);
  text += ':';
  if (!uri->user.empty()) {
    text += uri->user;
    if (!uri->password.empty()) {
      text += ':';
      text += uri->password;
    }
    text += '@';
  }
  text += uri->host;
  for (const Param& param : uri->params) {
    if (iequals(param.name, "maddr") || iequals(param.name, "transport")) continue;
    text += ';';
    text += param.name;
    if (param.has_value) {
      text += '=';
      text += param.value;
    }
  }
  text += uri->headers.text();
  request.set_request_uri(text);
}

NextHop hop_of(const Uri& uri) {
  std::string_view maddr = uri.params.value("maddr");
  return {.host = std::string(maddr.empty() ? uri.host : maddr),
          .port = uri.port,
          .transport = parse_transport(uri.params.value("transport")),
          .secure = uri.scheme == Scheme::sips};
}

void rewrite_for_strict_router(Message& copy, const Uri& router) {
  std::string request_uri = "<";
  request_uri += copy.request_uri();
  request_uri += '>';
  std::string next(router.text);
  copy.remove_first_value(HeaderName::route);
  copy.add_last(HeaderName::route, request_uri);
  copy.set_request_uri(next);
}

}  // namespace

bool preprocess_route(Message& request, const Identity& identity, const Secret& secret) {
  bool ours = undo_strict_routing(request, identity, secret);
  strip_own_maddr(request, identity);
  while (auto route = request.name_addr(HeaderName::route)) {
    if (!identity.is_own_uri(route->uri)) break;
    ours = is_signed(route->uri, request, secret) || ours;
    if (!request.remove_first_value(HeaderName::route)) break;
  }
  return ours;
}

std::optional<NextHop> determine_next_hop(Message& copy) {
  auto route = copy.name_addr(HeaderName::route);
  if (!route) {
    if (copy.has(HeaderName::route)) return std::nullopt;  // there is one, and nobody can read it
    auto uri = parse_uri(copy.request_uri());
    if (!uri || !uri->is_sip()) return std::nullopt;
    return hop_of(*uri);
  }
  if (!route->uri.is_sip()) return std::nullopt;
  NextHop hop = hop_of(route->uri);
  if (!route->uri.params.has("lr")) rewrite_for_strict_router(copy, route->uri);
  return hop;
}

}  // namespace zvoni::kernel
