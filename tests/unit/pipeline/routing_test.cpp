#include "pipeline/routing.hpp"

#include <gtest/gtest.h>

#include <zvoni/route_signature.hpp>

#include "pipeline/hex.hpp"
#include "simulated_world.hpp"

namespace zvoni::kernel {
namespace {

class Routing : public ::testing::Test {
 protected:
  MessagePtr bye(const std::string& uri, const std::string& further) {
    return Message::parse("BYE " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.11;branch=z9hG4bKx\r\n" + further +
                          "From: <sip:a@example.org>;tag=1\r\nTo: <sip:b@example.org>;tag=2\r\nCall-ID: c\r\n"
                          "CSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n")
        .message;
  }
  bool preprocess(Message& message) { return preprocess_route(message, identity_, secret_); }
  std::string signature(std::string_view call_id) { return to_hex(secret_.hash(route_signature_text(call_id))); }

  testing::SimulatedIdentity identity_{{}};
  Secret secret_ = Secret::random();
};

TEST_F(Routing, TakesItsOwnRouteOffTheTop) {
  auto message = bye("sip:b@192.0.2.12", "Route: <sip:192.0.2.1;lr>, <sip:192.0.2.99;lr>\r\n");
  EXPECT_FALSE(preprocess(*message));
  EXPECT_EQ(message->first_value(HeaderName::route), "<sip:192.0.2.99;lr>");
}

TEST_F(Routing, TakesBothValuesOffWhereItRecordRoutedTwice) {
  auto message =
      bye("sip:b@192.0.2.12", "Route: <sip:192.0.2.1;transport=tcp;lr>\r\nRoute: <sip:192.0.2.1:5060;lr>\r\n");
  preprocess(*message);
  EXPECT_FALSE(message->has(HeaderName::route));
}

TEST_F(Routing, KnowsARouteThatItSignedForThisCall) {
  auto message = bye("sip:b@192.0.2.12", "Route: <sip:192.0.2.1;lr;zv=" + signature("c") + ">\r\n");
  EXPECT_TRUE(preprocess(*message));
}

TEST_F(Routing, DoesNotVouchForASignatureOfAnotherCall) {
  auto message = bye("sip:b@192.0.2.12", "Route: <sip:192.0.2.1;lr;zv=" + signature("other") + ">\r\n");
  EXPECT_FALSE(preprocess(*message));
  EXPECT_FALSE(message->has(HeaderName::route));
}

TEST_F(Routing, RestoresTheRequestUriThatAStrictRouterReplaced) {
  auto message = bye("sip:192.0.2.1;lr", "Route: <sip:192.0.2.99>, <sip:b@192.0.2.12:5070>\r\n");
  preprocess(*message);
  EXPECT_EQ(message->request_uri(), "sip:b@192.0.2.12:5070");
  EXPECT_EQ(message->values(HeaderName::route).size(), 1U);
}

TEST_F(Routing, StripsAMaddrThatIsItsOwn) {
  auto message = bye("sip:b@example.net:5099;maddr=192.0.2.1;transport=udp;user=phone", "");
  preprocess(*message);
  EXPECT_EQ(message->request_uri(), "sip:b@example.net;user=phone");
}

TEST_F(Routing, LeavesAMaddrThatIsSomebodyElses) {
  auto message = bye("sip:b@example.net;maddr=192.0.2.50", "");
  preprocess(*message);
  EXPECT_EQ(message->request_uri(), "sip:b@example.net;maddr=192.0.2.50");
}

TEST_F(Routing, NextHopIsTheRequestUriWithoutARoute) {
  auto message = bye("sip:b@192.0.2.12:5070;transport=tcp", "");
  auto hop = determine_next_hop(*message);
  ASSERT_TRUE(hop);
  EXPECT_EQ(hop->host, "192.0.2.12");
  EXPECT_EQ(hop->port, 5070);
  EXPECT_EQ(hop->transport, Transport::tcp);
  EXPECT_FALSE(hop->secure);
}

TEST_F(Routing, NextHopIsALooseRouterAndTheRequestUriStays) {
  auto message = bye("sip:b@192.0.2.12", "Route: <sip:192.0.2.99;lr>\r\n");
  EXPECT_EQ(determine_next_hop(*message)->host, "192.0.2.99");
  EXPECT_EQ(message->request_uri(), "sip:b@192.0.2.12");
}

TEST_F(Routing, PutsAStrictRoutersUriIntoTheRequestUri) {
  auto message = bye("sip:b@192.0.2.12", "Route: <sip:192.0.2.99>, <sip:192.0.2.98;lr>\r\n");
  EXPECT_EQ(determine_next_hop(*message)->host, "192.0.2.99");
  EXPECT_EQ(message->request_uri(), "sip:192.0.2.99");
  std::vector<std::string> values;
  for (std::string_view value : message->values(HeaderName::route)) values.emplace_back(value);
  EXPECT_EQ(values, (std::vector<std::string>{"<sip:192.0.2.98;lr>", "<sip:b@192.0.2.12>"}));
}

TEST_F(Routing, HasNoNextHopWhereTheRouteCannotBeRead) {
  auto message = bye("sip:b@192.0.2.12", "Route: <mailto:x@example.org>\r\n");
  EXPECT_FALSE(determine_next_hop(*message));
}

}  // namespace
}  // namespace zvoni::kernel
