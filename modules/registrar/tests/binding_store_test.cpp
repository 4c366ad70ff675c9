#include "binding_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "sample.hpp"

namespace zvoni::registrar {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kAlice = "sip:alice@example.org";
constexpr std::string_view kPhone = "sip:alice@192.0.2.11:5060";
constexpr std::string_view kTablet = "sip:alice@192.0.2.12:5060";

BindingUpdate update_for(std::string aor, std::string_view uri, seconds expires = seconds(600)) {
  BindingUpdate update = update_of({contact(uri, expires)});
  update.aor = std::move(aor);
  return update;
}

std::string found_contact(BindingStore& store, std::string_view uri, SteadyTime now = kStart) {
  const auto binding = store.find_contact(parse_uri(uri).value(), now);
  return binding ? std::string(binding->contact()) : "none";
}

TEST(BindingStore, FindsWhatWasRegistered) {
  ObservedStore observed;
  const auto outcome = observed.store.update(update_of({contact(kPhone), contact(kTablet)}), kStart);
  EXPECT_EQ(outcome.result, UpdateResult::done);
  EXPECT_THAT(contacts_of(outcome.bindings), ElementsAre(kPhone, kTablet));
  EXPECT_THAT(contacts_of(observed.store.find(kAlice, kStart).bindings), ElementsAre(kPhone, kTablet));
  EXPECT_THAT(observed.events,
              ElementsAre("registered sip:alice@192.0.2.11:5060 600", "registered sip:alice@192.0.2.12:5060 600"));
}

TEST(BindingStore, KnowsNobodyAtFirst) {
  ObservedStore observed;
  EXPECT_FALSE(observed.store.find(kAlice, kStart).known);
  EXPECT_EQ(observed.store.update(update_of({}), kStart).result, UpdateResult::done);
  EXPECT_FALSE(observed.store.find(kAlice, kStart).known) << "a query makes nobody known";
}

TEST(BindingStore, NeverShowsAnExpiredBindingEvenBeforeTheTimerRan) {
  ObservedStore observed;
  observed.store.update(update_of({contact(kPhone, seconds(60)), contact(kTablet, seconds(120))}), kStart);
  const SteadyTime later = kStart + seconds(60);
  EXPECT_THAT(contacts_of(observed.store.find(kAlice, later).bindings), ElementsAre(kTablet));
  EXPECT_EQ(found_contact(observed.store, kPhone, later), "none");
  EXPECT_THAT(contacts_of(observed.store.update(update_of({}), later).bindings), ElementsAre(kTablet));
}

TEST(BindingStore, ExpiryRemovesWhatIsDueAndTellsOnce) {
  ObservedStore observed;
  observed.store.update(update_of({contact(kPhone, seconds(60)), contact(kTablet, seconds(120))}), kStart);
  observed.events.clear();
  observed.store.expire(kStart + seconds(59));
  EXPECT_THAT(observed.events, IsEmpty());
  observed.store.expire(kStart + seconds(60));
  observed.store.expire(kStart + seconds(61));
  EXPECT_THAT(observed.events, ElementsAre("expired sip:alice@192.0.2.11:5060 0"));
  EXPECT_EQ(observed.bindings.value(), 1);
  EXPECT_EQ(observed.aors.value(), 1);
  observed.store.expire(kStart + seconds(120));
  EXPECT_EQ(observed.bindings.value(), 0);
  EXPECT_EQ(observed.aors.value(), 0);
  EXPECT_TRUE(observed.store.find(kAlice, kStart + seconds(120)).known);
}

TEST(BindingStore, ARefreshPutsTheExpiryOff) {
  ObservedStore observed;
  observed.store.update(update_of({contact(kPhone, seconds(60))}, "c", 1), kStart);
  observed.store.update(update_of({contact(kPhone, seconds(60))}, "c", 2), kStart + seconds(50));
  observed.store.expire(kStart + seconds(100));
  EXPECT_THAT(contacts_of(observed.store.find(kAlice, kStart + seconds(100)).bindings), ElementsAre(kPhone));
  observed.store.expire(kStart + seconds(110));
  EXPECT_EQ(observed.bindings.value(), 0);
}

TEST(BindingStore, AnExpiredBindingDoesNotHoldItsCSeq) {
  ObservedStore observed;
  observed.store.update(update_of({contact(kPhone, seconds(60))}, "c", 9), kStart);
  const auto outcome = observed.store.update(update_of({contact(kPhone)}, "c", 3), kStart + seconds(61));
  EXPECT_EQ(outcome.result, UpdateResult::done);
  EXPECT_THAT(observed.events,
              ElementsAre("registered sip:alice@192.0.2.11:5060 60", "expired sip:alice@192.0.2.11:5060 0",
                          "registered sip:alice@192.0.2.11:5060 600"));
}

TEST(BindingStore, ARefusedUpdateChangesNothing) {
  ObservedStore observed;
  observed.store.update(update_of({contact(kPhone)}, "c", 5), kStart);
  observed.events.clear();
  const auto outcome = observed.store.update(update_of({contact(kTablet), contact(kPhone)}, "c", 5), kStart);
  EXPECT_EQ(outcome.result, UpdateResult::old_cseq);
  EXPECT_THAT(contacts_of(observed.store.find(kAlice, kStart).bindings), ElementsAre(kPhone));
  EXPECT_THAT(observed.events, IsEmpty());
  EXPECT_EQ(found_contact(observed.store, kTablet), "none");
}

TEST(BindingStore, RefusesMoreAorsThanAllowedUntilOneIsGone) {
  ObservedStore observed({.max_contacts = 10, .max_aors = 2, .max_remembered = 2});
  EXPECT_EQ(observed.store.update(update_for("sip:a@example.org", "sip:a@192.0.2.1"), kStart).result,
            UpdateResult::done);
  EXPECT_EQ(observed.store.update(update_for("sip:b@example.org", "sip:b@192.0.2.1"), kStart).result,
            UpdateResult::done);
  EXPECT_EQ(observed.store.update(update_for("sip:c@example.org", "sip:c@192.0.2.1"), kStart).result,
            UpdateResult::too_many_aors);
  EXPECT_FALSE(observed.store.find("sip:c@example.org", kStart).known);
  EXPECT_EQ(observed.aors.value(), 2);

  BindingUpdate removal = update_of({contact("sip:a@192.0.2.1", seconds(0))}, "other", 1);
  removal.aor = "sip:a@example.org";
  observed.store.update(removal, kStart);
  EXPECT_EQ(observed.store.update(update_for("sip:c@example.org", "sip:c@192.0.2.1"), kStart).result,
            UpdateResult::done);
}

TEST(BindingStore, ForgetsWhoIsGoneForLongestFirst) {
  ObservedStore observed({.max_contacts = 10, .max_aors = 100000, .max_remembered = 64});  // one a shard
  constexpr int kUsers = 1000;
  const auto aor = [](int i) { return "sip:user" + std::to_string(i) + "@example.org"; };
  for (int i = 0; i < kUsers; ++i) {
    observed.store.update(update_for(aor(i), "sip:x@192.0.2.1:" + std::to_string(1024 + i), seconds(60 + i)), kStart);
  }
  observed.store.expire(kStart + seconds(60 + kUsers));
  int known = 0;
  for (int i = 0; i < kUsers; ++i) known += observed.store.find(aor(i), kStart + seconds(60 + kUsers)).known ? 1 : 0;
  EXPECT_LE(known, 64);
  EXPECT_GE(known, 32);
  EXPECT_EQ(observed.bindings.value(), 0);
}

TEST(BindingStore, RemembersNobodyWhereItIsToldSo) {
  ObservedStore observed({.max_contacts = 10, .max_aors = 10, .max_remembered = 0});
  observed.store.update(update_of({contact(kPhone)}, "c", 1), kStart);
  observed.store.update(update_of({contact(kPhone, seconds(0))}, "c", 2), kStart);
  EXPECT_FALSE(observed.store.find(kAlice, kStart).known);
}

TEST(BindingStore, FindsABindingByAnEquivalentContact) {
  ObservedStore observed;
  observed.store.update(update_of({contact("sip:alice@[2001:DB8::11]:5060;ob"), contact(kTablet)}), kStart);
  EXPECT_EQ(found_contact(observed.store, "sip:%61lice@[2001:db8:0::11]:5060"), "sip:alice@[2001:DB8::11]:5060;ob");
  EXPECT_EQ(found_contact(observed.store, kTablet), kTablet);
  EXPECT_EQ(found_contact(observed.store, "sip:alice@192.0.2.12:5061"), "none");
  EXPECT_EQ(found_contact(observed.store, "sip:Alice@192.0.2.12:5060"), "none");
}

TEST(BindingStore, AContactIsNotFoundAnyMoreOnceItsBindingIsGone) {
  ObservedStore observed;
  observed.store.update(update_of({contact(kPhone), contact("sip:alice@192.0.2.11:5060;transport=tcp")}, "c", 1),
                        kStart);
  observed.store.update(update_of({contact(kPhone, seconds(0))}, "c", 2), kStart);
  EXPECT_EQ(found_contact(observed.store, kPhone), "none");
  EXPECT_EQ(found_contact(observed.store, "sip:alice@192.0.2.11:5060;transport=tcp"),
            "sip:alice@192.0.2.11:5060;transport=tcp");
}

TEST(BindingStore, KeepsTheSameUserOfTwoDomainsApart) {
  ObservedStore observed;
  observed.store.update(update_for("sip:alice@one.example", kPhone), kStart);
  EXPECT_FALSE(observed.store.find("sip:alice@two.example", kStart).known);
}

TEST(BindingStore, SharesAUserBetweenDomainsWhereItIsToldSo) {
  ObservedStore observed({}, Domains::shared);
  observed.store.update(update_for("sip:alice@one.example", kPhone), kStart);
  observed.store.update(update_for("sip:alice@two.example", kTablet), kStart);
  EXPECT_THAT(contacts_of(observed.store.find("sip:alice@three.example", kStart).bindings),
              ElementsAre(kPhone, kTablet));
  EXPECT_FALSE(observed.store.find("sip:bob@one.example", kStart).known);
  EXPECT_EQ(observed.aors.value(), 1);
}

TEST(BindingStore, TellsAorsApartWhoseHashesAreEqual) {
  Metric bindings;
  Metric aors;
  BindingStore store(
      {}, Domains::apart, [](std::string_view) { return 7U; }, [](const BindingEvent&) {}, {bindings, aors});
  store.update(update_for("sip:a@example.org", "sip:a@192.0.2.1"), kStart);
  store.update(update_for("sip:b@example.org", "sip:b@192.0.2.2", seconds(60)), kStart);
  EXPECT_THAT(contacts_of(store.find("sip:a@example.org", kStart).bindings), ElementsAre("sip:a@192.0.2.1"));
  EXPECT_EQ(found_contact(store, "sip:b@192.0.2.2"), "sip:b@192.0.2.2");
  store.expire(kStart + seconds(60));
  EXPECT_THAT(contacts_of(store.find("sip:b@example.org", kStart + seconds(60)).bindings), IsEmpty());
  EXPECT_THAT(contacts_of(store.find("sip:a@example.org", kStart + seconds(60)).bindings),
              ElementsAre("sip:a@192.0.2.1"));
}

TEST(BindingStore, ServesManyThreadsAtOnce) {
  Metric bindings;
  Metric aors;
  std::atomic<int> events{0};
  BindingStore store({}, Domains::apart, std::hash<std::string_view>(), [&](const BindingEvent&) { ++events; },
                     {bindings, aors});
  constexpr int kThreads = 4;
  constexpr int kRounds = 500;
  // Two threads share each aor, and all of them one contact.
  const auto work = [&store](int thread) {
    for (int i = 0; i < kRounds; ++i) {
      const SteadyTime now = kStart + seconds(i);
      const std::string own = "sip:phone@192.0.2.11:" + std::to_string(2000 + thread);
      BindingUpdate update = update_of({contact(own, seconds(1 + i % 3)), contact("sip:shared@192.0.2.12")}, own,
                                       static_cast<std::uint32_t>(i));
      update.aor = "sip:user" + std::to_string(thread / 2) + "@example.org";
      update.call_id = own;
      static_cast<void>(store.update(update, now));
      static_cast<void>(store.find(update.aor, now));
      static_cast<void>(store.find_contact(parse_uri("sip:shared@192.0.2.12").value(), now));
      store.expire(now);
    }
  };
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) threads.emplace_back(work, thread);
  for (std::thread& thread : threads) thread.join();
  store.expire(kStart + std::chrono::hours(2));
  EXPECT_EQ(bindings.value(), 0);
  EXPECT_EQ(aors.value(), 0);
  EXPECT_GT(events, kRounds);
}

}  // namespace
}  // namespace zvoni::registrar
