#include "resolver/lookup_pool.hpp"

#include <gmock/gmock.h>

#include <optional>
#include <string>

#include "dns_text.hpp"

namespace zvoni::kernel {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class LookupPoolTest : public testing::Test {
 protected:
  /// Adds a look-up of addresses; its outcome goes to done_ as "name: destinations".
  void add(const std::string& name, std::optional<std::uint16_t> port = 5060) {
    pool().add(Hop{.host = name, .port = port}, note(name), now_);
  }
  Resolver::Done note(const std::string& name) {
    return [this, name](const std::vector<Destination>& destinations) {
      std::string line = name + ':';
      for (const auto& destination : destinations) line += ' ' + text(destination);
      done_.push_back(line);
    };
  }
  std::vector<std::string> ask() {
    std::vector<std::string> asked;
    while (const auto question = pool().next_question()) asked.push_back(text(*question));
    return asked;
  }
  void answer(const std::string& name, const Answer& answer, Question::Type type = Question::Type::address) {
    pool().on_answer({type, name}, answer, now_);
  }
  LookupPool& pool() {
    if (!pool_) pool_.emplace(limits_, [](std::uint32_t) { return 0U; });
    return *pool_;
  }

  LookupLimits limits_;
  SteadyTime now_{std::chrono::hours(1)};
  std::vector<std::string> done_;

 private:
  std::optional<LookupPool> pool_;
};

TEST_F(LookupPoolTest, AsksAQuestionOnceForAllWhoWaitForIt) {
  add("a.example");
  add("a.example", 5070);
  EXPECT_THAT(ask(), ElementsAre("A a.example"));
  add("A.Example");
  EXPECT_THAT(ask(), IsEmpty());
  answer("a.example", found_addresses({"192.0.2.1"}));
  EXPECT_THAT(done_, ElementsAre("a.example: UDP 192.0.2.1:5060", "a.example: UDP 192.0.2.1:5070",
                                 "A.Example: UDP 192.0.2.1:5060"));
  EXPECT_EQ(pool().size(), 0U);
}

TEST_F(LookupPoolTest, AnswersFromTheCacheUntilTheTimeToLiveIsOver) {
  add("a.example");
  ask();
  answer("a.example", found_addresses({"192.0.2.1"}, 30));
  now_ += seconds(29);
  add("a.example");
  EXPECT_EQ(done_.size(), 2U);
  now_ += seconds(1);
  add("a.example");
  EXPECT_THAT(ask(), ElementsAre("A a.example"));
}

TEST_F(LookupPoolTest, BoundsTheTimeToLiveAtBothEnds) {
  limits_.longest_ttl = seconds(100);
  for (const char* name : {"short.example", "long.example"}) add(name);
  ask();
  answer("short.example", found_addresses({"192.0.2.1"}, 0));
  answer("long.example", found_addresses({"192.0.2.1"}, 1'000'000));
  for (const char* name : {"short.example", "long.example"}) add(name);
  EXPECT_THAT(ask(), IsEmpty()) << "even a time to live of 0 is good for a second";
  now_ += seconds(100);
  for (const char* name : {"short.example", "long.example"}) add(name);
  EXPECT_THAT(ask(), ElementsAre("A short.example", "A long.example"));
}

TEST_F(LookupPoolTest, RemembersForAShortTimeWhatDoesNotExist) {
  limits_.negative_ttl = seconds(10);
  add("a.example");
  ask();
  answer("a.example", absent());
  add("a.example");
  EXPECT_THAT(done_, ElementsAre("a.example:", "a.example:"));
  now_ += seconds(10);
  add("a.example");
  EXPECT_THAT(ask(), ElementsAre("A a.example"));
}

TEST_F(LookupPoolTest, AsksAgainForAnAddressThatNobodyAnswered) {
  add("a.example");
  ask();
  answer("a.example", failed());
  EXPECT_THAT(done_, ElementsAre("a.example:"));
  add("a.example");
  EXPECT_THAT(ask(), ElementsAre("A a.example"));
}

TEST_F(LookupPoolTest, RemembersServersThatDropNaptrQuestions) {
  add("a.example", std::nullopt);
  EXPECT_THAT(ask(), ElementsAre("NAPTR a.example"));
  answer("a.example", failed(), Question::Type::naptr);
  ask();
  add("a.example", std::nullopt);
  EXPECT_THAT(ask(), IsEmpty()) << "the second look-up waits for the SRV questions of the first";
}

TEST_F(LookupPoolTest, WalksThroughAllStepsOfALookUp) {
  add("a.example", std::nullopt);
  EXPECT_THAT(ask(), ElementsAre("NAPTR a.example"));
  answer("a.example", absent(), Question::Type::naptr);
  EXPECT_THAT(ask(), testing::UnorderedElementsAre("SRV _sip._udp.a.example", "SRV _sip._tcp.a.example"));
  answer("_sip._udp.a.example", found_srvs({{0, 0, 5070, "b.example"}}), Question::Type::srv);
  answer("_sip._tcp.a.example", absent(), Question::Type::srv);
  EXPECT_THAT(ask(), ElementsAre("A b.example"));
  answer("b.example", found_addresses({"192.0.2.1"}));
  EXPECT_THAT(done_, ElementsAre("a.example: UDP 192.0.2.1:5070"));
  add("a.example", std::nullopt);
  EXPECT_EQ(done_.size(), 2U) << "now all of it is in the cache";
}

TEST_F(LookupPoolTest, AsksABoundedNumberOfQuestionsAtATime) {
  limits_.questions = 2;
  for (const char* name : {"a.example", "b.example", "c.example"}) add(name);
  EXPECT_THAT(ask(), ElementsAre("A a.example", "A b.example"));
  EXPECT_EQ(pool().being_asked(), 2U);
  answer("b.example", absent());
  EXPECT_THAT(ask(), ElementsAre("A c.example"));
}

TEST_F(LookupPoolTest, RefusesALookUpBeyondItsBound) {
  limits_.lookups = 1;
  add("a.example");
  add("b.example");
  EXPECT_THAT(done_, ElementsAre("b.example:"));
  EXPECT_THAT(ask(), ElementsAre("A a.example"));
}

TEST_F(LookupPoolTest, EndsALookUpAfterItsTimeWithWhatItKnows) {
  limits_.timeout = milliseconds(4000);
  EXPECT_EQ(pool().next_deadline(), SteadyTime::max());
  pool().add(Hop{.host = "a.example", .transport = Transport::tcp}, note("a.example"), now_);
  ask();
  answer("_sip._tcp.a.example", found_srvs({{0, 0, 5060, "b.example"}, {1, 0, 5060, "c.example"}}),
         Question::Type::srv);
  ask();
  answer("c.example", found_addresses({"192.0.2.3"}));
  EXPECT_EQ(pool().next_deadline(), now_ + milliseconds(4000));
  pool().expire(now_ + milliseconds(3999));
  EXPECT_THAT(done_, IsEmpty());
  pool().expire(now_ + milliseconds(4000));
  EXPECT_THAT(done_, ElementsAre("a.example: TCP 192.0.2.3:5060"));
  answer("b.example", found_addresses({"192.0.2.2"}));
  EXPECT_EQ(done_.size(), 1U) << "an answer that comes too late is not reported again";
  EXPECT_EQ(pool().being_asked(), 0U);
}

TEST_F(LookupPoolTest, DoesNotAskWhatNobodyWaitsForAnyMore) {
  limits_.questions = 1;
  add("a.example");
  add("b.example");
  ask();
  pool().expire(now_ + limits_.timeout);
  EXPECT_EQ(done_.size(), 2U);
  answer("a.example", absent());
  EXPECT_THAT(ask(), IsEmpty());
  add("b.example");
  EXPECT_THAT(ask(), ElementsAre("A b.example"));
}

TEST_F(LookupPoolTest, EndsAllLookUpsWithAnEmptyListWhenItIsAbandoned) {
  add("a.example");
  add("b.example");
  ask();
  pool().abandon();
  EXPECT_THAT(done_, ElementsAre("a.example:", "b.example:"));
  EXPECT_EQ(pool().size(), 0U);
}

}  // namespace
}  // namespace zvoni::kernel
