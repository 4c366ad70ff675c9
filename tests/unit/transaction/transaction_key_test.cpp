#include "transaction/transaction_key.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace zvoni::kernel {
namespace {

struct Request {
  std::string method = "INVITE";
  std::string cseq_method = method;
  std::string uri = "sip:bob@example.org";
  std::string via = "SIP/2.0/UDP pc33.example.com;branch=z9hG4bK776asdhds";
  std::string from = "<sip:alice@example.com>;tag=1928301774";
  std::string to = "<sip:bob@example.org>";
  std::string call_id = "a84b4c76e66710";
  std::string cseq = "314159";

  [[nodiscard]] MessagePtr parse() const {
    const std::string text = method + ' ' + uri + " SIP/2.0\r\nVia: " + via + "\r\nMax-Forwards: 70\r\nFrom: " + from +
                             "\r\nTo: " + to + "\r\nCall-ID: " + call_id + "\r\nCSeq: " + cseq + ' ' + cseq_method +
                             "\r\nContent-Length: 0\r\n\r\n";
    ParsedMessage parsed = Message::parse(text);
    EXPECT_EQ(parsed.fault, ParseFault::none) << text;
    return std::move(parsed.message);
  }
  [[nodiscard]] std::string key() const { return server_transaction_key(*parse()); }
};

Request with_method(Request request, const std::string& method) {
  request.method = request.cseq_method = method;
  return request;
}

constexpr const char* kOldVia = "SIP/2.0/UDP pc33.example.com;branch=1";

TEST(TransactionKey, IsTheSameForARetransmission) { EXPECT_EQ(Request{}.key(), Request{}.key()); }

TEST(TransactionKey, DependsOnBranchSentByAndMethod) {
  const std::string key = Request{}.key();
  EXPECT_NE(Request{.via = "SIP/2.0/UDP pc33.example.com;branch=z9hG4bK776asdhdS"}.key(), key);
  EXPECT_NE(Request{.via = "SIP/2.0/UDP pc34.example.com;branch=z9hG4bK776asdhds"}.key(), key);
  EXPECT_NE(Request{.via = "SIP/2.0/UDP pc33.example.com:5070;branch=z9hG4bK776asdhds"}.key(), key);
  EXPECT_NE(with_method({}, "OPTIONS").key(), key);
  EXPECT_NE(with_method({}, "FROB").key(), with_method({}, "BLARG").key());
}

TEST(TransactionKey, OfAnRfc3261ClientDependsOnNothingElse) {
  const Request other{.uri = "sip:carol@example.org",
                      .from = "<sip:mallory@example.com>;tag=1",
                      .to = "<sip:bob@example.org>;tag=2",
                      .call_id = "other"};
  EXPECT_EQ(other.key(), Request{}.key());
}

TEST(TransactionKey, ComparesSentByInAnyCaseAndTakes5060AsTheDefaultPort) {
  const std::string key = Request{}.key();
  EXPECT_EQ(Request{.via = "SIP/2.0/UDP PC33.Example.COM;branch=z9hG4bK776asdhds"}.key(), key);
  EXPECT_EQ(Request{.via = "SIP/2.0/UDP pc33.example.com:5060;branch=z9hG4bK776asdhds"}.key(), key);
  EXPECT_EQ(Request{.via = "SIP/2.0/UDP [2001:DB8::9]:5070;branch=z9hG4bKx"}.key(),
            Request{.via = "SIP/2.0/UDP [2001:db8::9]:5070;branch=z9hG4bKx"}.key());
}

TEST(TransactionKey, IsTheInvitesForItsAck) {
  Request ack = with_method({}, "ACK");
  ack.to += ";tag=314159";
  EXPECT_EQ(ack.key(), Request{}.key());
  EXPECT_EQ(invite_key_of_ack(*ack.parse()), Request{}.key());
}

TEST(TransactionKey, OfACancelIsItsOwnAndLeadsToItsInvite) {
  const Request cancel = with_method({}, "CANCEL");
  EXPECT_NE(cancel.key(), Request{}.key());
  EXPECT_EQ(invite_key_of_cancel(*cancel.parse()), Request{}.key());
}

TEST(TransactionKey, OfAnRfc2543ClientDependsOnAllThatTheSectionLists) {
  const Request old{.method = "OPTIONS", .via = kOldVia};
  const auto differs = [&old](auto change) {
    Request other = old;
    change(other);
    return other.key() != old.key();
  };
  EXPECT_EQ(Request(old).key(), old.key());
  EXPECT_TRUE(differs([](Request& r) { r.uri = "sip:carol@example.org"; }));
  EXPECT_TRUE(differs([](Request& r) { r.to = "<sip:bob@example.org>;tag=2"; }));
  EXPECT_TRUE(differs([](Request& r) { r.from = "<sip:alice@example.com>;tag=2"; }));
  EXPECT_TRUE(differs([](Request& r) { r.call_id = "other"; }));
  EXPECT_TRUE(differs([](Request& r) { r.cseq = "314160"; }));
  EXPECT_TRUE(differs([](Request& r) { r.via = "SIP/2.0/UDP pc34.example.com;branch=1"; }));
  EXPECT_TRUE(differs([](Request& r) { r.via = "SIP/2.0/UDP pc33.example.com;branch=2"; }));
  EXPECT_TRUE(differs([](Request& r) { r.via = "SIP/2.0/UDP pc33.example.com"; }));
  EXPECT_TRUE(differs([](Request& r) { r = with_method(r, "INFO"); }));
}

TEST(TransactionKey, OfAnRfc2543AckWithTheResponsesTagIsItsInvites) {
  const Request invite{.via = kOldVia};
  Request ack = with_method(invite, "ACK");
  ack.to += ";tag=of-the-response";
  EXPECT_EQ(invite_key_of_ack(*ack.parse()), invite.key());
  EXPECT_EQ(ack.key(), invite.key());

  const Request reinvite{.via = kOldVia, .to = "<sip:bob@example.org>;tag=dialog", .cseq = "2"};
  EXPECT_EQ(invite_key_of_ack(*with_method(reinvite, "ACK").parse()), reinvite.key());
  EXPECT_NE(reinvite.key(), invite.key());
}

TEST(TransactionKey, OfAnRfc2543CancelLeadsToItsInvite) {
  const Request invite{.via = kOldVia};
  const Request cancel = with_method(invite, "CANCEL");
  EXPECT_EQ(invite_key_of_cancel(*cancel.parse()), invite.key());
  EXPECT_NE(cancel.key(), invite.key());
}

TEST(TransactionKey, IsNotChangedByReceivedAndRport) {
  Request request{.via = kOldVia};
  const std::string key = request.key();
  request.via += ";received=192.0.2.1;rport=5062";
  EXPECT_EQ(request.key(), key);
}

}  // namespace
}  // namespace zvoni::kernel
