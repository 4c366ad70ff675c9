#include "resolver/next_hop_lookup.hpp"

#include <gmock/gmock.h>

#include <map>
#include <string>

#include "dns_text.hpp"

namespace zvoni::kernel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Zone = std::map<std::string, Answer>;

struct Outcome {
  std::vector<std::string> asked;  // in order
  std::vector<std::string> destinations;
};

/// Runs a look-up to its end against a zone; what is not in it is absent.
Outcome look_up(const Hop& hop, const Zone& zone) {
  NextHopLookup lookup(hop, [](std::uint32_t) { return 0U; });
  Outcome outcome;
  std::vector<Question> questions = lookup.start();
  while (!questions.empty()) {
    EXPECT_FALSE(lookup.is_complete());
    const Question question = questions.front();
    questions.erase(questions.begin());
    outcome.asked.push_back(text(question));
    const auto record = zone.find(text(question));
    for (auto& next : lookup.on_answer(question, record == zone.end() ? absent() : record->second)) {
      questions.push_back(std::move(next));
    }
  }
  EXPECT_TRUE(lookup.is_complete());
  outcome.destinations = texts(lookup.destinations());
  return outcome;
}

const Zone example_zone{
    {"NAPTR example.org", found_naptrs({{50, 50, "s", "SIPS+D2T", "", "_sips._tcp.example.org"},
                                        {90, 50, "s", "SIP+D2T", "", "_sip._tcp.example.org"},
                                        {100, 50, "S", "sip+d2u", "", "_sip._udp.example.org"}})},
    {"SRV _sips._tcp.example.org", found_srvs({{0, 1, 5061, "server1.example.org"}})},
    {"SRV _sip._tcp.example.org",
     found_srvs({{2, 1, 5060, "server2.example.org"}, {0, 1, 5070, "server1.example.org"}})},
    {"SRV _sip._udp.example.org", found_srvs({{0, 1, 5080, "server1.example.org"}})},
    {"A server1.example.org", found_addresses({"2001:db8::1", "192.0.2.1"})},
    {"A server2.example.org", found_addresses({"192.0.2.2"})},
    {"A example.org", found_addresses({"192.0.2.9"})},
};

TEST(NextHopLookup, TakesAnAddressAsItIsOverUdpAtTheDefaultPort) {
  const Outcome outcome = look_up({.host = "192.0.2.1"}, {});
  EXPECT_THAT(outcome.asked, IsEmpty());
  EXPECT_THAT(outcome.destinations, ElementsAre("UDP 192.0.2.1:5060"));
}

TEST(NextHopLookup, TakesPortAndTransportOfAnAddress) {
  EXPECT_THAT(look_up({.host = "[2001:db8::1]", .port = 5070, .transport = Transport::tcp}, {}).destinations,
              ElementsAre("TCP [2001:db8::1]:5070"));
  EXPECT_THAT(look_up({.host = "2001:db8::1"}, {}).destinations, ElementsAre("UDP [2001:db8::1]:5060"));
}

TEST(NextHopLookup, LeadsSecureHopsToTlsOnly) {
  EXPECT_THAT(look_up({.host = "192.0.2.1", .secure = true}, {}).destinations, ElementsAre("TLS 192.0.2.1:5061"));
  EXPECT_THAT(look_up({.host = "192.0.2.1", .transport = Transport::tcp, .secure = true}, {}).destinations,
              ElementsAre("TLS 192.0.2.1:5061"));
  EXPECT_THAT(look_up({.host = "example.org", .secure = true}, example_zone).destinations,
              ElementsAre("TLS [2001:db8::1]:5061", "TLS 192.0.2.1:5061"));
}

TEST(NextHopLookup, AsksOnlyForAddressesWhereThereIsAPort) {
  const Outcome outcome = look_up({.host = "Server1.Example.ORG.", .port = 5090}, example_zone);
  EXPECT_THAT(outcome.asked, ElementsAre("A server1.example.org"));
  EXPECT_THAT(outcome.destinations, ElementsAre("UDP [2001:db8::1]:5090", "UDP 192.0.2.1:5090"));
}

TEST(NextHopLookup, AsksForTheSrvRecordsOfAGivenTransport) {
  const Outcome outcome = look_up({.host = "example.org", .transport = Transport::tcp}, example_zone);
  EXPECT_THAT(outcome.asked,
              ElementsAre("SRV _sip._tcp.example.org", "A server1.example.org", "A server2.example.org"));
  EXPECT_THAT(outcome.destinations, ElementsAre("TCP [2001:db8::1]:5070", "TCP 192.0.2.1:5070", "TCP 192.0.2.2:5060"));
}

TEST(NextHopLookup, FollowsNaptrsByOrderLeavingOutWhatItCannotUse) {
  const Outcome outcome = look_up({.host = "example.org"}, example_zone);
  EXPECT_EQ(outcome.asked.front(), "NAPTR example.org");
  EXPECT_THAT(outcome.destinations, ElementsAre("TCP [2001:db8::1]:5070", "TCP 192.0.2.1:5070", "TCP 192.0.2.2:5060",
                                                "UDP [2001:db8::1]:5080", "UDP 192.0.2.1:5080"));
}

TEST(NextHopLookup, SortsNaptrsOfOneOrderByPreference) {
  Zone zone = example_zone;
  zone["NAPTR example.org"] = found_naptrs(
      {{10, 20, "s", "SIP+D2T", "", "_sip._tcp.example.org"}, {10, 10, "s", "SIP+D2U", "", "_sip._udp.example.org"}});
  EXPECT_EQ(look_up({.host = "example.org"}, zone).destinations.front(), "UDP [2001:db8::1]:5080");
}

TEST(NextHopLookup, AsksForTheSrvRecordsOfItsTransportsWhereThereAreNoNaptrs) {
  for (const Answer& none : {absent(), failed()}) {
    Zone zone = example_zone;
    zone["NAPTR example.org"] = none;
    const Outcome outcome = look_up({.host = "example.org"}, zone);
    EXPECT_THAT(outcome.asked,
                ElementsAre("NAPTR example.org", "SRV _sip._udp.example.org", "SRV _sip._tcp.example.org",
                            "A server1.example.org", "A server2.example.org"));
    EXPECT_EQ(outcome.destinations.front(), "UDP [2001:db8::1]:5080");
    EXPECT_THAT(outcome.destinations, SizeIs(5));
  }
}

TEST(NextHopLookup, FallsBackToTheAddressesOfTheHostWithoutSrvRecords) {
  const Zone zone{{"A example.org", found_addresses({"192.0.2.9", "2001:db8::9"})}};
  EXPECT_THAT(look_up({.host = "example.org"}, zone).destinations,
              ElementsAre("UDP 192.0.2.9:5060", "UDP [2001:db8::9]:5060"));
  EXPECT_THAT(look_up({.host = "example.org", .transport = Transport::tcp}, zone).destinations,
              ElementsAre("TCP 192.0.2.9:5060", "TCP [2001:db8::9]:5060"));
  EXPECT_THAT(look_up({.host = "example.org", .secure = true}, zone).destinations,
              ElementsAre("TLS 192.0.2.9:5061", "TLS [2001:db8::9]:5061"));
}

TEST(NextHopLookup, TakesATargetOfOneDotAsAServiceThatIsNotOffered) {
  const Zone zone{{"SRV _sip._udp.example.org", found_srvs({{0, 0, 0, "."}})},
                  {"A example.org", found_addresses({"192.0.2.9"})}};
  EXPECT_THAT(look_up({.host = "example.org", .transport = Transport::udp}, zone).destinations, IsEmpty());
}

TEST(NextHopLookup, TakesAnAddressInPlaceOfATargetName) {
  const Zone zone{{"SRV _sip._udp.example.org", found_srvs({{0, 0, 5070, "192.0.2.7"}})}};
  const Outcome outcome = look_up({.host = "example.org", .transport = Transport::udp}, zone);
  EXPECT_THAT(outcome.asked, ElementsAre("SRV _sip._udp.example.org"));
  EXPECT_THAT(outcome.destinations, ElementsAre("UDP 192.0.2.7:5070"));
}

TEST(NextHopLookup, FindsNothingForAHostThatCanBeNoName) {
  for (const std::string host : {"", ".", "a..b", "exa mple.org", "example.org/x", "b\xC3\xBCro.example"}) {
    const Outcome outcome = look_up({.host = host}, {});
    EXPECT_THAT(outcome.asked, IsEmpty()) << host;
    EXPECT_THAT(outcome.destinations, IsEmpty()) << host;
  }
  EXPECT_THAT(look_up({.host = std::string(64, 'a') + ".org"}, {}).asked, IsEmpty());
  EXPECT_THAT(look_up({.host = std::string(63, 'a') + ".org", .port = 1}, {}).asked, SizeIs(1));
}

TEST(NextHopLookup, GivesEachDestinationOnce) {
  const Zone zone{{"SRV _sip._udp.example.org", found_srvs({{0, 0, 5060, "a.example"}, {1, 0, 5060, "b.example"}})},
                  {"A a.example", found_addresses({"192.0.2.1"})},
                  {"A b.example", found_addresses({"192.0.2.1", "192.0.2.2"})}};
  EXPECT_THAT(look_up({.host = "example.org", .transport = Transport::udp}, zone).destinations,
              ElementsAre("UDP 192.0.2.1:5060", "UDP 192.0.2.2:5060"));
}

TEST(NextHopLookup, KeepsItsQuestionsAndDestinationsBoundedWhateverTheZoneHolds) {
  Zone zone;
  std::vector<NaptrRecord> naptrs;
  for (int i = 0; i < 60; ++i) {
    const std::string number = std::to_string(i);
    naptrs.push_back({1, 1, "s", "SIP+D2U", "", "s" + number + ".example"});
    std::vector<SrvRecord> srvs;
    srvs.reserve(60);
    for (int j = 0; j < 60; ++j) srvs.push_back({1, 1, 5060, "t" + std::to_string(j) + "." + number + ".example"});
    for (const auto& srv : srvs) {
      std::vector<std::string> addresses;
      addresses.reserve(30);
      for (int k = 0; k < 30; ++k) addresses.push_back("192.0." + number + "." + std::to_string(k));
      zone["A " + srv.target] = found_addresses(addresses);
    }
    zone["SRV s" + number + ".example"] = found_srvs(srvs);
  }
  zone["NAPTR example.org"] = found_naptrs(naptrs);
  const Outcome outcome = look_up({.host = "example.org"}, zone);
  EXPECT_THAT(outcome.asked, SizeIs(1 + 4 + 16));
  EXPECT_THAT(outcome.destinations, SizeIs(30)) << "all targets of s0 have the same addresses";
}

TEST(NextHopLookup, TellsWhatItKnowsBeforeItIsComplete) {
  NextHopLookup lookup(Hop{.host = "example.org", .transport = Transport::udp}, [](std::uint32_t) { return 0U; });
  const auto srv = lookup.start();
  EXPECT_THAT(lookup.destinations(), IsEmpty());
  const auto addresses =
      lookup.on_answer(srv.at(0), found_srvs({{0, 0, 5060, "a.example"}, {1, 0, 5060, "b.example"}}));
  EXPECT_THAT(texts(addresses), ElementsAre("A a.example", "A b.example"));
  EXPECT_THAT(lookup.on_answer(addresses.at(1), found_addresses({"192.0.2.2"})), IsEmpty());
  EXPECT_FALSE(lookup.is_complete());
  EXPECT_THAT(texts(lookup.destinations()), ElementsAre("UDP 192.0.2.2:5060"));
}

TEST(NextHopLookup, IgnoresAnAnswerToWhatItDidNotAsk) {
  NextHopLookup lookup(Hop{.host = "example.org", .port = 5060}, [](std::uint32_t) { return 0U; });
  const auto asked = lookup.start();
  EXPECT_THAT(lookup.on_answer({Question::Type::address, "example.com"}, found_addresses({"192.0.2.6"})), IsEmpty());
  EXPECT_FALSE(lookup.is_complete());
  EXPECT_THAT(lookup.destinations(), IsEmpty());
}

}  // namespace
}  // namespace zvoni::kernel
