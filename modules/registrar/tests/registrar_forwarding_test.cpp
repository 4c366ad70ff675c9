// What the proxy gets from the location service, with the forwarder loaded beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "phone.hpp"

namespace zvoni::testing {
namespace {

using std::chrono::seconds;
using ::testing::StartsWith;

class RegistrarForwardingTest : public ::testing::Test {
 protected:
  void call(std::string_view callee, const std::string& call_id = "i1") {
    const std::string uri(callee);
    alice_.peer.send("INVITE " + uri + " SIP/2.0\n" + "Via: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK" + call_id +
                     "\n" + "Max-Forwards: 70\n" + "From: <sip:alice@example.org>;tag=a\n" + "To: <" + uri + ">\n" +
                     "Call-ID: " + call_id + "\n" + "CSeq: 1 INVITE\n" + "Contact: <sip:alice@192.0.2.11:5060>\n\n");
  }

  Exchange exchange_{settings("{}", "  forwarder:\n")};
  Phone alice_{exchange_, "alice"};
};

TEST_F(RegistrarForwardingTest, APhoneBehindNatIsReachedWhereItCameFrom) {
  Phone bob(exchange_, "bob", "203.0.113.7:40001");
  bob.believe("192.168.1.5:5060");
  bob.send("Contact: <sip:bob@192.168.1.5:5060>\n");
  call("sip:bob@example.org");
  EXPECT_THAT(bob.peer.receive("INVITE "), StartsWith("INVITE sip:bob@192.168.1.5:5060 SIP/2.0\n"));
}

TEST_F(RegistrarForwardingTest, APhoneOverTcpIsReachedByItsConnection) {
  Phone bob(exchange_, "bob", "192.0.2.12:40001", "tcp");
  bob.believe("192.0.2.12:5060");
  bob.send("Contact: <sip:bob@192.0.2.12:5060;transport=tcp>\n");
  call("sip:bob@example.org");
  EXPECT_THAT(bob.peer.receive("INVITE "), StartsWith("INVITE sip:bob@192.0.2.12:5060;transport=tcp SIP/2.0\n"));
}

TEST_F(RegistrarForwardingTest, AContactOfSomebodyElseIsReachedAsItSays) {
  Phone bob(exchange_, "bob", "192.0.2.12:5060");
  Peer mailbox = exchange_.peer("udp:192.0.2.99:5070");
  bob.send("Contact: <sip:bob@192.0.2.99:5070>\n");
  call("sip:bob@example.org");
  EXPECT_THAT(mailbox.receive("INVITE "), StartsWith("INVITE sip:bob@192.0.2.99:5070 SIP/2.0\n"));
  EXPECT_EQ(bob.peer.receive("INVITE "), "");
}

TEST_F(RegistrarForwardingTest, APathLeadsTheWay) {
  Phone bob(exchange_, "bob", "192.0.2.50:5060");
  bob.send("Supported: path\nPath: <sip:192.0.2.50;lr>\nContact: <sip:bob@10.0.0.5>\n");
  call("sip:bob@example.org");
  const std::string invite = bob.peer.receive("INVITE ");
  EXPECT_THAT(invite, StartsWith("INVITE sip:bob@10.0.0.5 SIP/2.0\n"));
  EXPECT_EQ(header_of(invite, "Route"), "<sip:192.0.2.50;lr>");
}

TEST_F(RegistrarForwardingTest, EqualQRingsTogetherAndLowerQLater) {
  Phone desk(exchange_, "bob", "192.0.2.12:5060");
  Phone mobile(exchange_, "bob", "192.0.2.13:5060");
  Phone home(exchange_, "bob", "192.0.2.14:5060");
  desk.send("Contact: <sip:bob@192.0.2.12>\n", "d");
  mobile.send("Contact: <sip:bob@192.0.2.13>\n", "m");
  home.send("Contact: <sip:bob@192.0.2.14>;q=0.3\n", "h");
  call("sip:bob@example.org");
  const std::string to_desk = desk.peer.receive("INVITE ");
  const std::string to_mobile = mobile.peer.receive("INVITE ");
  EXPECT_NE(to_desk, "");
  EXPECT_NE(to_mobile, "");
  EXPECT_EQ(home.peer.receive("INVITE "), "");
  desk.peer.send(response_to(to_desk, 486, "Busy Here", "d"));
  mobile.peer.send(response_to(to_mobile, 486, "Busy Here", "m"));
  EXPECT_NE(home.peer.receive("INVITE "), "");
}

TEST_F(RegistrarForwardingTest, TellsWhoIsAwayFromWhoDoesNotExist) {
  Phone bob(exchange_, "bob", "192.0.2.12:5060");
  bob.send("Contact: <sip:bob@192.0.2.12>;expires=60\n");
  exchange_.advance(seconds(60));
  call("sip:bob@example.org", "i1");
  EXPECT_EQ(status_of(alice_.peer.receive("SIP/2.0 4")), 480);
  call("sip:nobody@example.org", "i2");
  EXPECT_EQ(status_of(alice_.peer.receive("SIP/2.0 4")), 404);
}

}  // namespace
}  // namespace zvoni::testing
