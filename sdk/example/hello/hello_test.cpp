// The module as zvoni loads it, on an exchange in memory.
#include <gtest/gtest.h>

#include <zvoni/testing/exchange.hpp>

using namespace zvoni::testing;

namespace {

constexpr const char* kMessage = R"(MESSAGE sip:hello@example.org SIP/2.0
Via: SIP/2.0/UDP 192.0.2.11;branch=z9hG4bK1
Max-Forwards: 70
From: <sip:alice@example.org>;tag=1
To: <sip:hello@example.org>
Call-ID: 1@192.0.2.11
CSeq: 1 MESSAGE

)";

TEST(Hello, GreetsWhoSendsAMessage) {
  Exchange exchange({.config = "modules:\n  hello:\n", .module_path = {HELLO_MODULE_DIR}});
  Peer alice = exchange.peer("udp:192.0.2.11:5060");
  alice.send(kMessage);
  EXPECT_TRUE(alice.receive().starts_with("SIP/2.0 200 Hello\n"));
  EXPECT_EQ(exchange.metric("hello.greetings"), 1);
}

TEST(Hello, LeavesOtherUsersAlone) {
  Exchange exchange({.config = "modules:\n  hello: { user: joe }\n", .module_path = {HELLO_MODULE_DIR}});
  Peer alice = exchange.peer("udp:192.0.2.11:5060");
  alice.send(kMessage);
  EXPECT_EQ(status_of(alice.receive()), 404);
}

}  // namespace
