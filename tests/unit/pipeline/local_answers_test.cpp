// What the exchange says to requests that are for itself, and what it refuses before any module sees it.
#include <gtest/gtest.h>

#include <zvoni/testing/exchange.hpp>

#include "pipeline_world.hpp"

namespace zvoni::kernel {
namespace {

using zvoni::testing::header_of;
using zvoni::testing::status_of;

constexpr const char* kAlice = "udp:192.0.2.11:5060";

class LocalAnswers : public ::testing::Test {
 protected:
  std::string answer(const std::string& wire) {
    world_.receive(kAlice, wire);
    return world_.sent_to(kAlice);
  }
  static std::string replace(std::string text, const std::string& what, const std::string& with) {
    return text.replace(text.find(what), what.size(), with);
  }
  PipelineWorld world_;
};

TEST_F(LocalAnswers, OptionsSayWhatTheExchangeCan) {
  world_.keep(world_.host().advertise(Capability::method, "REGISTER"));
  world_.keep(world_.host().advertise(Capability::extension, "path"));
  std::string response = answer(request("OPTIONS", "sip:192.0.2.1", "1"));
  EXPECT_EQ(status_of(response), 200);
  EXPECT_EQ(header_of(response, "Allow"), "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER");
  EXPECT_EQ(header_of(response, "Accept"), "application/sdp");
  EXPECT_EQ(header_of(response, "Supported"), "path");
  EXPECT_NE(header_of(response, "To").find(";tag="), std::string::npos);
}

TEST_F(LocalAnswers, OptionsWithMaxForwards0EndHere) {
  std::string wire = replace(request("OPTIONS", "sip:bob@example.org", "1"), "Max-Forwards: 70", "Max-Forwards: 0");
  EXPECT_EQ(status_of(answer(wire)), 200);
}

TEST_F(LocalAnswers, MaxForwards0IsRefusedForAnythingElse) {
  std::string wire = replace(request("MESSAGE", "sip:bob@example.org", "1"), "Max-Forwards: 70", "Max-Forwards: 0");
  EXPECT_EQ(status_of(answer(wire)), 483);
}

TEST_F(LocalAnswers, EventsThatNobodyHandlesAre489) {
  world_.keep(world_.host().advertise(Capability::event, "dialog"));
  for (const char* method : {"SUBSCRIBE", "PUBLISH"}) {
    std::string response = answer(request(method, "sip:alice@example.org", method, "Event: presence\n"));
    EXPECT_EQ(status_of(response), 489) << method;
    EXPECT_EQ(header_of(response, "Allow-Events"), "dialog");
  }
}

TEST_F(LocalAnswers, RegisterWithoutARegistrarIs405) {
  std::string response = answer(request("REGISTER", "sip:example.org", "1"));
  EXPECT_EQ(status_of(response), 405);
  EXPECT_EQ(header_of(response, "Allow"), "INVITE, ACK, CANCEL, BYE, OPTIONS");
}

TEST_F(LocalAnswers, AnUnknownMethodForTheExchangeItselfIs501) {
  EXPECT_EQ(status_of(answer(request("FROBNICATE", "sip:192.0.2.1", "1"))), 501);
}

TEST_F(LocalAnswers, AnExtensionThatNobodySupportsIs420) {
  std::string response = answer(request("OPTIONS", "sip:192.0.2.1", "1", "Require: teleport, warp\n"));
  EXPECT_EQ(status_of(response), 420);
  EXPECT_EQ(header_of(response, "Unsupported"), "teleport, warp");
  response = answer(request("OPTIONS", "sip:bob@example.org", "2", "Proxy-Require: teleport\n"));
  EXPECT_EQ(status_of(response), 420);
  EXPECT_EQ(header_of(response, "Unsupported"), "teleport");
}

TEST_F(LocalAnswers, AStrangeSchemeIs416) {
  EXPECT_EQ(status_of(answer(request("OPTIONS", "mailto:bob@example.org", "1"))), 416);
}

TEST_F(LocalAnswers, HeadersInTheRequestUriAreMalformed) {
  EXPECT_EQ(status_of(answer(request("INVITE", "sip:bob@example.org?Route=%3Csip:x%3E", "1"))), 400);
}

TEST_F(LocalAnswers, AStrangeVersionIs505) {
  std::string wire = replace(request("OPTIONS", "sip:192.0.2.1", "1"), " SIP/2.0", " SIP/3.0");
  EXPECT_EQ(status_of(answer(wire)), 505);
}

TEST_F(LocalAnswers, AMalformedRequestIs400WithTheReasonAndNothingStaysBehind) {
  std::string wire = replace(request("OPTIONS", "sip:192.0.2.1", "1"), "CSeq: 1 OPTIONS", "CSeq: x OPTIONS");
  std::string response = answer(wire);
  EXPECT_EQ(status_of(response), 400);
  EXPECT_EQ(world_.alive(), 0U);
  EXPECT_EQ(world_.metric("kernel.malformed"), 1);
}

TEST_F(LocalAnswers, WhatIsNoSipIsDropped) {
  EXPECT_EQ(answer("GET / HTTP/1.1\n\n"), "");
  EXPECT_EQ(answer("\x01\x02\x03"), "");
  EXPECT_EQ(world_.metric("kernel.not-sip"), 2);
}

TEST_F(LocalAnswers, WhatNobodyTookIs404InItsDomainAnd403Elsewhere) {
  EXPECT_EQ(status_of(answer(request("INVITE", "sip:bob@example.org", "1"))), 404);
  EXPECT_EQ(status_of(answer(request("INVITE", "sip:bob@example.net", "2"))), 403);
}

TEST_F(LocalAnswers, AnAckIsNeverAnswered) {
  EXPECT_EQ(answer(request("ACK", "sip:nobody@example.net", "1")), "");
  EXPECT_EQ(world_.alive(), 0U);
}

}  // namespace
}  // namespace zvoni::kernel
