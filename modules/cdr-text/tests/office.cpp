#include "office.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace zvoni::testing {
namespace {

using namespace std::chrono_literals;

ExchangeSettings settings_of(std::string_view modules, const std::filesystem::path& state_dir) {
  ExchangeSettings settings;
  settings.config = "modules:\n  registrar:\n  record-route:\n  forwarder:\n" + std::string(modules);
  settings.module_path = {ZVONI_TEST_MODULE_DIR};
  settings.state_dir = state_dir;
  return settings;
}

std::string session(Media media) {
  const std::string text = "v=0\no=- 1 1 IN IP4 192.0.2.11\ns=-\nc=IN IP4 192.0.2.11\nt=0 0\nm=audio 4000 RTP/AVP 0\n";
  return media == Media::video ? text + "m=video 4002 RTP/AVP 96\n" : text;
}

constexpr std::string_view kSdp = "Content-Type: application/sdp\n";

}  // namespace

Scratch::Scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "zvoni-cdr-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  path_ = name;
}

Scratch::~Scratch() { std::filesystem::remove_all(path_); }

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Office::Office(std::string_view modules, const std::filesystem::path& state_dir)
    : exchange(settings_of(modules, state_dir)),
      alice_(exchange.peer("udp:192.0.2.11:5060")),
      bob_(exchange.peer("udp:192.0.2.12:5060")) {
  bob_.send(
      "REGISTER sip:example.org SIP/2.0\n"
      "Via: SIP/2.0/UDP 192.0.2.12:5060;branch=z9hG4bKreg\n"
      "Max-Forwards: 70\n"
      "From: <sip:bob@example.org>;tag=r\n"
      "To: <sip:bob@example.org>\n"
      "Call-ID: register\n"
      "CSeq: 1 REGISTER\n"
      "Contact: <sip:bob@192.0.2.12:5060>\n\n");
  if (status_of(bob_.receive()) != 200) throw std::runtime_error("bob could not register");
}

void Office::invite(std::string_view display_name, Media media) {
  const auto number = std::to_string(++calls_);
  invite_ = "INVITE sip:bob@example.org SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKinvite" + number +
            "\nMax-Forwards: 70\nFrom: \"" + std::string(display_name) + "\" <sip:alice@example.org>;tag=a" + number +
            "\nTo: <sip:bob@example.org>\nCall-ID: call-" + number +
            "\nCSeq: 1 INVITE\nContact: <sip:alice@192.0.2.11:5060>\n" + std::string(kSdp) + "\n" + session(media);
  alice_.send(invite_);
  do {  // earlier ones may have come again
    forwarded_ = bob_.receive("INVITE ");
  } while (!forwarded_.empty() && header_of(forwarded_, "Call-ID") != "call-" + number);
  if (forwarded_.empty()) throw std::runtime_error("bob got no INVITE; alice got " + alice_.receive());
}

void Office::ring() { bob_.send(response_to(forwarded_, 180, "Ringing", "b")); }

void Office::answer(Media media) {
  const std::string extra = "Contact: <sip:bob@192.0.2.12:5060>\n" + std::string(kSdp);
  bob_.send(response_to(forwarded_, 200, "OK", "b", extra, session(media)));
  answer_ = alice_.receive("SIP/2.0 200");
  alice_.send(in_dialog("ACK", 1));
}

void Office::decline(int status, std::string_view reason) { bob_.send(response_to(forwarded_, status, reason, "b")); }

void Office::cancel() {
  const auto number = std::to_string(calls_);
  alice_.send("CANCEL sip:bob@example.org SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKinvite" + number +
              "\nMax-Forwards: 70\nFrom: \"Alice\" <sip:alice@example.org>;tag=a" + number +
              "\nTo: <sip:bob@example.org>\nCall-ID: call-" + number + "\nCSeq: 1 CANCEL\n\n");
  const auto cancelled = bob_.receive("CANCEL ");
  bob_.send(response_to(cancelled, 200, "OK", "b"));
  decline(487, "Request Terminated");
}

void Office::transfer(std::string_view refer_to) {
  auto refer = by_bob("REFER", 1);
  refer.insert(refer.size() - 1, "Refer-To: " + std::string(refer_to) + "\n");
  bob_.send(refer);
  alice_.send(response_to(alice_.receive("REFER "), 202, "Accepted", ""));
}

void Office::add_video() {
  auto reinvite = in_dialog("INVITE", 2);
  reinvite.insert(reinvite.size() - 1, kSdp);
  alice_.send(reinvite + session(Media::video));
  const std::string extra = "Contact: <sip:bob@192.0.2.12:5060>\n" + std::string(kSdp);
  bob_.send(response_to(bob_.receive("INVITE "), 200, "OK", "", extra, session(Media::video)));
}

void Office::hang_up() {
  alice_.send(in_dialog("BYE", 9));
  bob_.send(response_to(bob_.receive("BYE "), 200, "OK", ""));
}

void Office::call(std::chrono::seconds talk) {
  invite();
  ring();
  exchange.advance(2s);
  answer();
  exchange.advance(talk);
  hang_up();
}

std::string Office::route() const {
  const auto value = header_of(answer_, "Record-Route");
  return value.empty() ? value : "Route: " + value + "\n";
}

std::string Office::in_dialog(std::string_view method, int cseq) const {
  const auto number = std::to_string(calls_);
  const std::string name(method);
  return name + " sip:bob@192.0.2.12:5060 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK" + name + number +
         "\nMax-Forwards: 70\nFrom: \"Alice\" <sip:alice@example.org>;tag=a" + number +
         "\nTo: <sip:bob@example.org>;tag=b\nCall-ID: call-" + number + "\nCSeq: " + std::to_string(cseq) + " " + name +
         "\n" + route() + "Contact: <sip:alice@192.0.2.11:5060>\n\n";
}

std::string Office::by_bob(std::string_view method, int cseq) const {
  const auto number = std::to_string(calls_);
  const std::string name(method);
  return name + " sip:alice@192.0.2.11:5060 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.12:5060;branch=z9hG4bKbob" + name +
         number + "\nMax-Forwards: 70\nFrom: <sip:bob@example.org>;tag=b\nTo: \"Alice\" <sip:alice@example.org>;tag=a" +
         number + "\nCall-ID: call-" + number + "\nCSeq: " + std::to_string(cseq) + " " + name + "\n" + route() +
         "Contact: <sip:bob@192.0.2.12:5060>\n\n";
}

}  // namespace zvoni::testing
