#include "call_scene.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace zvoni::kernel {

using namespace std::chrono_literals;

MessagePtr sip(std::string_view text) {
  const auto split = text.find("\n\n");
  const auto body = split == std::string_view::npos ? std::string_view() : text.substr(split + 2);
  std::string wire;
  for (const char c : text.substr(0, split)) {
    if (c == '\n') wire += '\r';
    wire += c;
  }
  wire += "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
  auto parsed = Message::parse(wire);
  if (parsed.fault != ParseFault::none) throw std::runtime_error("no SIP: " + std::string(describe(parsed.fault)));
  return std::move(parsed.message);
}

Flow flow_from(std::string_view endpoint) {
  Flow flow;
  flow.remote = Endpoint::parse(endpoint).value();
  return flow;
}

std::string sdp(std::string_view media) {
  return "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\n" + std::string(media);
}

MessagePtr request(const RequestText& text) {
  std::string wire = text.method + " sip:bob@example.org SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=";
  wire.append(text.branch).append("\nMax-Forwards: 70\nFrom: ").append(text.from);
  wire.append("\nTo: ").append(text.to).append("\nCall-ID: ").append(text.call_id);
  wire += "\nCSeq: " + std::to_string(text.cseq) + " " + text.method + "\n";
  wire.append(text.extra);
  if (!text.body.empty()) wire += "Content-Type: application/sdp\n";
  wire.pop_back();
  return sip(wire + "\n\n" + text.body);
}

RequestText by_caller(std::string_view method, int cseq, std::string_view to_tag) {
  RequestText text;
  text.method = method;
  text.to = "<sip:bob@example.org>;tag=" + std::string(to_tag);
  text.cseq = cseq;
  return text;
}

RequestText by_callee(std::string_view method, int cseq) {
  RequestText text;
  text.method = method;
  text.from = "<sip:bob@example.org>;tag=b1";
  text.to = "\"Alice\" <sip:alice@example.org>;tag=a1";
  text.cseq = cseq;
  return text;
}

CallScene::CallScene(CallLimits limits)
    : begin{SteadyTime(1000h), WallTime(500000h)}, now(begin), watcher(limits, [this](const CallEvent& event) {
        events.push_back({event.kind, event.time, event.call});
      }) {}

void CallScene::advance(std::chrono::milliseconds by) {
  now.steady += by;
  now.wall += by;
  watcher.advance(now);
}

void CallScene::pass(const Message& message) {
  const bool from_caller = message.from()->uri.user == "alice";
  watcher.on_request(message, flow_from(from_caller ? "192.0.2.10:5060" : "192.0.2.20:5060"), now);
}

void CallScene::respond(const Message& message, int status, std::string_view reason, std::string_view to_tag,
                        std::string_view callee, std::string_view session) {
  auto response = Message::make_response(message, status, reason, to_tag);
  if (!session.empty()) response->set_body("application/sdp", session);
  if (callee.empty()) return watcher.on_response(message, *response, nullptr, now);
  const Flow flow = flow_from(callee);
  watcher.on_response(message, *response, &flow, now);
}

MessagePtr CallScene::answered_call(const RequestText& invite, std::string_view answer) {
  auto message = request(invite);
  pass(*message);
  advance(1s);
  respond(*message, 200, "OK", "b1", "192.0.2.20:5060", answer);
  advance(1s);
  return message;
}

std::string CallScene::story() const {
  std::string story;
  for (const auto& event : events) {
    if (!story.empty()) story += ' ';
    story += to_string(event.kind);
  }
  return story;
}

double CallScene::seconds(WallTime time) const { return std::chrono::duration<double>(time - begin.wall).count(); }

}  // namespace zvoni::kernel
