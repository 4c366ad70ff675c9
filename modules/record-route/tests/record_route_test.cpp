// The built module in a whole exchange.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <zvoni/config.hpp>
#include <zvoni/testing/exchange.hpp>

namespace zvoni::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

constexpr const char* kUdpValue = "<sip:192\\.0\\.2\\.1:5060;lr;zv=[0-9a-f]*>";
constexpr const char* kTcpValue = "<sip:192\\.0\\.2\\.1:5060;transport=tcp;lr;zv=[0-9a-f]*>";
constexpr const char* kUdp6Value = "<sip:\\[2001:db8::1\\]:5060;lr;zv=[0-9a-f]*>";

ExchangeSettings settings(const std::string& options) {
  return {.config = "modules:\n  registrar:\n  record-route: " + options + "\n  forwarder:\n",
          .module_path = {ZVONI_TEST_MODULE_DIR}};
}

/// A user with one phone. `address` as Exchange::peer() wants it.
class Phone {
 public:
  Phone(Exchange& exchange, std::string user, const std::string& address)
      : user_(std::move(user)),
        transport_(address.starts_with("tcp") ? "TCP" : "UDP"),
        address_(address.substr(address.find(':') + 1)),
        peer(exchange.peer(address)) {}

  [[nodiscard]] std::string contact() const {
    return "sip:" + user_ + "@" + address_ + (transport_ == "TCP" ? ";transport=tcp" : "");
  }

  void send(const std::string& method, const std::string& uri, const std::string& to, const std::string& extra = {},
            const std::string& call_id = "c1") {
    const std::string number = std::to_string(++cseq_);
    peer.send(method + " " + uri + " SIP/2.0\nVia: SIP/2.0/" + transport_ + " " + address_ + ";branch=z9hG4bK" + user_ +
              number + "\nMax-Forwards: 70\nFrom: <sip:" + user_ + "@example.org>;tag=" + user_ + "\nTo: " + to +
              "\nCall-ID: " + call_id + "\nCSeq: " + number + " " + method + "\nContact: <" + contact() + ">\n" +
              extra + "\n");
  }

  void register_here() {
    send("REGISTER", "sip:example.org", "<sip:" + user_ + "@example.org>", "", "register-" + user_);
    EXPECT_THAT(peer.receive(), StartsWith("SIP/2.0 200 "));
  }

 private:
  std::string user_;
  std::string transport_;
  std::string address_;
  int cseq_ = 0;

 public:
  Peer peer;
};

/// alice sends bob a request; what arrives.
struct Forwarded {
  explicit Forwarded(const std::string& bob_address = "udp:192.0.2.12:5060",
                     const std::string& alice_address = "udp:192.0.2.11:5060", const std::string& options = {})
      : exchange(settings(options)), alice(exchange, "alice", alice_address), bob(exchange, "bob", bob_address) {
    bob.register_here();
  }

  std::string copy_of(const std::string& method, const std::string& extra = {}, const std::string& call_id = "c1") {
    alice.send(method, "sip:bob@example.org", "<sip:bob@example.org>", extra, call_id);
    return bob.peer.receive(method);
  }

  Exchange exchange;
  Phone alice;
  Phone bob;
};

TEST(RecordRoute, AddsItsValueAboveThoseOfOthers) {
  Forwarded call;
  const std::string copy = call.copy_of("INVITE", "Record-Route: <sip:192.0.2.11:5090;lr>\n");
  EXPECT_THAT(headers_of(copy, "Record-Route"), ElementsAre(MatchesRegex(kUdpValue), "<sip:192.0.2.11:5090;lr>"));
  EXPECT_EQ(call.exchange.metric("record-route.recorded"), 1);
  EXPECT_EQ(call.exchange.metric("record-route.doubled"), 0);
}

TEST(RecordRoute, AddsTwoValuesWhereTheTransportChanges) {
  Forwarded call("tcp:192.0.2.12:40000");
  EXPECT_THAT(headers_of(call.copy_of("INVITE"), "Record-Route"),
              ElementsAre(MatchesRegex(kTcpValue), MatchesRegex(kUdpValue)));
  EXPECT_EQ(call.exchange.metric("record-route.doubled"), 1);
}

TEST(RecordRoute, AddsTwoValuesWhereTheAddressChanges) {
  Forwarded call("udp:[2001:db8::12]:5060");
  EXPECT_THAT(headers_of(call.copy_of("INVITE"), "Record-Route"),
              ElementsAre(MatchesRegex(kUdp6Value), MatchesRegex(kUdpValue)));
}

TEST(RecordRoute, AddsOneValueOverTcpAlone) {
  Forwarded call("tcp:192.0.2.12:40000", "tcp:192.0.2.11:40000");
  EXPECT_THAT(headers_of(call.copy_of("INVITE"), "Record-Route"), ElementsAre(MatchesRegex(kTcpValue)));
}

TEST(RecordRoute, LeavesMethodsAloneThatMakeNoDialog) {
  Forwarded call;
  EXPECT_THAT(headers_of(call.copy_of("MESSAGE"), "Record-Route"), IsEmpty());
  EXPECT_THAT(headers_of(call.copy_of("OPTIONS"), "Record-Route"), IsEmpty());
  for (const char* method : {"SUBSCRIBE", "REFER", "NOTIFY"}) {
    EXPECT_EQ(headers_of(call.copy_of(method), "Record-Route").size(), 1U) << method;
  }
}

TEST(RecordRoute, AddsItsValueToTheMethodsThatAreConfigured) {
  Forwarded call("udp:192.0.2.12:5060", "udp:192.0.2.11:5060", "{ methods: [ MESSAGE ] }");
  EXPECT_EQ(headers_of(call.copy_of("MESSAGE"), "Record-Route").size(), 1U);
  EXPECT_THAT(headers_of(call.copy_of("INVITE"), "Record-Route"), IsEmpty());
}

TEST(RecordRoute, SignsForOneCallId) {
  Forwarded call;
  const std::string first = header_of(call.copy_of("SUBSCRIBE", {}, "c1"), "Record-Route");
  const std::string again = header_of(call.copy_of("SUBSCRIBE", {}, "c1"), "Record-Route");
  const std::string other = header_of(call.copy_of("SUBSCRIBE", {}, "c2"), "Record-Route");
  EXPECT_EQ(first, again);
  EXPECT_NE(first, other);
}

/// alice and bob talk; `route_of` turns the Record-Route values of a message into a Route header.
std::string route_of(const std::string& message, bool reversed) {
  std::vector<std::string> values = headers_of(message, "Record-Route");
  if (reversed) values = {values.rbegin(), values.rend()};
  std::string text;
  for (const std::string& value : values) text += "Route: " + value + "\n";
  return text;
}

void expect_a_dialog(const std::string& bob_address) {
  Forwarded call(bob_address);
  const std::string invite = call.copy_of("INVITE");
  call.bob.peer.send(response_to(invite, 200, "OK", "bob", "Contact: <" + call.bob.contact() + ">\n"));
  const std::string answer = call.alice.peer.receive("SIP/2.0 200");
  const std::string to_bob = "<sip:bob@example.org>;tag=bob";

  call.alice.send("ACK", call.bob.contact(), to_bob, route_of(answer, true));
  const std::string ack = call.bob.peer.receive("ACK ");
  EXPECT_THAT(ack, StartsWith("ACK " + call.bob.contact() + " "));
  EXPECT_THAT(headers_of(ack, "Route"), IsEmpty());

  call.alice.send("INVITE", call.bob.contact(), to_bob, route_of(answer, true));
  EXPECT_FALSE(headers_of(call.bob.peer.receive("INVITE "), "Record-Route").empty());

  call.bob.send("BYE", call.alice.contact(), "<sip:alice@example.org>;tag=alice", route_of(invite, false));
  EXPECT_THAT(call.alice.peer.receive("BYE "), StartsWith("BYE " + call.alice.contact() + " "));
}

TEST(RecordRoute, KeepsTheDialogOnItsWay) { expect_a_dialog("udp:192.0.2.12:5060"); }

TEST(RecordRoute, KeepsADialogOverTwoTransportsOnItsWay) { expect_a_dialog("tcp:192.0.2.12:40000"); }

TEST(RecordRoute, KeepsADialogOverTwoAddressFamiliesOnItsWay) { expect_a_dialog("udp:[2001:db8::12]:5060"); }

void expect_refused(const std::string& options, const std::string& sentence) {
  try {
    Exchange exchange(settings(options));
    FAIL() << "started with " << options;
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr(sentence));
  }
}

TEST(RecordRoute, RefusesMethodsThatMakeNoSense) {
  expect_refused("{ methods: [ INVITE, REGISTER ] }", "a Record-Route means nothing in REGISTER");
  expect_refused("{ methods: [ invite ] }", "expected SIP methods such as INVITE, got \"invite\"");
}

}  // namespace
}  // namespace zvoni::testing
