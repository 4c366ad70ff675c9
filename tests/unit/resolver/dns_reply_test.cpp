#include "resolver/dns_reply.hpp"

#include <gtest/gtest.h>

#include <random>

#include "fake_dns_server.hpp"

namespace zvoni::kernel {
namespace {

using std::chrono::seconds;
using Outcome = Answer::Outcome;

const std::vector<DnsRecord> two_srvs{{"SRV", srv_data(10, 60, 5060, "a.example.org"), 300},
                                      {"SRV", srv_data(20, 0, 5070, "b.example.org"), 120}};

DnsBytes srv_reply(const std::vector<DnsRecord>& records) {
  return dns_reply(dns_query("SRV", "_sip._udp.example.org"), records, true);
}

TEST(DnsReply, GivesSrvRecordsAndTheirShortestTimeToLive) {
  const Answer answer = parse_reply(Question::Type::srv, srv_reply(two_srvs));
  EXPECT_EQ(answer.outcome, Outcome::found);
  EXPECT_EQ(answer.ttl, seconds(120));
  ASSERT_EQ(answer.srvs.size(), 2U);
  EXPECT_EQ(answer.srvs[0].priority, 10);
  EXPECT_EQ(answer.srvs[0].weight, 60);
  EXPECT_EQ(answer.srvs[0].port, 5060);
  EXPECT_EQ(answer.srvs[0].target, "a.example.org");
  EXPECT_EQ(answer.srvs[1].target, "b.example.org");
}

TEST(DnsReply, GivesNaptrRecords) {
  const auto reply = dns_reply(dns_query("NAPTR", "example.org"),
                               {{"NAPTR", naptr_data(90, 50, "s", "SIP+D2U", "_sip._udp.example.org")}}, true);
  const Answer answer = parse_reply(Question::Type::naptr, reply);
  EXPECT_EQ(answer.outcome, Outcome::found);
  ASSERT_EQ(answer.naptrs.size(), 1U);
  EXPECT_EQ(answer.naptrs[0].order, 90);
  EXPECT_EQ(answer.naptrs[0].preference, 50);
  EXPECT_EQ(answer.naptrs[0].flags, "s");
  EXPECT_EQ(answer.naptrs[0].service, "SIP+D2U");
  EXPECT_EQ(answer.naptrs[0].regexp, "");
  EXPECT_EQ(answer.naptrs[0].replacement, "_sip._udp.example.org");
}

TEST(DnsReply, WithoutRecordsIsAbsent) {
  EXPECT_EQ(parse_reply(Question::Type::srv, srv_reply({})).outcome, Outcome::absent);
}

TEST(DnsReply, TakesABoundedNumberOfRecords) {
  const std::vector<DnsRecord> many(500, two_srvs[0]);
  EXPECT_EQ(parse_reply(Question::Type::srv, srv_reply(many)).srvs.size(), 64U);
}

TEST(DnsReply, CountsATimeToLiveWithTheHighestBitAsNone) {
  EXPECT_EQ(shortest_ttl(srv_reply({{"SRV", srv_data(1, 1, 1, "a"), 0x80000000}})), seconds(0));
}

TEST(DnsReply, HasNoTimeToLiveWithoutRecords) { EXPECT_EQ(shortest_ttl(srv_reply({})), std::nullopt); }

TEST(DnsReply, ThatIsCutAnywhereIsRefused) {
  const DnsBytes whole = srv_reply(two_srvs);
  ASSERT_EQ(shortest_ttl(whole), seconds(120));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const DnsBytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(shortest_ttl(cut), std::nullopt) << size;
    EXPECT_NE(parse_reply(Question::Type::srv, cut).outcome, Outcome::found) << size;
  }
}

TEST(DnsReply, OfRandomBytesIsReadWithinItsBounds) {
  std::mt19937 random(3);
  const DnsBytes whole = srv_reply(two_srvs);
  for (int i = 0; i < 5000; ++i) {
    DnsBytes damaged = whole;
    for (int change = 0; change < 4; ++change) damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
    const Answer answer = parse_reply(Question::Type::srv, damaged);
    EXPECT_LE(answer.srvs.size(), 64U);
    EXPECT_GE(answer.ttl, seconds(0));
  }
}

}  // namespace
}  // namespace zvoni::kernel
