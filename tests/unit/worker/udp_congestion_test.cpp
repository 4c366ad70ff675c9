// UDP where the send buffer fills up: in a network namespace whose loopback is slow. Needs root and tc.
#include <gtest/gtest.h>
#include <sched.h>

#include <cstdlib>
#include <string>
#include <thread>

#include "fakes.hpp"
#include "peers.hpp"

namespace zvoni::kernel {
namespace {

bool enter_slow_namespace() {
  return ::unshare(CLONE_NEWNET) == 0 &&
         std::system(
             "(ip link set lo up && tc qdisc add dev lo root tbf rate 8mbit burst 16kb latency 60s) "
             ">/dev/null 2>&1") == 0;
}

// A namespace belongs to a thread, so each test has one of its own. False: this host does not allow it.
bool in_slow_namespace(const std::function<void()>& test) {
  bool entered = false;
  std::thread([&] {
    entered = enter_slow_namespace();
    if (entered) test();
  }).join();
  return entered;
}

std::string numbered(int number) {
  auto text = std::to_string(number);
  text.resize(1000, ' ');
  return text;
}

void send_numbered(TestPool& pool, const Endpoint& remote, int count) {
  pool.run(0, [&](Network& network) {
    Flow flow{Transport::udp, {}, remote, 0};
    ASSERT_TRUE(network.route(flow));
    for (int i = 0; i < count; ++i) EXPECT_TRUE(network.send(flow, numbered(i), {}));
  });
}

TEST(UdpCongestion, SendsEverythingInOrderAsSoonAsThereIsRoom) {
  const bool ran = in_slow_namespace([] {
    TransportLimits limits;
    limits.udp_send_buffer = 16 * kKibibyte;
    TestPool pool({"udp:127.0.0.1:0"}, 1, limits);
    pool.start();
    UdpPeer peer;
    send_numbered(pool, peer.endpoint(), 200);
    for (int i = 0; i < 200; ++i) EXPECT_EQ(peer.receive().bytes, numbered(i));
    EXPECT_EQ(pool.metrics.value("transport.udp-dropped"), 0);
  });
  if (!ran) GTEST_SKIP() << "needs root, ip and tc";
}

TEST(UdpCongestion, DropsAndCountsWhatTheQueueHasNoRoomFor) {
  const bool ran = in_slow_namespace([] {
    TransportLimits limits;
    limits.udp_send_buffer = 16 * kKibibyte;
    limits.udp_send_queue = 20000;
    TestPool pool({"udp:127.0.0.1:0"}, 1, limits);
    pool.start();
    UdpPeer peer;
    send_numbered(pool, peer.endpoint(), 200);
    const auto dropped = pool.metrics.value("transport.udp-dropped");
    EXPECT_GT(dropped, 100);
    for (int i = 0; i < 200 - dropped; ++i) EXPECT_EQ(peer.receive().bytes, numbered(i));
  });
  if (!ran) GTEST_SKIP() << "needs root, ip and tc";
}

}  // namespace
}  // namespace zvoni::kernel
