// TCP through real sockets on the loopback.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "fakes.hpp"
#include "peers.hpp"

namespace zvoni::kernel {
namespace {

using Kind = Received::Kind;

std::string message(std::string_view body) {
  return "MESSAGE sip:bob@example.org SIP/2.0\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

void echo(const Flow& flow, std::string_view bytes, Network& network) { EXPECT_TRUE(network.send(flow, bytes, {})); }

Flow to(const Endpoint& remote) { return {Transport::tcp, {}, remote, 0}; }

class TcpFamilyTest : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(TcpFamilyTest, DeliversAMessageWithItsFlowAndAnswersOnTheSameConnection) {
  const auto [listen, address] = GetParam();
  TestPool pool({listen});
  pool.receiver.on_message_hook = echo;
  pool.start();
  const Endpoint addressed{ip(address), pool.at().port};
  TcpPeer peer(addressed, address);
  peer.send(message("hello"));
  EXPECT_EQ(peer.receive(message("hello").size()), message("hello"));
  const auto received = pool.receiver.wait_for(Kind::message);
  EXPECT_EQ(received[0].flow.transport, Transport::tcp);
  EXPECT_EQ(received[0].flow.local, addressed);
  EXPECT_EQ(received[0].flow.remote, peer.endpoint());
  EXPECT_NE(received[0].flow.connection, 0U);
}

INSTANTIATE_TEST_SUITE_P(EachFamily, TcpFamilyTest,
                         testing::Values(std::pair{"tcp:127.0.0.1:0", "127.0.0.1"},
                                         std::pair{"tcp:0.0.0.0:0", "127.0.0.5"}, std::pair{"tcp:[::]:0", "::1"}));

TEST(Tcp, FramesManyMessagesOfOneSegmentAndOneOfManySegments) {
  TestPool pool({"tcp:127.0.0.1:0"});
  pool.start();
  TcpPeer peer(pool.at());
  const auto third = message("third");
  peer.send(message("first") + message("") + third.substr(0, 10));
  (void)pool.receiver.wait_for(Kind::message, 2);
  peer.send(third.substr(10, 1));
  peer.send(third.substr(11));
  const auto received = pool.receiver.wait_for(Kind::message, 3);
  EXPECT_EQ(received[0].bytes, message("first"));
  EXPECT_EQ(received[1].bytes, message(""));
  EXPECT_EQ(received[2].bytes, third);
}

TEST(Tcp, AnswersAKeepAliveWithOneLineEnd) {
  TestPool pool({"tcp:127.0.0.1:0"});
  pool.receiver.on_message_hook = echo;
  pool.start();
  TcpPeer peer(pool.at());
  peer.send("\r\n\r\n");
  EXPECT_EQ(peer.receive(2), "\r\n");
  peer.send(message("a"));
  EXPECT_EQ(peer.receive(message("a").size()), message("a"));
}

TEST(Tcp, SendsOnAConnectionFromEveryWorkerInOrder) {
  TestPool pool({"tcp:127.0.0.1:0"}, 2);
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("hello"));
  const auto flow = pool.receiver.wait_for(Kind::message)[0].flow;
  std::string expected;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const auto text = message(std::to_string(i));
    expected += text;
    ASSERT_TRUE(pool.send(i, flow, text));  // each of them waits for the one before
  }
  EXPECT_EQ(peer.receive(expected.size()), expected);
}

TEST(Tcp, OpensAConnectionOnceAndUsesItAgainFromEveryWorker) {
  TestPool pool({"tcp:127.0.0.1:0"}, 2);
  pool.start();
  TcpServer server;
  const auto flow = pool.route(to(server.endpoint()));
  EXPECT_EQ(flow.local, pool.at());
  EXPECT_EQ(flow.connection, 0U);
  std::string expected;
  for (std::uint32_t i = 0; i < 10; ++i) {
    expected += message(std::to_string(i));
    ASSERT_TRUE(pool.send(i, flow, message(std::to_string(i))));
  }
  auto peer = server.accept();
  EXPECT_EQ(peer.receive(expected.size()), expected);
  EXPECT_EQ(pool.metrics.value("transport.connections"), 1);
}

TEST(Tcp, DeliversWhatComesBackOnAConnectionItOpened) {
  TestPool pool({"tcp:127.0.0.1:0"});
  pool.start();
  TcpServer server;
  ASSERT_TRUE(pool.send(0, to(server.endpoint()), message("request")));
  auto peer = server.accept();
  peer.send(message("response"));
  const auto received = pool.receiver.wait_for(Kind::message);
  EXPECT_EQ(received[0].bytes, message("response"));
  EXPECT_EQ(received[0].flow.local, pool.at());  // where others reach zvoni, not the port of this connection
  EXPECT_EQ(received[0].flow.remote, server.endpoint());
  EXPECT_EQ(pool.route(to(server.endpoint())).connection, received[0].flow.connection);
}

TEST(Tcp, RoutesToTheConnectionThatThePeerOpened) {
  TestPool pool({"tcp:127.0.0.1:0"});
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("hello"));
  const auto received = pool.receiver.wait_for(Kind::message)[0].flow;
  const auto routed = pool.route(to(peer.endpoint()));
  EXPECT_EQ(routed, received);
  ASSERT_TRUE(pool.send(0, to(peer.endpoint()), message("request")));
  EXPECT_EQ(peer.receive(message("request").size()), message("request"));
}

TEST(Tcp, OpensAnotherConnectionWhereTheOldOneIsGone) {
  TestPool pool({"tcp:127.0.0.1:0"}, 2);
  pool.start();
  TcpServer server;
  std::set<std::uint64_t> connections;
  auto flow = to(server.endpoint());
  for (std::uint32_t i = 0; i < 6; ++i) {
    ASSERT_TRUE(pool.send(i, flow, message("request")));
    auto peer = server.accept();
    EXPECT_EQ(peer.receive(message("request").size()), message("request"));
    peer.send(message("response"));
    flow = pool.receiver.wait_for(Kind::message, i + 1).back().flow;
    EXPECT_TRUE(connections.insert(flow.connection).second);
    peer.close();
    EXPECT_TRUE(eventually([&] { return pool.metrics.value("transport.connections") == 0; }));
  }
}

TEST(Tcp, ReportsWhatItCouldNotSendWhereConnectingFails) {
  TestPool pool({"tcp:127.0.0.1:0"}, 2);
  pool.start();
  const auto dead = TcpServer().endpoint();
  pool.run(1, [&](Network& network) {
    EXPECT_TRUE(network.send(to(dead), message("a"), {1, 11}));
    EXPECT_TRUE(network.send(to(dead), message("b"), {3, 13}));
    EXPECT_TRUE(network.send(to(dead), message("c"), {}));  // nobody asks
  });
  const auto failures = pool.receiver.wait_for(Kind::send_failure, 2);
  EXPECT_EQ(failures[0].ticket.shard, 1U);
  EXPECT_EQ(failures[0].ticket.transaction, 11U);
  EXPECT_EQ(failures[1].ticket.transaction, 13U);
  EXPECT_TRUE(eventually([&] { return pool.metrics.value("transport.connections") == 0; }));
  EXPECT_EQ(pool.receiver.count(Kind::send_failure), 2U);
}

TEST(Tcp, ReportsWhatAnotherWorkerHandedOverAndCouldNotBeSent) {
  TestPool pool({"tcp:127.0.0.1:0"}, 2);
  pool.start();
  auto server = std::make_optional<TcpServer>();
  ASSERT_TRUE(pool.send(0, to(server->endpoint()), message("request")));
  auto peer = server->accept();
  peer.send(message("response"));
  const auto flow = pool.receiver.wait_for(Kind::message)[0].flow;
  server.reset();
  peer.close();
  EXPECT_TRUE(eventually([&] { return pool.metrics.value("transport.connections") == 0; }));
  ASSERT_TRUE(pool.send(1, flow, message("late"), {1, 77}));
  EXPECT_EQ(pool.receiver.wait_for(Kind::send_failure)[0].ticket.transaction, 77U);
}

TEST(Tcp, SurvivesAPeerThatResetsAfterABurst) {
  TestPool pool({"tcp:127.0.0.1:0"}, 2);
  pool.receiver.on_message_hook = [](const Flow& flow, std::string_view bytes, Network& network) {
    (void)network.send(flow, bytes, {});
  };
  pool.start();
  std::string burst;
  for (int i = 0; i < 500; ++i) burst += message("burst");
  for (int i = 0; i < 20; ++i) {
    TcpPeer peer(pool.at());
    peer.send(burst);
    peer.reset();
  }
  EXPECT_TRUE(eventually([&] { return pool.metrics.value("transport.connections") == 0; }));
  TcpPeer peer(pool.at());
  peer.send(message("still there?"));
  EXPECT_EQ(peer.receive(message("still there?").size()), message("still there?"));
}

TEST(Tcp, SendsWhatIsLeftToAPeerThatWillSendNoMore) {
  TestPool pool({"tcp:127.0.0.1:0"}, 1);
  const std::string large(60000, 'x');
  pool.receiver.on_message_hook = [&](const Flow& flow, std::string_view, Network& network) {
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(network.send(flow, large, {}));
  };
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("give me more"));
  peer.end_sending();
  EXPECT_EQ(peer.receive_all().size(), 10 * large.size());
}

}  // namespace
}  // namespace zvoni::kernel
