// What strangers may do to TCP, and what stops them.
#include <gtest/gtest.h>

#include "fakes.hpp"
#include "peers.hpp"

namespace zvoni::kernel {
namespace {

using Kind = Received::Kind;
using std::chrono::milliseconds;

constexpr std::string_view kAnswer = "SIP/2.0 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

std::string message(std::string_view body) {
  return "MESSAGE sip:bob@example.org SIP/2.0\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

Flow to(const Endpoint& remote) { return {Transport::tcp, {}, remote, 0}; }

void answer_400(const Flow& flow, std::string_view, Network& network) { EXPECT_TRUE(network.send(flow, kAnswer, {})); }

class TcpFramingErrorTest : public testing::TestWithParam<std::string> {};

TEST_P(TcpFramingErrorTest, LetsTheReceiverAnswerAndCloses) {
  TestPool pool({"tcp:127.0.0.1:0"}, 1);
  pool.receiver.on_framing_error_hook = answer_400;
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("good") + GetParam() + message("never framed"));
  EXPECT_EQ(peer.receive_all(), kAnswer);
  EXPECT_EQ(pool.receiver.wait_for(Kind::framing_error)[0].flow.remote, peer.endpoint());
  EXPECT_EQ(pool.receiver.count(Kind::message), 1U);
  EXPECT_EQ(pool.metrics.value("transport.framing-errors"), 1);
}

INSTANTIATE_TEST_SUITE_P(EachFault, TcpFramingErrorTest,
                         testing::Values("OPTIONS sip:a SIP/2.0\r\nCall-ID: 1\r\n\r\n",
                                         "OPTIONS sip:a SIP/2.0\r\nl: 4294967328\r\n\r\n",
                                         "OPTIONS sip:a SIP/2.0\r\nl: -1\r\n\r\n",
                                         "OPTIONS sip:a SIP/2.0\r\nl: 1\r\nl: 2\r\n\r\n",
                                         "OPTIONS sip:a SIP/2.0\r\nX: " + std::string(70000, 'x') + "\r\n"));

TEST(TcpLimits, TakesAMessageOfExactlyTheMessageSize) {
  TransportLimits limits;
  limits.message_size = message(std::string(5000, 'x')).size();
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message(std::string(5000, 'x')));
  EXPECT_EQ(pool.receiver.wait_for(Kind::message)[0].bytes.size(), limits.message_size);
  peer.send(message(std::string(5001, 'x')));
  EXPECT_TRUE(peer.closed_by_peer());
  EXPECT_EQ(pool.receiver.count(Kind::message), 1U);
}

TEST(TcpLimits, ClosesWhatPassesTheConnectionLimit) {
  TransportLimits limits;
  limits.connections = 2;
  TestPool pool({"tcp:127.0.0.1:0"}, 2, limits);
  pool.start();
  TcpPeer first(pool.at());
  TcpPeer second(pool.at());
  EXPECT_TRUE(eventually([&] { return pool.metrics.value("transport.connections") == 2; }));
  TcpPeer third(pool.at());
  EXPECT_TRUE(third.closed_by_peer());
  EXPECT_EQ(pool.metrics.value("transport.connections-refused"), 1);
  first.send(message("one"));
  (void)pool.receiver.wait_for(Kind::message, 1);
  first.close();
  EXPECT_TRUE(eventually([&] { return pool.metrics.value("transport.connections") == 1; }));
  TcpPeer fourth(pool.at());
  fourth.send(message("two"));
  (void)pool.receiver.wait_for(Kind::message, 2);
}

TEST(TcpLimits, ClosesWhatOneAddressHasTooMany) {
  TransportLimits limits;
  limits.connections_per_address = 1;
  TestPool pool({"tcp:0.0.0.0:0"}, 2, limits);
  pool.start();
  TcpPeer first(pool.at(), "127.0.0.1");
  EXPECT_TRUE(eventually([&] { return pool.metrics.value("transport.connections") == 1; }));
  EXPECT_TRUE(TcpPeer(pool.at(), "127.0.0.1").closed_by_peer());
  TcpPeer neighbour(pool.at(), "127.0.0.2");
  neighbour.send(message("hello"));
  EXPECT_EQ(pool.receiver.wait_for(Kind::message)[0].flow.remote, neighbour.endpoint());
}

TEST(TcpLimits, FailsToOpenWhatPassesTheLimit) {
  TransportLimits limits;
  limits.connections = 0;
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpServer server;
  EXPECT_FALSE(pool.send(0, to(server.endpoint()), message("hello"), {0, 1}));
}

TEST(TcpLimits, ClosesAnIdleConnection) {
  TransportLimits limits;
  limits.idle_timeout = milliseconds{50};
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("hello"));
  EXPECT_TRUE(peer.closed_by_peer());
  EXPECT_EQ(pool.receiver.count(Kind::message), 1U);
  EXPECT_TRUE(eventually([&] { return pool.metrics.value("transport.connections-timed-out") == 1; }));
}

TEST(TcpLimits, ClosesAConnectionWhoseMessageDoesNotEnd) {
  TransportLimits limits;
  limits.message_timeout = milliseconds{50};
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpPeer waiting(pool.at());  // has sent nothing, and may do so for an hour
  TcpPeer slow(pool.at());
  slow.send(message("whole"));
  slow.send(message("half").substr(0, 20));
  EXPECT_TRUE(slow.closed_by_peer());
  waiting.send(message("hello"));
  EXPECT_EQ(pool.receiver.wait_for(Kind::message, 2)[1].flow.remote, waiting.endpoint());
}

TEST(TcpLimits, SingleBytesDoNotProlongTheTimeOfAMessage) {
  TransportLimits limits;
  limits.message_timeout = milliseconds{100};
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpPeer slow(pool.at());
  const auto begun = std::chrono::steady_clock::now();
  slow.send("OPTIONS sip:a SIP/2.0\r\nX: ");
  while (!slow.closed_within(milliseconds{5})) {
    slow.send("x");
    ASSERT_LT(std::chrono::steady_clock::now() - begun, kPatience);
  }
  EXPECT_EQ(pool.metrics.value("transport.connections-timed-out"), 1);
}

TEST(TcpLimits, GivesUpConnectingAfterItsTime) {
  TransportLimits limits;
  limits.connect_timeout = milliseconds{50};
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpServer deaf("127.0.0.1", 0);
  const TcpPeer first(deaf.endpoint());  // fills the queue, from which nobody takes it: the next SYN is not answered
  ASSERT_TRUE(pool.send(0, to(deaf.endpoint()), message("hello"), {0, 5}));
  EXPECT_EQ(pool.receiver.wait_for(Kind::send_failure)[0].ticket.transaction, 5U);
  EXPECT_EQ(pool.metrics.value("transport.connections-failed"), 1);
}

TEST(TcpLimits, ClosesAConnectionWhosePeerReadsTooSlowly) {
  TransportLimits limits;
  limits.send_queue = 100000;
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("hello"));
  const auto flow = pool.receiver.wait_for(Kind::message)[0].flow;
  const std::string large(50000, 'x');
  std::uint64_t sent = 0;
  bool refused = false;
  pool.run(0, [&](Network& network) {
    while (!refused && sent < 10000) refused = !network.send(flow, large, {0, ++sent});
  });
  EXPECT_TRUE(refused);
  EXPECT_EQ(pool.metrics.value("transport.connections-congested"), 1);
  // Two were still in the queue, or it would have had room; the one that was refused was never taken.
  EXPECT_EQ(pool.receiver.wait_for(Kind::send_failure, 2)[1].ticket.transaction, sent - 1);
}

TEST(TcpLimits, ClosesAConnectionWhosePeerStopsReading) {
  TransportLimits limits;
  limits.write_timeout = milliseconds{50};
  limits.send_queue = 64 * kMebibyte;
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("hello"));
  const auto flow = pool.receiver.wait_for(Kind::message)[0].flow;
  ASSERT_TRUE(pool.send(0, flow, std::string(32 * kMebibyte, 'x'), {0, 9}));
  EXPECT_EQ(pool.receiver.wait_for(Kind::send_failure)[0].ticket.transaction, 9U);
}

}  // namespace
}  // namespace zvoni::kernel
