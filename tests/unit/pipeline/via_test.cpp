#include "pipeline/via.hpp"

#include <gtest/gtest.h>

namespace zvoni::kernel {
namespace {

MessagePtr options(const std::string& via) {
  return Message::parse("OPTIONS sip:example.org SIP/2.0\r\nVia: " + via +
                        "\r\nFrom: <sip:a@example.org>;tag=1\r\nTo: <sip:example.org>\r\nCall-ID: c\r\n"
                        "CSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")
      .message;
}

Flow from(const char* remote, Transport transport = Transport::udp) {
  return {.transport = transport, .local = *Endpoint::parse("192.0.2.1:5060"), .remote = *Endpoint::parse(remote)};
}

std::string noted(const std::string& via, const char* remote) {
  MessagePtr message = options(via);
  note_source(*message, from(remote));
  return std::string(message->first_value(HeaderName::via).value_or(""));
}

std::string answered_at(const std::string& via, const char* remote, Transport transport = Transport::udp) {
  MessagePtr message = options(via);
  note_source(*message, from(remote, transport));
  return reply_flow(*message, from(remote, transport)).remote.to_string();
}

TEST(Via, KeepsATopViaThatTellsTheTruth) {
  EXPECT_EQ(noted("SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKx", "192.0.2.11:5060"),
            "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKx");
}

TEST(Via, AddsReceivedWhereSentByDiffersFromTheSource) {
  EXPECT_EQ(noted("SIP/2.0/UDP 10.0.0.5;branch=z9hG4bKx", "192.0.2.11:4000"),
            "SIP/2.0/UDP 10.0.0.5;branch=z9hG4bKx;received=192.0.2.11");
  EXPECT_EQ(noted("SIP/2.0/UDP phone.example.org;branch=z9hG4bKx", "192.0.2.11:5060"),
            "SIP/2.0/UDP phone.example.org;branch=z9hG4bKx;received=192.0.2.11");
}

TEST(Via, FillsRportAndAddsReceivedWithIt) {
  EXPECT_EQ(noted("SIP/2.0/UDP 192.0.2.11:5060;rport;branch=z9hG4bKx", "192.0.2.11:4000"),
            "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKx;received=192.0.2.11;rport=4000");
}

TEST(Via, ReplacesAReceivedThatTheSenderMadeUp) {
  EXPECT_EQ(noted("SIP/2.0/UDP 10.0.0.5;received=203.0.113.9;branch=z9hG4bKx", "192.0.2.11:4000"),
            "SIP/2.0/UDP 10.0.0.5;branch=z9hG4bKx;received=192.0.2.11");
  EXPECT_EQ(noted("SIP/2.0/UDP 192.0.2.11;received=203.0.113.9;branch=z9hG4bKx", "192.0.2.11:5060"),
            "SIP/2.0/UDP 192.0.2.11;branch=z9hG4bKx");
}

TEST(Via, TouchesOnlyTheTopValueOfAList) {
  MessagePtr message = options("SIP/2.0/UDP 10.0.0.5;rport;branch=z9hG4bKx, SIP/2.0/UDP 10.0.0.6;branch=z9hG4bKy");
  note_source(*message, from("192.0.2.11:4000"));
  EXPECT_NE(message->to_wire().find("SIP/2.0/UDP 10.0.0.6;branch=z9hG4bKy"), std::string::npos);
  EXPECT_EQ(message->values(HeaderName::via).size(), 2U);
}

TEST(Via, AnswersToTheSourcePortOnlyWhereRportAsksForIt) {
  EXPECT_EQ(answered_at("SIP/2.0/UDP 192.0.2.11:5070;rport;branch=z9hG4bKx", "192.0.2.11:4000"), "192.0.2.11:4000");
  EXPECT_EQ(answered_at("SIP/2.0/UDP 192.0.2.11:5070;branch=z9hG4bKx", "192.0.2.11:4000"), "192.0.2.11:5070");
  EXPECT_EQ(answered_at("SIP/2.0/UDP 192.0.2.11;branch=z9hG4bKx", "192.0.2.11:4000"), "192.0.2.11:5060");
}

TEST(Via, AnswersToMaddrWhereThereIsOne) {
  EXPECT_EQ(answered_at("SIP/2.0/UDP 192.0.2.11:5070;maddr=192.0.2.77;branch=z9hG4bKx", "192.0.2.11:4000"),
            "192.0.2.77:5070");
}

TEST(Via, NamesSentByForANewConnectionWhereTheOldOneIsGone) {
  EXPECT_EQ(answered_at("SIP/2.0/TCP 192.0.2.11:5070;branch=z9hG4bKx", "192.0.2.11:40000", Transport::tcp),
            "192.0.2.11:5070");
}

TEST(Via, ReadsItsOwnBranchBack) {
  std::string branch = make_branch({.shard = 258, .transaction = 0x1234}, 0xfedcba9876543210, "token");
  EXPECT_TRUE(branch.starts_with("z9hG4bK"));
  EXPECT_TRUE(branch.ends_with("-token"));
  auto id = parse_branch(branch);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->shard, 258U);
  EXPECT_EQ(id->transaction, 0x1234U);
}

TEST(Via, RefusesBranchesItDidNotMake) {
  for (const char* branch :
       {"", "z9hG4bK", "z9hG4bKabc", "z9hG4bK-", "z9hG4bK0001zzzzzzzzzzzzzzzzzzz-x", "00010000000000000000-x"}) {
    EXPECT_FALSE(parse_branch(branch)) << branch;
  }
}

TEST(Via, FindsTheBranchInWhatAnErrorQuotes) {
  EXPECT_EQ(find_branch("INVITE sip:b SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx;rport\r\nFr"), "z9hG4bKx");
  EXPECT_EQ(find_branch("INVITE sip:b SIP/2.0\r\nVia: SIP/2.0/UDP h"), "");
}

}  // namespace
}  // namespace zvoni::kernel
