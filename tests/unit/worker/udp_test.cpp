// UDP through real sockets on the loopback.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "fakes.hpp"
#include "peers.hpp"

namespace zvoni::kernel {
namespace {

using Kind = Received::Kind;
using testing::StartsWith;

void echo(const Flow& flow, std::string_view bytes, Network& network) { EXPECT_TRUE(network.send(flow, bytes, {})); }

Flow to(const Endpoint& remote) { return {Transport::udp, {}, remote, 0}; }

TEST(Udp, DeliversADatagramWithItsFlow) {
  TestPool pool({"udp:127.0.0.1:0"});
  pool.start();
  UdpPeer peer;
  peer.send(pool.at(), "hello");
  const auto received = pool.receiver.wait_for(Kind::message);
  EXPECT_EQ(received[0].bytes, "hello");
  EXPECT_EQ(received[0].flow, (Flow{Transport::udp, pool.at(), peer.endpoint(), 0}));
}

class UdpWildcardTest : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(UdpWildcardTest, AnswersFromTheAddressThatTheDatagramWasSentTo) {
  const auto [listen, address] = GetParam();
  TestPool pool({listen});
  pool.receiver.on_message_hook = echo;
  pool.start();
  UdpPeer peer(address);
  const Endpoint addressed{ip(address), pool.at().port};
  peer.send(addressed, "hello");
  const auto answer = peer.receive();
  EXPECT_EQ(answer.bytes, "hello");
  EXPECT_EQ(answer.remote, addressed);
  EXPECT_EQ(pool.receiver.wait_for(Kind::message)[0].flow.local, addressed);
}

INSTANTIATE_TEST_SUITE_P(EachFamily, UdpWildcardTest,
                         testing::Values(std::pair{"udp:0.0.0.0:0", "127.0.0.1"},
                                         std::pair{"udp:0.0.0.0:0", "127.0.0.5"}, std::pair{"udp:[::]:0", "::1"}));

TEST(Udp, KeepsTheOrderOfEachPeer) {
  constexpr std::size_t kPeers = 8;
  constexpr std::size_t kDatagrams = 400;
  TestPool pool({"udp:127.0.0.1:0"}, 2);
  pool.start();
  std::vector<UdpPeer> peers(kPeers);
  for (std::size_t i = 0; i < kDatagrams; ++i) {
    for (auto& peer : peers) peer.send(pool.at(), "number " + std::to_string(i));
  }
  std::map<Endpoint, std::size_t> next;
  for (const auto& received : pool.receiver.wait_for(Kind::message, kPeers * kDatagrams)) {
    EXPECT_EQ(received.bytes, "number " + std::to_string(next[received.flow.remote]++));
  }
  EXPECT_EQ(next.size(), kPeers);
}

TEST(Udp, SpreadsPeersOverTheWorkersAndKeepsEachOnOne) {
  std::mutex mutex;
  std::map<Endpoint, std::set<std::thread::id>> threads;
  TestPool pool({"udp:127.0.0.1:0"}, 2);
  pool.receiver.on_message_hook = [&](const Flow& flow, std::string_view, Network&) {
    const std::lock_guard lock(mutex);
    threads[flow.remote].insert(std::this_thread::get_id());
  };
  pool.start();
  std::vector<UdpPeer> peers(64);
  for (int round = 0; round < 3; ++round) {
    for (auto& peer : peers) peer.send(pool.at(), "hello");
  }
  (void)pool.receiver.wait_for(Kind::message, 3 * peers.size());
  std::set<std::thread::id> all;
  for (const auto& [peer, of_peer] : threads) {
    EXPECT_EQ(of_peer.size(), 1U);
    all.insert(of_peer.begin(), of_peer.end());
  }
  EXPECT_EQ(all.size(), 2U);
}

TEST(Udp, DropsKeepAlives) {
  TestPool pool({"udp:127.0.0.1:0"}, 1);
  pool.start();
  UdpPeer peer;
  for (const auto text :
       {std::string_view{}, std::string_view{"\r\n"}, std::string_view{"\r\n\r\n"}, std::string_view{"\0\0\0\0", 4}}) {
    peer.send(pool.at(), text);
  }
  peer.send(pool.at(), "message");
  EXPECT_EQ(pool.receiver.wait_for(Kind::message)[0].bytes, "message");
  EXPECT_EQ(pool.receiver.count(Kind::message), 1U);
}

TEST(Udp, TakesTheLargestDatagramThereIs) {
  TestPool pool({"udp:127.0.0.1:0"}, 1);
  pool.receiver.on_message_hook = echo;
  pool.start();
  UdpPeer peer;
  const std::string large(65507, 'x');
  peer.send(pool.at(), large);
  EXPECT_EQ(peer.receive().bytes, large);
}

TEST(Udp, DropsWhatPassesTheMessageSize) {
  TransportLimits limits;
  limits.message_size = 1000;
  TestPool pool({"udp:127.0.0.1:0"}, 1, limits);
  pool.start();
  UdpPeer peer;
  peer.send(pool.at(), std::string(1001, 'x'));
  peer.send(pool.at(), std::string(1000, 'y'));
  EXPECT_EQ(pool.receiver.wait_for(Kind::message)[0].bytes, std::string(1000, 'y'));
  EXPECT_EQ(pool.metrics.value("transport.udp-oversized"), 1);
}

class UdpRefusalTest : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(UdpRefusalTest, ReportsADatagramThatAPeerRefuses) {
  const auto [listen, address] = GetParam();
  TestPool pool({listen}, 1);
  pool.start();
  const auto dead = UdpPeer(address).endpoint();  // nobody has that port any more
  ASSERT_TRUE(pool.send(0, pool.route(to(dead)), "is anybody there?"));
  const auto refused = pool.receiver.wait_for(Kind::refused);
  EXPECT_EQ(refused[0].flow.remote, dead);
  EXPECT_EQ(refused[0].bytes, "is anybody there?");
}

TEST_P(UdpRefusalTest, GoesOnSendingToOthersAfterARefusal) {
  const auto [listen, address] = GetParam();
  TestPool pool({listen}, 1);
  pool.start();
  const auto dead = UdpPeer(address).endpoint();
  UdpPeer alive(address);
  pool.run(0, [&](Network& network) {
    auto to_dead = to(dead);
    auto to_alive = to(alive.endpoint());
    EXPECT_TRUE(network.route(to_dead));
    EXPECT_TRUE(network.route(to_alive));
    EXPECT_TRUE(network.send(to_dead, "one", {}));
    EXPECT_TRUE(network.send(to_alive, "two", {}));  // the first thing the system does here is to tell of the refusal
  });
  EXPECT_EQ(alive.receive().bytes, "two");
  EXPECT_EQ(pool.receiver.wait_for(Kind::refused)[0].bytes, "one");
  alive.send(pool.at(), "three");
  EXPECT_EQ(pool.receiver.wait_for(Kind::message)[0].bytes, "three");
}

INSTANTIATE_TEST_SUITE_P(EachFamily, UdpRefusalTest,
                         testing::Values(std::pair{"udp:127.0.0.1:0", "127.0.0.1"},
                                         std::pair{"udp:0.0.0.0:0", "127.0.0.2"}, std::pair{"udp:[::]:0", "::1"}));

TEST(UdpRoute, NamesTheAddressByWhichThePeerIsReached) {
  TestPool pool({"udp:0.0.0.0:0", "udp:[::]:0"});
  pool.start();
  EXPECT_EQ(pool.route(to({ip("127.0.0.9"), 5060})).local, pool.at(0));
  EXPECT_EQ(pool.route(to({ip("::1"), 5060})).local, pool.at(1));
}

TEST(UdpRoute, KeepsALocalAddressThatIsOurs) {
  TestPool pool({"udp:0.0.0.0:0"});
  pool.start();
  auto flow = to({ip("127.0.0.1"), 5060});
  flow.local = {ip("127.0.0.7"), pool.at().port};
  EXPECT_EQ(pool.route(flow).local, flow.local);
}

TEST(UdpRoute, ReplacesALocalAddressThatIsNotOurs) {
  TestPool pool({"udp:0.0.0.0:0"});
  pool.start();
  auto flow = to({ip("127.0.0.1"), 5060});
  flow.local = {ip("192.0.2.99"), pool.at().port};
  EXPECT_EQ(pool.route(flow).local, pool.at());
  flow.local = {ip("127.0.0.1"), static_cast<std::uint16_t>(pool.at().port ^ 1U)};
  EXPECT_EQ(pool.route(flow).local, pool.at());
}

TEST(UdpRoute, PrefersTheListenerThatTheSystemWouldSendFrom) {
  TestPool pool({"udp:127.0.0.2:0", "udp:0.0.0.0:0", "udp:127.0.0.1:0"});
  pool.start();
  EXPECT_EQ(pool.route(to({ip("127.0.0.1"), 5060})).local, pool.at(2));
}

TEST(UdpRoute, PrefersThePortThatIsAskedForAmongEquals) {
  TestPool pool({"udp:0.0.0.0:0", "udp:0.0.0.0:0"});
  pool.start();
  auto flow = to({ip("127.0.0.1"), 5060});
  flow.local.port = pool.at(1).port;
  EXPECT_EQ(pool.route(flow).local, pool.at(1));
}

TEST(UdpRoute, UsesAListenerOfAnotherAddressWhereThereIsNone) {
  TestPool pool({"udp:127.0.0.2:0"});
  pool.start();
  UdpPeer peer;
  const auto flow = pool.route(to(peer.endpoint()));
  EXPECT_EQ(flow.local, pool.at());
  ASSERT_TRUE(pool.send(0, flow, "hello"));
  EXPECT_EQ(peer.receive().remote, pool.at());
}

TEST(UdpRoute, RefusesWhatNoListenerReaches) {
  TestPool pool({"udp:127.0.0.1:0"});
  pool.start();
  pool.run(0, [](Network& network) {
    for (const auto& remote : {Endpoint{ip("::1"), 5060}, Endpoint{ip("192.0.2.1"), 5060}, Endpoint{ip("127.0.0.1"), 0},
                               Endpoint{ip("0.0.0.0"), 5060}}) {
      auto flow = to(remote);
      EXPECT_FALSE(network.route(flow)) << remote.to_string();
      EXPECT_FALSE(network.send(flow, "hello", {})) << remote.to_string();
    }
    Flow stream{Transport::tcp, {}, {ip("127.0.0.1"), 5060}, 0};
    EXPECT_FALSE(network.route(stream));
    stream.transport = Transport::tls;
    EXPECT_FALSE(network.send(stream, "hello", {}));
  });
}

TEST(Udp, SendsWithoutALocalAddressToo) {
  TestPool pool({"udp:0.0.0.0:0"});
  pool.start();
  UdpPeer peer;
  ASSERT_TRUE(pool.send(1, to(peer.endpoint()), "hello"));
  EXPECT_EQ(peer.receive().remote, pool.at());
}

}  // namespace
}  // namespace zvoni::kernel
