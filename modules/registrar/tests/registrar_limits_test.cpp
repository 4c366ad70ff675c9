// What strangers send, and what must happen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "phone.hpp"

namespace zvoni::testing {
namespace {

using std::chrono::seconds;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(RegistrarLimits, RefusesMoreContactsThanAllowed) {
  Exchange exchange(settings("{ max-contacts: 2 }"));
  Phone alice(exchange, "alice");
  EXPECT_EQ(status_of(alice.send("Contact: <sip:a@192.0.2.11>, <sip:b@192.0.2.11>\n", "c1")), 200);
  EXPECT_THAT(alice.send("Contact: <sip:c@192.0.2.11>\n", "c2"), StartsWith("SIP/2.0 403 Too Many Contacts\n"));
  EXPECT_THAT(alice.bindings(), SizeIs(2));
  EXPECT_EQ(status_of(alice.send("Contact: <sip:a@192.0.2.11>;expires=0, <sip:c@192.0.2.11>\n", "c1", 2)), 200);
}

TEST(RegistrarLimits, RefusesMoreUsersThanAllowedUntilOneIsGone) {
  Exchange exchange(settings("{ max-aors: 1 }"));
  Phone alice(exchange, "alice");
  Phone bob(exchange, "bob", "192.0.2.12:5060");
  EXPECT_EQ(status_of(alice.send("Contact: <sip:alice@192.0.2.11>;expires=60\n")), 200);
  const std::string answer = bob.send("Contact: <sip:bob@192.0.2.12>\n", "b1");
  EXPECT_THAT(answer, StartsWith("SIP/2.0 503 Too Many Users Are Registered\n"));
  EXPECT_EQ(header_of(answer, "Retry-After"), "60");
  EXPECT_EQ(status_of(alice.send("Contact: <sip:alice@192.0.2.11>;expires=60\n", "call-1", 2)), 200);
  exchange.advance(seconds(61));
  EXPECT_EQ(status_of(bob.send("Contact: <sip:bob@192.0.2.12>\n", "b1", 2)), 200);
}

TEST(RegistrarLimits, RefusesAContactThatIsTheExchangeItself) {
  Exchange exchange(settings());
  Phone alice(exchange, "alice");
  for (const char* contact : {"sip:alice@192.0.2.1", "sip:alice@192.0.2.1:5060;transport=tcp", "sip:bob@example.org",
                              "sip:x@EXAMPLE.ORG:5060", "sip:x@192.0.2.77;maddr=192.0.2.1"}) {
    EXPECT_EQ(status_of(alice.send("Contact: <" + std::string(contact) + ">\n")), 403) << contact;
  }
  EXPECT_THAT(alice.bindings(), IsEmpty());
}

TEST(RegistrarLimits, RefusesASenderWhoPretendsToBeTheExchange) {
  Exchange exchange(settings());
  Phone mallory(exchange, "mallory", "192.0.2.1:5060");
  mallory.send("Contact: <sip:mallory@192.0.2.66>\n");
  EXPECT_EQ(exchange.metric("registrar.bindings"), 0);
}

TEST(RegistrarLimits, RefusesTextsThatAreTooLong) {
  Exchange exchange(settings());
  Phone alice(exchange, "alice");
  const std::string fits = "sip:" + std::string(1024 - 4 - 11, 'a') + "@192.0.2.11";
  EXPECT_EQ(status_of(alice.send("Contact: <" + fits + ">\n", "c1")), 200);
  const std::string answer = alice.send("Contact: <" + fits + "0>\n", "c2");
  EXPECT_THAT(answer, StartsWith("SIP/2.0 400 Contact Longer Than 1024 Bytes\n"));
  EXPECT_EQ(status_of(alice.send("Contact: <sip:a@192.0.2.12>\n", std::string(256, 'c'))), 200);
  EXPECT_EQ(status_of(alice.send("Contact: <sip:a@192.0.2.13>\n", std::string(257, 'c'))), 400);
  const std::string long_user(600, 'u');
  EXPECT_EQ(status_of(alice.send_as(
                {.headers = "Contact: <sip:a@192.0.2.13>\n", .to = "<sip:" + long_user + "@example.org>"})),
            400);
  EXPECT_THAT(alice.bindings(), SizeIs(2));
}

TEST(RegistrarLimits, CutsAUserAgentThatIsTooLong) {
  Exchange exchange(settings());
  Phone alice(exchange, "alice");
  EXPECT_EQ(status_of(alice.send("User-Agent: " + std::string(5000, 'x') + "\nContact: <sip:a@192.0.2.11>\n")), 200);
}

TEST(RegistrarLimits, ServesTheListedUsersOnly) {
  Exchange exchange(settings("{ users: [ alice, bob@192.0.2.1 ] }"));
  Phone alice(exchange, "alice");
  Phone bob(exchange, "bob", "192.0.2.12:5060");
  EXPECT_EQ(status_of(alice.send("Contact: <sip:alice@192.0.2.11>\n")), 200);
  EXPECT_EQ(status_of(bob.send("Contact: <sip:bob@192.0.2.12>\n", "b", 1)), 404);
  EXPECT_EQ(
      status_of(bob.send_as(
          {.headers = "Contact: <sip:bob@192.0.2.12>\n", .call_id = "b", .cseq = 2, .to = "<sip:bob@192.0.2.1>"})),
      200);
}

TEST(RegistrarLimits, KeepsDomainsApartUnlessTheyAreShared) {
  for (const bool shared : {false, true}) {
    Exchange exchange(settings(shared ? "{ share-domains: yes }" : "{}"));
    Phone alice(exchange, "alice");
    alice.send_as({.headers = "Contact: <sip:alice@192.0.2.11>\n", .to = "<sip:alice@192.0.2.1>"});
    EXPECT_THAT(alice.bindings(), SizeIs(shared ? 1 : 0)) << "asked for alice@example.org";
  }
}

TEST(RegistrarLimits, LogsWhyItRefused) {
  Exchange exchange(settings());
  Phone alice(exchange, "alice");
  alice.send("Contact: <sip:alice@192.0.2.1>\n");
  EXPECT_THAT(exchange.log(), Contains(HasSubstr("registrar: refused REGISTER of sip:alice@example.org from "
                                                 "192.0.2.11:5060: 403 Contact Is This Exchange")));
}

}  // namespace
}  // namespace zvoni::testing
