// The built module in a whole exchange.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <zvoni/config.hpp>
#include <zvoni/testing/exchange.hpp>

namespace zvoni::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

ExchangeSettings settings(std::string modules) {
  return {.config = "modules:\n" + std::move(modules), .module_path = {ZVONI_TEST_MODULE_DIR}};
}

std::string options_request() {
  return "OPTIONS sip:192.0.2.1 SIP/2.0\n"
         "Via: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKo1\n"
         "Max-Forwards: 70\n"
         "From: <sip:alice@example.org>;tag=a\n"
         "To: <sip:192.0.2.1>\n"
         "Call-ID: o1\n"
         "CSeq: 1 OPTIONS\n\n";
}

std::string register_request(std::string_view user, std::string_view host) {
  const std::string name(user);
  const std::string address(host);
  return "REGISTER sip:example.org SIP/2.0\n"
         "Via: SIP/2.0/UDP " +
         address + ":5060;branch=z9hG4bKr" + name +
         "\n"
         "Max-Forwards: 70\n"
         "From: <sip:" +
         name +
         "@example.org>;tag=r\n"
         "To: <sip:" +
         name +
         "@example.org>\n"
         "Call-ID: r-" +
         name +
         "\n"
         "CSeq: 1 REGISTER\n"
         "Contact: <sip:" +
         name + "@" + address + ":5060>\n\n";
}

std::string invite_request(std::string_view callee) {
  const std::string name(callee);
  return "INVITE sip:" + name +
         "@example.org SIP/2.0\n"
         "Via: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKi" +
         name +
         "\n"
         "Max-Forwards: 70\n"
         "From: <sip:alice@example.org>;tag=a\n"
         "To: <sip:" +
         name +
         "@example.org>\n"
         "Call-ID: i-" +
         name +
         "\n"
         "CSeq: 1 INVITE\n"
         "Contact: <sip:alice@192.0.2.11:5060>\n\n";
}

TEST(PhraseRewriter, RewritesAResponseOfTheExchangeItself) {
  Exchange exchange(settings("  phrase-rewriter: { language: sk }\n"));
  Peer alice = exchange.peer("udp:192.0.2.11:5060");
  alice.send(options_request());
  EXPECT_THAT(alice.receive(), StartsWith("SIP/2.0 200 OK, v poriadku\n"));
  EXPECT_EQ(exchange.metric("phrase-rewriter.rewritten"), 1);
}

TEST(PhraseRewriter, RewritesForwardedResponses) {
  Exchange exchange(settings("  registrar:\n  forwarder:\n  phrase-rewriter: { language: sk }\n"));
  Peer alice = exchange.peer("udp:192.0.2.11:5060");
  Peer bob = exchange.peer("udp:192.0.2.12:5060");
  bob.send(register_request("bob", "192.0.2.12"));
  EXPECT_THAT(bob.receive(), StartsWith("SIP/2.0 200 OK, v poriadku\n"));

  alice.send(invite_request("bob"));
  const std::string invite = bob.receive("INVITE ");
  bob.send(response_to(invite, 180, "Ringing", "b"));
  EXPECT_THAT(alice.receive("SIP/2.0 180"), StartsWith("SIP/2.0 180 Zvoní\n"));
  bob.send(response_to(invite, 486, "On the phone", "b"));
  EXPECT_THAT(alice.receive("SIP/2.0 486"), StartsWith("SIP/2.0 486 Obsadené\n"));
}

TEST(PhraseRewriter, OwnPhraseComesFirst) {
  Exchange exchange(settings("  phrase-rewriter: { language: cs, phrases: { 200: Výborně } }\n"));
  Peer alice = exchange.peer("udp:192.0.2.11:5060");
  alice.send(options_request());
  EXPECT_THAT(alice.receive(), StartsWith("SIP/2.0 200 Výborně\n"));
}

TEST(PhraseRewriter, SpeaksEnglishUnlessToldOtherwise) {
  Exchange exchange(settings("  phrase-rewriter:\n"));
  Peer alice = exchange.peer("udp:192.0.2.11:5060");
  alice.send(options_request());
  EXPECT_THAT(alice.receive(), StartsWith("SIP/2.0 200 OK\n"));
  EXPECT_EQ(exchange.metric("phrase-rewriter.rewritten"), 0);
}

void expect_refused(std::string modules, const std::string& sentence) {
  try {
    Exchange exchange(settings(std::move(modules)));
    FAIL() << "started";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr(sentence));
  }
}

TEST(PhraseRewriter, RefusesAPhraseThatCannotStandInAStatusLine) {
  expect_refused("  phrase-rewriter: { phrases: { 486: \"\" } }\n", "the phrase of 486 must not be empty");
  expect_refused("  phrase-rewriter: { phrases: { 486: " + std::string(256, 'x') + " } }\n",
                 "the phrase of 486 must not be longer than 255 bytes");
  expect_refused("  phrase-rewriter: { phrases: { 180: \"a\\r\\nb\" } }\n", "phrase-rewriter.phrases.180");
}

TEST(PhraseRewriter, RefusesAStatusOutOfRangeAndAnUnknownLanguage) {
  expect_refused("  phrase-rewriter: { phrases: { 99: low } }\n", "phrase-rewriter.phrases");
  expect_refused("  phrase-rewriter: { phrases: { 700: high } }\n", "phrase-rewriter.phrases");
  expect_refused("  phrase-rewriter: { language: pl }\n", "phrase-rewriter.language");
}

}  // namespace
}  // namespace zvoni::testing
