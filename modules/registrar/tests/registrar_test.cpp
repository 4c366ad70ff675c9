// RFC 3261, 10.3, on the built module.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "phone.hpp"

namespace zvoni::testing {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

class RegistrarTest : public ::testing::Test {
 protected:
  Exchange exchange_{settings()};
  Phone alice_{exchange_, "alice"};
};

TEST_F(RegistrarTest, AnswersWithTheBindingAndTheDate) {
  const std::string answer = alice_.send("Contact: <sip:alice@192.0.2.11:5060>\nExpires: 600\n");
  EXPECT_THAT(answer, StartsWith("SIP/2.0 200 OK\n"));
  EXPECT_THAT(headers_of(answer, "Contact"), ElementsAre("<sip:alice@192.0.2.11:5060>;expires=600"));
  EXPECT_EQ(header_of(answer, "Date"), "Thu, 01 Jan 2026 00:00:00 GMT");
  EXPECT_THAT(header_of(answer, "To"), HasSubstr(";tag="));
  EXPECT_EQ(exchange_.metric("registrar.bindings"), 1);
  EXPECT_EQ(exchange_.metric("registrar.aors"), 1);
  EXPECT_EQ(exchange_.metric("registrar.registrations"), 1);
}

TEST_F(RegistrarTest, ListsAllBindingsWithTheExpiryLeft) {
  alice_.send("Contact: <sip:alice@192.0.2.11>;expires=600;q=0.5\n");
  exchange_.advance(seconds(100));
  const std::string answer = alice_.send("Contact: <sip:alice@192.0.2.12>;expires=300\n", "call-2");
  EXPECT_THAT(headers_of(answer, "Contact"),
              UnorderedElementsAre("<sip:alice@192.0.2.11>;q=0.5;expires=500", "<sip:alice@192.0.2.12>;expires=300"));
}

TEST_F(RegistrarTest, WithoutContactItIsAQuery) {
  EXPECT_THAT(alice_.bindings(), IsEmpty());
  alice_.send("Contact: <sip:alice@192.0.2.11>\n");
  EXPECT_THAT(alice_.bindings(), ElementsAre("<sip:alice@192.0.2.11>;expires=3600"));
  EXPECT_EQ(exchange_.metric("registrar.refreshes"), 0);
}

TEST_F(RegistrarTest, ContactExpiryBeatsTheHeaderAndTheDefaultComesLast) {
  const std::string answer = alice_.send(
      "Expires: 900\n"
      "Contact: <sip:alice@192.0.2.11>;expires=120, <sip:alice@192.0.2.12>\n");
  EXPECT_THAT(headers_of(answer, "Contact"),
              UnorderedElementsAre("<sip:alice@192.0.2.11>;expires=120", "<sip:alice@192.0.2.12>;expires=900"));
  EXPECT_THAT(headers_of(alice_.send("Contact: <sip:alice@192.0.2.13>\n", "c2"), "Contact"),
              ::testing::Contains("<sip:alice@192.0.2.13>;expires=3600"));
}

TEST_F(RegistrarTest, ShortensALongExpiryEvenBeyondAllNumbers) {
  const std::string answer =
      alice_.send("Contact: <sip:alice@192.0.2.11>;expires=280297596632815, <sip:alice@192.0.2.12>;expires=86401\n");
  EXPECT_THAT(headers_of(answer, "Contact"),
              UnorderedElementsAre("<sip:alice@192.0.2.11>;expires=86400", "<sip:alice@192.0.2.12>;expires=86400"));
}

TEST_F(RegistrarTest, TakesAMalformedExpiryAsOneHour) {
  const std::string answer = alice_.send(
      "Expires: soon\n"
      "Contact: <sip:alice@192.0.2.11>;expires=-5, <sip:alice@192.0.2.12>;expires, <sip:alice@192.0.2.13>\n");
  EXPECT_THAT(headers_of(answer, "Contact"),
              UnorderedElementsAre("<sip:alice@192.0.2.11>;expires=3600", "<sip:alice@192.0.2.12>;expires=3600",
                                   "<sip:alice@192.0.2.13>;expires=3600"));
}

TEST_F(RegistrarTest, RefusesTooShortAnExpiryAndSaysWhatIsShortest) {
  const std::string answer = alice_.send("Contact: <sip:alice@192.0.2.11>;expires=59\n");
  EXPECT_EQ(status_of(answer), 423);
  EXPECT_EQ(header_of(answer, "Min-Expires"), "60");
  EXPECT_THAT(alice_.bindings(), IsEmpty());
  EXPECT_EQ(status_of(alice_.send("Contact: <sip:alice@192.0.2.11>;expires=60\n", "c2")), 200);
}

TEST_F(RegistrarTest, RefusesOlderCSeqForSameCallId) {
  EXPECT_EQ(status_of(alice_.send("Contact: <sip:alice@192.0.2.11>;expires=600\n", "c", 7)), 200);
  for (const std::uint32_t cseq : {6U, 7U}) {
    const std::string answer =
        alice_.send("Contact: <sip:alice@192.0.2.12>, <sip:alice@192.0.2.11>;expires=900\n", "c", cseq);
    EXPECT_THAT(answer, StartsWith("SIP/2.0 500 CSeq Is Not Higher Than Before\n"));
    EXPECT_EQ(header_of(answer, "Warning"), "399 zvoni \"CSeq Is Not Higher Than Before\"");
  }
  EXPECT_THAT(alice_.bindings(), ElementsAre("<sip:alice@192.0.2.11>;expires=600"));
  EXPECT_EQ(status_of(alice_.send("Contact: <sip:alice@192.0.2.11>;expires=900\n", "c", 8)), 200);
  EXPECT_EQ(exchange_.metric("registrar.refreshes"), 1);
  EXPECT_EQ(exchange_.metric("registrar.refusals"), 2);
}

TEST_F(RegistrarTest, ARetransmissionGetsTheSameAnswerAgain) {
  const std::string request = alice_.text({"Contact: <sip:alice@192.0.2.11>\n"});
  alice_.peer.send(request);
  const std::string answer = alice_.peer.receive();
  alice_.peer.send(request);
  EXPECT_EQ(alice_.peer.receive(), answer);
  EXPECT_EQ(exchange_.metric("registrar.registrations"), 1);
}

TEST_F(RegistrarTest, ARestartedPhoneReplacesItsBinding) {
  alice_.send("Contact: <sip:alice@192.0.2.11:5060>\n", "before", 40);
  alice_.send("Contact: <sip:alice@192.0.2.11:5060>;expires=600\n", "after", 1);
  EXPECT_THAT(alice_.bindings(), ElementsAre("<sip:alice@192.0.2.11:5060>;expires=600"));
}

TEST_F(RegistrarTest, ComparesContactsAsUris) {
  alice_.send("Contact: <sip:alice@phone.example.net:5060>\n", "c", 1);
  alice_.send("Contact: <sip:%61lice@PHONE.example.net:5060>;expires=600\n", "c", 2);
  EXPECT_THAT(alice_.bindings(), ElementsAre("<sip:%61lice@PHONE.example.net:5060>;expires=600"));
}

TEST_F(RegistrarTest, ExpiryOfZeroRemovesOneBinding) {
  alice_.send("Contact: <sip:alice@192.0.2.11>, <sip:alice@192.0.2.12>\n", "c", 1);
  const std::string answer = alice_.send("Contact: <sip:alice@192.0.2.11>;expires=0\n", "c", 2);
  EXPECT_THAT(headers_of(answer, "Contact"), ElementsAre("<sip:alice@192.0.2.12>;expires=3600"));
  EXPECT_EQ(exchange_.metric("registrar.unregistrations"), 1);
}

TEST_F(RegistrarTest, TheWildcardRemovesAll) {
  alice_.send("Contact: <sip:alice@192.0.2.11>, <sip:alice@192.0.2.12>\n", "c", 1);
  const std::string answer = alice_.send("Contact: *\nExpires: 0\n", "c", 2);
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_THAT(headers_of(answer, "Contact"), IsEmpty());
  EXPECT_EQ(exchange_.metric("registrar.bindings"), 0);
  EXPECT_EQ(exchange_.metric("registrar.aors"), 0);
}

TEST_F(RegistrarTest, TheWildcardKeepsTheCSeqRule) {
  alice_.send("Contact: <sip:alice@192.0.2.11>\n", "c", 5);
  EXPECT_EQ(status_of(alice_.send("Contact: *\nExpires: 0\n", "c", 5)), 500);
  EXPECT_EQ(alice_.bindings().size(), 1U);
}

TEST_F(RegistrarTest, RefusesAWildcardThatIsNotAlone) {
  alice_.send("Contact: <sip:alice@192.0.2.11>\n", "c", 1);
  EXPECT_EQ(status_of(alice_.send("Contact: *\n", "c", 2)), 400);
  EXPECT_EQ(status_of(alice_.send("Contact: *\nExpires: 60\n", "c", 3)), 400);
  EXPECT_EQ(status_of(alice_.send("Contact: *\nExpires: none\n", "c", 4)), 400);
  EXPECT_EQ(status_of(alice_.send("Contact: *, <sip:alice@192.0.2.11>\nExpires: 0\n", "c", 5)), 400);
  EXPECT_EQ(status_of(alice_.send("Contact: *\nContact: *\nExpires: 0\n", "c", 6)), 400);
  EXPECT_EQ(alice_.bindings().size(), 1U);
}

TEST_F(RegistrarTest, OneBadContactOfThreeStoresNone) {
  for (const char* bad : {"<sip:>", "<mailto:alice@example.net>", "<sip:alice@192.0.2.13>;q=2",
                          "<sip:alice@192.0.2.13>;expires=5", "sip:a@192.0.2.13?Route=%3Csip:x.example.net%3E"}) {
    const std::string answer = alice_.send("Contact: <sip:alice@192.0.2.11>\nContact: " + std::string(bad) +
                                           "\nContact: <sip:alice@192.0.2.12>\n");
    EXPECT_THAT(status_of(answer), ::testing::AnyOf(400, 423)) << bad;
    EXPECT_THAT(alice_.bindings(), IsEmpty()) << bad;
  }
}

TEST_F(RegistrarTest, ParametersOfABareContactBelongToTheHeader) {
  alice_.send("Contact: sip:alice@192.0.2.11;unknown=1;expires=600\n", "c1");
  alice_.send("Contact: <sip:alice@192.0.2.12;unknown=1>;expires=600\n", "c2");
  EXPECT_THAT(alice_.bindings(), UnorderedElementsAre("<sip:alice@192.0.2.11>;expires=600",
                                                      "<sip:alice@192.0.2.12;unknown=1>;expires=600"));
}

TEST_F(RegistrarTest, ReadsCompactAndFoldedHeaders) {
  const std::string answer = alice_.send("m: <sip:alice@192.0.2.11>\n  ;q=0.25 ,\n\t\"A, B\" <sip:alice@192.0.2.12>\n");
  EXPECT_THAT(headers_of(answer, "Contact"), UnorderedElementsAre("<sip:alice@192.0.2.11>;q=0.25;expires=3600",
                                                                  "<sip:alice@192.0.2.12>;expires=3600"));
}

TEST_F(RegistrarTest, WritesQAsItIsMeant) {
  const std::string answer = alice_.send(
      "Contact: <sip:a@192.0.2.11>;q=0.0, <sip:b@192.0.2.11>;q=0.050, <sip:c@192.0.2.11>;q=1.0, "
      "<sip:d@192.0.2.11>;q=0.125\n");
  EXPECT_THAT(headers_of(answer, "Contact"),
              UnorderedElementsAre("<sip:a@192.0.2.11>;q=0;expires=3600", "<sip:b@192.0.2.11>;q=0.05;expires=3600",
                                   "<sip:c@192.0.2.11>;expires=3600", "<sip:d@192.0.2.11>;q=0.125;expires=3600"));
}

TEST_F(RegistrarTest, RefusesUnknownRequire) {
  const std::string answer = alice_.send("Require: path, outbound\nRequire: gruu\nContact: <sip:alice@192.0.2.11>\n");
  EXPECT_EQ(status_of(answer), 420);
  EXPECT_THAT(headers_of(answer, "Unsupported"), ElementsAre("outbound", "gruu"));
  EXPECT_THAT(alice_.bindings(), IsEmpty());
}

TEST_F(RegistrarTest, StoresNothingForAForeignDomain) {
  alice_.send_as({.headers = "Contact: <sip:alice@192.0.2.11>\n", .request_uri = "sip:example.com"});
  EXPECT_EQ(exchange_.metric("registrar.bindings"), 0);
  EXPECT_EQ(exchange_.metric("registrar.refusals"), 0) << "that is for the modules behind it";
}

TEST_F(RegistrarTest, KnowsNobodyOfAForeignDomain) {
  EXPECT_EQ(
      status_of(alice_.send_as({.headers = "Contact: <sip:alice@192.0.2.11>\n", .to = "<sip:alice@example.com>"})),
      404);
  EXPECT_EQ(status_of(alice_.send_as({.headers = "Contact: <sip:alice@192.0.2.11>\n", .to = "<sip:example.org>"})),
            404);
}

TEST_F(RegistrarTest, RefusesAToThatIsNoSipUri) {
  EXPECT_EQ(status_of(alice_.send_as({.headers = "Contact: <sip:alice@192.0.2.11>\n", .to = "<tel:+421905123456>"})),
            400);
}

TEST_F(RegistrarTest, NobodyRegistersForSomebodyElse) {
  const std::string answer =
      alice_.send_as({.headers = "Contact: <sip:mallory@192.0.2.66>\n", .from = "<sip:mallory@example.org>"});
  EXPECT_EQ(status_of(answer), 403);
  EXPECT_EQ(exchange_.metric("registrar.bindings"), 0);
}

TEST_F(RegistrarTest, OneUserHasOneAorHoweverItIsWritten) {
  alice_.send_as({.headers = "Contact: <sip:alice@192.0.2.11>\n", .to = "<sips:%61lice@EXAMPLE.org:5061;x=y>"});
  EXPECT_THAT(alice_.bindings(), ElementsAre("<sip:alice@192.0.2.11>;expires=3600"));
}

TEST_F(RegistrarTest, RecordRouteMeansNothingInARegister) {
  const std::string answer = alice_.send("Record-Route: <sip:edge.example.net;lr>\nContact: <sip:alice@192.0.2.11>\n");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(header_of(answer, "Record-Route"), "");
}

TEST_F(RegistrarTest, BindingsOfAPhoneThatVanishedExpire) {
  alice_.send("Contact: <sip:alice@192.0.2.11>;expires=60\n");
  exchange_.advance(seconds(59));
  EXPECT_THAT(alice_.bindings(), ElementsAre("<sip:alice@192.0.2.11>;expires=1"));
  exchange_.advance(seconds(2));
  EXPECT_EQ(exchange_.metric("registrar.bindings"), 0);
  EXPECT_EQ(exchange_.metric("registrar.expirations"), 1);
  EXPECT_THAT(alice_.bindings(), IsEmpty());
}

TEST_F(RegistrarTest, IsListedAmongWhatTheExchangeCanDo) {
  alice_.peer.send(
      "OPTIONS sip:192.0.2.1 SIP/2.0\n"
      "Via: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKo1\n"
      "From: <sip:alice@example.org>;tag=a\n"
      "To: <sip:192.0.2.1>\n"
      "Call-ID: o1\n"
      "CSeq: 1 OPTIONS\n\n");
  const std::string answer = alice_.peer.receive();
  EXPECT_THAT(headers_of(answer, "Allow"), ::testing::Contains("REGISTER"));
  EXPECT_THAT(headers_of(answer, "Supported"), ::testing::Contains("path"));
}

}  // namespace
}  // namespace zvoni::testing
