#include "pipeline/local_answers.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::string_view kAllow = "INVITE, ACK, CANCEL, BYE, OPTIONS";

std::string allowed_methods(const Generation& generation) {
  std::string allow(kAllow);
  std::string further = generation.list(Capability::method);
  if (!further.empty()) allow += ", " + further;
  return allow;
}

void answer_options(Request& request, const Generation& generation) {
  MessagePtr response = request.make_response(200);
  response->set(HeaderName::allow, allowed_methods(generation));
  response->set(HeaderName::accept, "application/sdp");
  response->set("Accept-Language", "*");
  response->set(HeaderName::supported, generation.list(Capability::extension));
  request.respond(std::move(response));
}

// RFC 6665, 4.2.1.1 and RFC 3903, 6: an event nobody here knows.
void answer_event(Request& request, const Generation& generation) {
  MessagePtr response = request.make_response(489);
  response->set(HeaderName::allow_events, generation.list(Capability::event));
  request.respond(std::move(response));
}

// 8.2.1: a method zvoni knows but has no use for here is 405, a strange one is 501 (21.5.2).
void answer_method(Request& request, const Generation& generation) {
  MessagePtr response = request.make_response(request.message().method() == Method::unknown ? 501 : 405);
  response->set(HeaderName::allow, allowed_methods(generation));
  request.respond(std::move(response));
}

// Somebody asks for his own state: his own phone is not the one to answer.
bool is_to_self(const Message& message, const Uri& uri) {
  auto from = message.from();
  return from && canonical_aor(from->uri) == canonical_aor(uri);
}

void answer_for_the_exchange(Request& request, const Generation& generation) {
  switch (request.message().method()) {
    case Method::options:
      return answer_options(request, generation);
    case Method::subscribe:
      return request.in_dialog() ? request.reply(481) : answer_event(request, generation);
    case Method::invite:
      return request.in_dialog() ? request.reply(481) : request.reply(404);
    default:
      return request.in_dialog() ? request.reply(481) : answer_method(request, generation);
  }
}

}  // namespace

bool answer_locally(Request& request, const Generation& generation, const Identity& identity) {
  const Message& message = request.message();
  auto uri = parse_uri(message.request_uri());
  if (!uri || !request.can_be_answered() || message.has(HeaderName::route)) return false;

  if (!identity.is_own_domain(uri->host) && !identity.is_own_uri(*uri)) return false;

  // Who traces a route with OPTIONS and Max-Forwards 0 wants to hear of the hop where it ends (11, 16.3 step 3).
  bool last_hop = message.method() == Method::options && message.number(HeaderName::max_forwards) == 0U;
  bool names_us = identity.is_own_uri(*uri) || !uri->port;  // a domain alone stands for whoever serves it
  bool for_exchange = last_hop || (uri->user.empty() && names_us);
  bool ends_here = for_exchange || message.method() == Method::register_ ||
                   (message.method() == Method::publish && !request.in_dialog()) ||
                   (message.method() == Method::subscribe && !request.in_dialog() && is_to_self(message, *uri));
  if (!ends_here) return false;

  std::string unsupported = generation.unsupported(message, HeaderName::require);
  if (!unsupported.empty()) {
    MessagePtr response = request.make_response(420);
    response->set(HeaderName::unsupported, unsupported);
    request.respond(std::move(response));
  } else if (message.method() == Method::publish || (message.method() == Method::subscribe && !request.in_dialog())) {
    answer_event(request, generation);
  } else if (message.method() == Method::register_) {
    answer_method(request, generation);
  } else {
    answer_for_the_exchange(request, generation);
  }
  return true;
}

}  // namespace zvoni::kernel
