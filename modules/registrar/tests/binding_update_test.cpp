#include "binding_update.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample.hpp"

namespace zvoni::registrar {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::size_t kMax = 3;
constexpr std::string_view kPhone = "sip:alice@192.0.2.11:5060";
constexpr std::string_view kTablet = "sip:alice@192.0.2.12:5060";

std::vector<Binding> after(const BindingUpdate& update, const std::vector<Binding>& current = {}) {
  TentativeBindings tentative = apply(update, current, kStart, kMax);
  EXPECT_EQ(tentative.result, UpdateResult::done);
  return std::move(tentative.bindings);
}

std::vector<std::string> events_of(const TentativeBindings& tentative) {
  std::vector<std::string> events;
  for (const BindingEvent& event : tentative.events) events.push_back(text_of(event));
  return events;
}

TEST(BindingUpdate, AddsABindingWithAllItWasTold) {
  BindingUpdate update = update_of({{kPhone, seconds(600), 500, true}}, "call-7", 42);
  update.path = "<sip:p1.example.org;lr>\n<sip:p2.example.org;lr>";
  const auto bindings = after(update);
  ASSERT_EQ(bindings.size(), 1U);
  const Binding& binding = bindings.front();
  EXPECT_EQ(binding.contact(), kPhone);
  EXPECT_EQ(binding.call_id(), "call-7");
  EXPECT_EQ(binding.cseq(), 42U);
  EXPECT_EQ(binding.user_agent(), "Phone/1.0");
  EXPECT_EQ(binding.q(), 500);
  EXPECT_EQ(binding.expires(), kStart + seconds(600));
  EXPECT_EQ(binding.flow(), flow_from("192.0.2.11:5060"));
  EXPECT_TRUE(binding.reached_by_flow());
  EXPECT_THAT(split_path(binding.path()), ElementsAre("<sip:p1.example.org;lr>", "<sip:p2.example.org;lr>"));
}

TEST(BindingUpdate, AQueryChangesNothing) {
  const auto current = after(update_of({contact(kPhone)}));
  const BindingUpdate query = update_of({}, "call-1", 1);
  const auto tentative = apply(query, current, kStart, kMax);
  EXPECT_EQ(tentative.result, UpdateResult::done);
  EXPECT_THAT(contacts_of(tentative.bindings), ElementsAre(kPhone));
  EXPECT_THAT(tentative.events, IsEmpty());
}

TEST(BindingUpdate, RefreshesAnEquivalentContactInsteadOfAddingOne) {
  const auto current = after(update_of({contact("sip:alice@Phone.Example.org:5060")}));
  const auto update = update_of({contact("sip:%61lice@phone.example.org:5060", seconds(900))}, "call-1", 2);
  const auto tentative = apply(update, current, kStart, kMax);
  EXPECT_THAT(contacts_of(tentative.bindings), ElementsAre("sip:%61lice@phone.example.org:5060"));
  EXPECT_THAT(events_of(tentative), ElementsAre("refreshed sip:%61lice@phone.example.org:5060 900"));
}

TEST(BindingUpdate, KeepsContactsApartThatDifferInPortOrTransport) {
  const auto bindings = after(update_of({contact("sip:alice@192.0.2.11"), contact("sip:alice@192.0.2.11:5060"),
                                         contact("sip:alice@192.0.2.11;transport=tcp")}));
  EXPECT_EQ(bindings.size(), 3U);
}

TEST(BindingUpdate, RefusesOlderCSeqForSameCallId) {
  const auto current = after(update_of({contact(kPhone)}, "call-1", 5));
  for (const std::uint32_t cseq : {4U, 5U}) {
    const auto tentative = apply(update_of({contact(kPhone)}, "call-1", cseq), current, kStart, kMax);
    EXPECT_EQ(tentative.result, UpdateResult::old_cseq) << cseq;
  }
  EXPECT_EQ(apply(update_of({contact(kPhone)}, "call-1", 6), current, kStart, kMax).result, UpdateResult::done);
}

TEST(BindingUpdate, TakesAnyCSeqWithAnotherCallId) {
  const auto current = after(update_of({contact(kPhone)}, "call-1", 5));
  const auto bindings = after(update_of({contact(kPhone)}, "call-2", 1), current);
  ASSERT_EQ(bindings.size(), 1U);
  EXPECT_EQ(bindings.front().call_id(), "call-2");
  EXPECT_EQ(bindings.front().cseq(), 1U);
}

TEST(BindingUpdate, OneOldContactFailsTheWholeRequest) {
  const auto current = after(update_of({contact(kPhone)}, "call-1", 5));
  const auto update = update_of({contact(kTablet), contact(kPhone)}, "call-1", 5);
  const auto tentative = apply(update, current, kStart, kMax);
  EXPECT_EQ(tentative.result, UpdateResult::old_cseq);
  EXPECT_THAT(tentative.bindings, IsEmpty());
  EXPECT_THAT(tentative.events, IsEmpty());
}

TEST(BindingUpdate, ExpiryOfZeroTakesTheBindingAway) {
  const auto current = after(update_of({contact(kPhone), contact(kTablet)}));
  const auto update = update_of({contact(kPhone, seconds(0))}, "call-1", 2);
  const auto tentative = apply(update, current, kStart, kMax);
  EXPECT_THAT(contacts_of(tentative.bindings), ElementsAre(kTablet));
  EXPECT_THAT(events_of(tentative), ElementsAre("unregistered sip:alice@192.0.2.11:5060 0"));
}

TEST(BindingUpdate, TakingAwayWhatIsNotThereIsNoMistake) {
  const auto tentative = apply(update_of({contact(kPhone, seconds(0))}), {}, kStart, kMax);
  EXPECT_EQ(tentative.result, UpdateResult::done);
  EXPECT_THAT(tentative.events, IsEmpty());
}

TEST(BindingUpdate, TheWildcardTakesAllAway) {
  const auto current = after(update_of({contact(kPhone), contact(kTablet)}));
  BindingUpdate update = update_of({}, "call-9", 1);
  update.remove_all = true;
  const auto tentative = apply(update, current, kStart, kMax);
  EXPECT_THAT(tentative.bindings, IsEmpty());
  EXPECT_THAT(events_of(tentative),
              ElementsAre("unregistered sip:alice@192.0.2.11:5060 0", "unregistered sip:alice@192.0.2.12:5060 0"));
}

TEST(BindingUpdate, TheWildcardKeepsTheCSeqRule) {
  const auto current = after(update_of({contact(kPhone)}, "call-1", 5));
  BindingUpdate update = update_of({}, "call-1", 5);
  update.remove_all = true;
  EXPECT_EQ(apply(update, current, kStart, kMax).result, UpdateResult::old_cseq);
}

TEST(BindingUpdate, TheLastOfTwoEquivalentContactsCounts) {
  const auto update = update_of({contact(kPhone, seconds(600)), contact(kPhone, seconds(900))});
  const auto tentative = apply(update, {}, kStart, kMax);
  EXPECT_THAT(events_of(tentative), ElementsAre("registered sip:alice@192.0.2.11:5060 900"));
  EXPECT_EQ(tentative.bindings.size(), 1U);
}

TEST(BindingUpdate, ReplacesAContactWithinOneRequest) {
  const auto current = after(update_of({contact(kPhone)}));
  const auto update = update_of({contact(kPhone, seconds(0)), contact(kTablet)}, "call-1", 2);
  const auto tentative = apply(update, current, kStart, kMax);
  EXPECT_THAT(contacts_of(tentative.bindings), ElementsAre(kTablet));
  EXPECT_THAT(events_of(tentative),
              ElementsAre("unregistered sip:alice@192.0.2.11:5060 0", "registered sip:alice@192.0.2.12:5060 600"));
}

TEST(BindingUpdate, WhatIsAddedAndTakenAwayAtOnceNeverWas) {
  const auto update = update_of({contact(kPhone), contact(kPhone, seconds(0))});
  const auto tentative = apply(update, {}, kStart, kMax);
  EXPECT_THAT(tentative.bindings, IsEmpty());
  EXPECT_THAT(tentative.events, IsEmpty());
}

TEST(BindingUpdate, PutsTheBindingWrittenLastToTheEnd) {
  const auto current = after(update_of({contact(kPhone), contact(kTablet)}));
  EXPECT_THAT(contacts_of(after(update_of({contact(kPhone)}, "call-1", 2), current)), ElementsAre(kTablet, kPhone));
}

TEST(BindingUpdate, RefusesMoreContactsThanAllowed) {
  const auto current = after(update_of({contact("sip:a@192.0.2.1"), contact("sip:b@192.0.2.1")}));
  EXPECT_EQ(apply(update_of({contact("sip:c@192.0.2.1")}, "c", 1), current, kStart, 3).result, UpdateResult::done);
  EXPECT_EQ(apply(update_of({contact("sip:c@192.0.2.1")}, "c", 1), current, kStart, 2).result,
            UpdateResult::too_many_contacts);
}

TEST(BindingUpdate, SecondsLeftAreNeverMoreThanThereAreAndNeverZero) {
  const auto binding = after(update_of({contact(kPhone, seconds(60))})).front();
  EXPECT_EQ(binding.left(kStart), seconds(60));
  EXPECT_EQ(binding.left(kStart + std::chrono::milliseconds(500)), seconds(59));
  EXPECT_EQ(binding.left(kStart + std::chrono::milliseconds(59900)), seconds(1));
}

}  // namespace
}  // namespace zvoni::registrar
