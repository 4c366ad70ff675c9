#include "flow_rule.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace zvoni::registrar {
namespace {

bool by_flow(std::string_view contact, std::string_view source, std::string_view sent_by,
             Transport transport = Transport::udp) {
  const std::string via = "SIP/2.0/" + std::string(to_string(transport)) + ' ' + std::string(sent_by);
  return is_reached_by_flow(parse_uri(contact).value(), flow_from(source, transport), parse_via(via).value());
}

TEST(FlowRule, APhoneBehindNatIsReachedWhereItCameFrom) {
  EXPECT_TRUE(by_flow("sip:alice@192.168.1.5:5060", "203.0.113.7:40001", "192.168.1.5:5060"));
  EXPECT_TRUE(by_flow("sip:alice@192.168.1.5:5060;transport=tcp", "203.0.113.7:40001", "192.168.1.5:5060"));
}

TEST(FlowRule, APhoneThatLearntItsPublicAddressIsReachedWhereItCameFrom) {
  EXPECT_TRUE(by_flow("sip:alice@203.0.113.7:40001", "203.0.113.7:40001", "192.168.1.5:5060"));
  EXPECT_TRUE(by_flow("sip:alice@203.0.113.7:5060", "203.0.113.7:40001", "203.0.113.7:5060"));
}

TEST(FlowRule, AHostNameThatOnlyThePhoneKnowsIsReachedWhereItCameFrom) {
  EXPECT_TRUE(by_flow("sip:x7@a1b2.invalid", "203.0.113.7:40001", "a1b2.invalid"));
}

TEST(FlowRule, AConnectionIsUsedWhateverItsPort) {
  EXPECT_TRUE(
      by_flow("sip:alice@192.0.2.11:5060;transport=tcp", "192.0.2.11:40001", "192.0.2.11:5060", Transport::tcp));
  EXPECT_TRUE(by_flow("sip:alice@192.0.2.11", "192.0.2.11:40001", "192.0.2.11", Transport::tcp));
}

TEST(FlowRule, AContactThatIsTheSourceIsReachedThere) {
  EXPECT_TRUE(by_flow("sip:alice@192.0.2.11:5060", "192.0.2.11:5060", "192.0.2.11:5060"));
  EXPECT_TRUE(by_flow("sip:alice@192.0.2.11", "192.0.2.11:5060", "192.0.2.11"));
  EXPECT_TRUE(by_flow("sip:alice@[2001:db8::11]", "[2001:db8::11]:5060", "[2001:db8::11]"));
}

TEST(FlowRule, AnotherPortOfAPhoneWithoutNatIsFollowed) {
  EXPECT_FALSE(by_flow("sip:alice@192.0.2.11:6000", "192.0.2.11:5060", "192.0.2.11:5060"));
}

TEST(FlowRule, AnotherTransportThanItCameOverIsFollowed) {
  EXPECT_FALSE(by_flow("sip:alice@192.0.2.11:5060;transport=tcp", "192.0.2.11:5060", "192.0.2.11:5060"));
  EXPECT_FALSE(
      by_flow("sip:alice@192.0.2.11:5060;transport=udp", "192.0.2.11:40001", "192.0.2.11:5060", Transport::tcp));
  EXPECT_FALSE(by_flow("sips:alice@192.0.2.11:5061", "192.0.2.11:40001", "192.0.2.11", Transport::tcp));
}

TEST(FlowRule, AContactThatNamesSomebodyElseIsFollowed) {
  EXPECT_FALSE(by_flow("sip:mailbox@192.0.2.99:5060", "192.0.2.11:5060", "192.0.2.11:5060"));
  EXPECT_FALSE(by_flow("sip:alice@phone.example.net", "203.0.113.7:40001", "192.168.1.5:5060"));
  EXPECT_FALSE(by_flow("sip:alice@192.0.2.99", "192.0.2.11:40001", "192.0.2.11", Transport::tcp));
}

TEST(FlowRule, AnMaddrNamesWhoIsMeant) {
  EXPECT_FALSE(by_flow("sip:alice@192.0.2.11:5060;maddr=192.0.2.99", "192.0.2.11:5060", "192.0.2.11:5060"));
}

}  // namespace
}  // namespace zvoni::registrar
