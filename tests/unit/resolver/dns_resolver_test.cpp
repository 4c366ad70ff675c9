#include "resolver/dns_resolver.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <memory>
#include <string>

#include "dns_text.hpp"
#include "fake_dns_server.hpp"

namespace zvoni::kernel {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

using Found = std::vector<std::string>;

std::future<Found> begin(Resolver& resolver, const Hop& hop) {
  auto promise = std::make_shared<std::promise<Found>>();
  resolver.resolve(hop, [promise](const std::vector<Destination>& found) { promise->set_value(texts(found)); });
  return promise->get_future();
}

Found resolve(Resolver& resolver, const Hop& hop) { return begin(resolver, hop).get(); }

bool is_ready(const std::future<Found>& future) {
  return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

class DnsResolverTest : public testing::Test {
 protected:
  [[nodiscard]] DnsOptions options() const {
    DnsOptions options;
    options.servers = server_.address();
    options.random = [](std::uint32_t) { return 0U; };
    return options;
  }
  /// Waits for an answer as long as a look-up may take.
  [[nodiscard]] DnsOptions options_with_timeout(milliseconds timeout) const {
    DnsOptions options = this->options();
    options.limits.timeout = timeout;
    options.try_time = std::chrono::hours(1);
    return options;
  }
  void add_example() {
    server_.add("example.test", {"NAPTR", naptr_data(90, 50, "s", "SIP+D2T", "_sip._tcp.example.test")});
    server_.add("example.test", {"NAPTR", naptr_data(100, 50, "s", "SIP+D2U", "_sip._udp.example.test")});
    server_.add("_sip._tcp.example.test", {"SRV", srv_data(1, 0, 5070, "one.example.test")});
    server_.add("_sip._udp.example.test", {"SRV", srv_data(2, 0, 5080, "one.example.test")});
    server_.add("_sip._udp.example.test", {"SRV", srv_data(1, 0, 5090, "two.example.test")});
    server_.add("one.example.test", {"A", address_data("127.0.0.1")});
    server_.add("two.example.test", {"AAAA", address_data("::1")});
  }

  FakeDnsServer server_;
};

TEST_F(DnsResolverTest, AnswersAnAddressBeforeItReturns) {
  DnsResolver resolver(options());
  const auto found = begin(resolver, {.host = "192.0.2.1", .port = 5070});
  EXPECT_TRUE(is_ready(found));
  EXPECT_THAT(server_.asked(), IsEmpty());
}

TEST_F(DnsResolverTest, FollowsNaptrSrvAndAddresses) {
  add_example();
  DnsResolver resolver(options());
  EXPECT_THAT(resolve(resolver, {.host = "Example.TEST"}),
              ElementsAre("TCP 127.0.0.1:5070", "UDP [::1]:5090", "UDP 127.0.0.1:5080"));
}

TEST_F(DnsResolverTest, AsksEachQuestionOnceAndAnswersTheRestFromItsCache) {
  add_example();
  DnsResolver resolver(options());
  const Found first = resolve(resolver, {.host = "example.test"});
  const auto asked = server_.asked();
  EXPECT_EQ(asked.at("NAPTR example.test"), 1);
  EXPECT_EQ(asked.at("SRV _sip._tcp.example.test"), 1);
  EXPECT_EQ(asked.at("A one.example.test"), 1);
  EXPECT_EQ(asked.at("AAAA one.example.test"), 1);
  EXPECT_EQ(resolve(resolver, {.host = "example.test"}), first);
  EXPECT_EQ(server_.asked(), asked);
}

TEST_F(DnsResolverTest, GivesBothFamiliesOfAHostWithAPort) {
  server_.add("dual.test", {"A", address_data("127.0.0.1")});
  server_.add("dual.test", {"AAAA", address_data("::1")});
  DnsResolver resolver(options());
  EXPECT_THAT(resolve(resolver, {.host = "dual.test", .port = 5070, .transport = Transport::tcp}),
              UnorderedElementsAre("TCP 127.0.0.1:5070", "TCP [::1]:5070"));
  EXPECT_THAT(server_.asked(), UnorderedElementsAre(Pair("A dual.test", 1), Pair("AAAA dual.test", 1)));
}

TEST_F(DnsResolverTest, FindsNothingForANameThatDoesNotExistAndRemembersIt) {
  DnsResolver resolver(options());
  EXPECT_THAT(resolve(resolver, {.host = "nobody.test"}), IsEmpty());
  const auto asked = server_.asked();
  EXPECT_THAT(asked, UnorderedElementsAre(Pair("NAPTR nobody.test", 1), Pair("SRV _sip._udp.nobody.test", 1),
                                          Pair("SRV _sip._tcp.nobody.test", 1), Pair("A nobody.test", 1),
                                          Pair("AAAA nobody.test", 1)));
  EXPECT_THAT(resolve(resolver, {.host = "nobody.test"}), IsEmpty());
  EXPECT_EQ(server_.asked(), asked);
}

TEST_F(DnsResolverTest, AsksOnceForManyLookUpsAtATime) {
  add_example();
  DnsResolver resolver(options());
  std::vector<std::future<Found>> lookups(100);
  for (auto& lookup : lookups) lookup = begin(resolver, {.host = "one.example.test", .port = 5060});
  for (auto& lookup : lookups) EXPECT_THAT(lookup.get(), ElementsAre("UDP 127.0.0.1:5060"));
  EXPECT_THAT(server_.asked(), UnorderedElementsAre(Pair("A one.example.test", 1), Pair("AAAA one.example.test", 1)));
}

TEST_F(DnsResolverTest, AnswersLookUpsFromManyThreads) {
  add_example();
  DnsResolver resolver(options());
  std::vector<Found> found(4);
  std::vector<std::thread> threads;
  threads.reserve(found.size());
  for (Found& mine : found) {
    threads.emplace_back([&resolver, &mine] {
      for (int i = 0; i < 50; ++i) mine = resolve(resolver, {.host = "two.example.test", .port = 5060});
    });
  }
  for (auto& thread : threads) thread.join();
  for (const Found& each : found) EXPECT_THAT(each, ElementsAre("UDP [::1]:5060"));
}

TEST_F(DnsResolverTest, ReadsTheHostsFile) {
  if (!std::filesystem::exists("/etc/hosts")) GTEST_SKIP() << "needs a hosts file: a bare debootstrap root has none";
  DnsResolver resolver(options());
  EXPECT_THAT(resolve(resolver, {.host = "localhost", .port = 5060}), testing::Contains("UDP 127.0.0.1:5060"));
  EXPECT_THAT(server_.asked(), IsEmpty());
}

TEST_F(DnsResolverTest, EndsALookUpThatNobodyAnswersAfterItsTime) {
  server_.be_silent_about("slow.test");
  DnsResolver resolver(options_with_timeout(milliseconds(60)));
  const auto before = std::chrono::steady_clock::now();
  EXPECT_THAT(resolve(resolver, {.host = "slow.test", .port = 5060}), IsEmpty());
  const auto took = std::chrono::steady_clock::now() - before;
  EXPECT_GE(took, milliseconds(60));
  EXPECT_LT(took, std::chrono::seconds(20));
}

TEST_F(DnsResolverTest, GoesOnWithoutNaptrWhereTheServerDropsTheQuestion) {
  add_example();
  server_.be_silent_about("NAPTR");
  DnsOptions options = this->options();
  options.limits.timeout = std::chrono::minutes(1);
  options.try_time = milliseconds(150);
  DnsResolver resolver(options);
  EXPECT_THAT(resolve(resolver, {.host = "example.test"}),
              ElementsAre("UDP [::1]:5090", "UDP 127.0.0.1:5080", "TCP 127.0.0.1:5070"));
}

TEST_F(DnsResolverTest, EndsPendingLookUpsWithAnEmptyListWhenItIsDestroyed) {
  server_.be_silent_about("slow.test");
  auto resolver = std::make_unique<DnsResolver>(options_with_timeout(std::chrono::hours(1)));
  std::vector<std::future<Found>> lookups(10);
  for (auto& lookup : lookups) lookup = begin(*resolver, {.host = "slow.test", .port = 5060});
  resolver.reset();
  for (auto& lookup : lookups) {
    ASSERT_TRUE(is_ready(lookup));
    EXPECT_THAT(lookup.get(), IsEmpty());
  }
}

TEST_F(DnsResolverTest, AnswersALookUpThatADoneBeginsWhileItIsDestroyed) {
  server_.be_silent_about("slow.test");
  auto resolver = std::make_unique<DnsResolver>(options_with_timeout(std::chrono::hours(1)));
  std::promise<Found> second;
  resolver->resolve(Hop{.host = "slow.test", .port = 5060}, [&, raw = resolver.get()](const std::vector<Destination>&) {
    raw->resolve(Hop{.host = "other.test", .port = 5060},
                 [&](const std::vector<Destination>& found) { second.set_value(texts(found)); });
  });
  resolver.reset();
  EXPECT_THAT(second.get_future().get(), IsEmpty());
}

TEST_F(DnsResolverTest, RefusesServersThatAreNone) {
  DnsOptions wrong;
  wrong.servers = "not an address";
  EXPECT_THROW(DnsResolver resolver(wrong), std::runtime_error);
}

TEST_F(DnsResolverTest, FollowsTheFileThatNamesTheServers) {
  add_example();
  const auto path = std::filesystem::path(testing::TempDir()) / ("resolv.conf." + std::to_string(::getpid()));
  const auto write = [&path](const std::string& text) { std::ofstream(path) << text; };
  write("nameserver 127.0.0.2\n");  // nobody is there
  DnsOptions options = this->options();
  options.servers.clear();
  options.resolv_conf = path.string();
  options.port = server_.port();
  DnsResolver resolver(options);
  EXPECT_THAT(resolve(resolver, {.host = "two.example.test", .port = 5060}), IsEmpty());
  write("# another one\nnameserver 127.0.0.1\n");
  EXPECT_THAT(resolve(resolver, {.host = "two.example.test", .port = 5060}), ElementsAre("UDP [::1]:5060"));
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace zvoni::kernel
