#include "transport/listener_sockets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <system_error>

#include "transport/socket_address.hpp"

namespace zvoni::kernel {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

ListenAddress listen_on(const std::string& text) { return ListenAddress::parse(text).value(); }

std::string refusal(const std::vector<ListenAddress>& addresses) {
  try {
    (void)open_listeners(addresses, 2, {});
  } catch (const std::system_error& error) {
    return error.what();
  }
  return "no refusal";
}

class ListenerSocketsTest : public testing::TestWithParam<const char*> {};

TEST_P(ListenerSocketsTest, GivesEachWorkerASocketOnTheSamePort) {
  const auto listeners = open_listeners({listen_on(GetParam())}, 3, {});
  ASSERT_EQ(listeners.size(), 1U);
  EXPECT_NE(listeners[0].address.endpoint.port, 0);
  ASSERT_EQ(listeners[0].sockets.size(), 3U);
  for (const auto& socket : listeners[0].sockets) {
    EXPECT_EQ(local_endpoint(socket.get()), listeners[0].address.endpoint);
  }
}

TEST_P(ListenerSocketsTest, RefusesAPortThatAnotherZvoniHas) {
  const auto first = open_listeners({listen_on(GetParam())}, 2, {});
  const auto text = first[0].address.to_string();
  EXPECT_EQ(refusal({first[0].address}), "cannot listen on " + text + ": Address already in use");
}

TEST_P(ListenerSocketsTest, TakesThePortAgainOnceItIsFree) {
  auto first = open_listeners({listen_on(GetParam())}, 2, {});
  const auto address = first[0].address;
  first.clear();
  EXPECT_EQ(open_listeners({address}, 2, {})[0].address, address);
}

INSTANTIATE_TEST_SUITE_P(EveryTransportAndFamily, ListenerSocketsTest,
                         testing::Values("udp:127.0.0.1:0", "tcp:127.0.0.1:0", "udp:[::1]:0", "tcp:[::1]:0",
                                         "udp:0.0.0.0:0", "tcp:[::]:0"));

TEST(ListenerSockets, RefusesAWildcardWhereAnotherZvoniHasOneAddressOfThePort) {
  const auto first = open_listeners({listen_on("udp:127.0.0.1:0")}, 2, {});
  auto wildcard = first[0].address;
  wildcard.endpoint.address = {};
  EXPECT_THAT(refusal({wildcard}), HasSubstr("Address already in use"));
}

TEST(ListenerSockets, RefusesTheSameAddressTwice) {
  const auto probe = open_listeners({listen_on("udp:127.0.0.1:0")}, 1, {});
  auto address = probe[0].address;
  address.endpoint.address = IpAddress::v4({127, 0, 0, 2});
  EXPECT_THAT(refusal({address, address}), HasSubstr("Address already in use"));
}

TEST(ListenerSockets, TakesAWildcardAndOneAddressOnTheSamePortInAnyOrder) {
  auto wildcard = open_listeners({listen_on("udp:0.0.0.0:0")}, 1, {})[0].address;
  auto single = wildcard;
  single.endpoint.address = IpAddress::v4({127, 0, 0, 1});
  const auto listeners = open_listeners({single, wildcard}, 2, {});
  EXPECT_EQ(listeners[0].address, single);
  EXPECT_EQ(listeners[1].address, wildcard);
}

TEST(ListenerSockets, TakesBothFamiliesAndBothTransportsOnTheSamePort) {
  const auto port = open_listeners({listen_on("udp:0.0.0.0:0")}, 1, {})[0].address.endpoint.port;
  const auto text = std::to_string(port);
  const auto listeners = open_listeners({listen_on("udp:0.0.0.0:" + text), listen_on("udp:[::]:" + text),
                                         listen_on("tcp:0.0.0.0:" + text), listen_on("tcp:[::]:" + text)},
                                        2, {});
  EXPECT_EQ(listeners.size(), 4U);
}

TEST(ListenerSockets, SaysWhichAddressItCannotHave) {
  EXPECT_THAT(refusal({listen_on("tcp:192.0.2.77:5060")}),
              StartsWith("cannot listen on tcp:192.0.2.77:5060: Cannot assign requested address"));
}

}  // namespace
}  // namespace zvoni::kernel
