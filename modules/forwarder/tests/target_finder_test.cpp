#include "target_finder.hpp"

#include <gtest/gtest.h>

#include <thread>

#include <zvoni/text.hpp>

namespace zvoni::forwarder {
namespace {

/// Answers what it is asked, at once or when the test says so.
class ScriptedLocation final : public LocationService {
 public:
  void lookup(std::string_view aor, Done done) override {
    ++asked;
    Location location;
    if (aor == "sip:bob@example.org") {
      location = {.result = Location::Result::found,
                  .contacts = {{.uri = "sip:bob@192.0.2.12", .path = {}, .flow = {}}}};
    }
    if (drops) return;
    if (!late) return done(std::move(location));
    waiting.push_back([done = std::move(done), location] { done(location); });
  }
  void lookup_contact(const Uri&, Done done) override {
    ++asked;
    done({});
  }

  int asked = 0;
  bool late = false;
  bool drops = false;
  std::vector<std::function<void()>> waiting;
};

class TargetFinderTest : public ::testing::Test {
 protected:
  TargetFinderTest() {
    rules_.is_own = [](const Uri& uri) { return uri.host == "example.org"; };
  }

  TargetSearch search(std::string uri) {
    return {
        rules_, {.aor = "sip:alice@example.org", .address = {}}, TargetSearch::Request{.request_uri = std::move(uri)}};
  }
  std::optional<TargetPlan> find(std::string uri) {
    return finder_->find(search(std::move(uri)), [this]() -> TargetFinder::Late {
      ++prepared_;
      return [this](TargetPlan plan) { late_ = std::move(plan); };
    });
  }

  SearchRules rules_;
  ScriptedLocation location_;
  std::optional<TargetFinder> finder_{std::in_place, location_};
  int prepared_ = 0;
  std::optional<TargetPlan> late_;
};

TEST_F(TargetFinderTest, AnswersAtOnceWhereTheLocationServiceDoes) {
  const auto plan = find("sip:bob@example.org");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->groups.size(), 1U);
  EXPECT_EQ(prepared_, 0);
}

TEST_F(TargetFinderTest, AsksNothingItNeedNotKnow) {
  EXPECT_EQ(find("sip:example.org")->refusal, 404);
  EXPECT_EQ(location_.asked, 0);
}

TEST_F(TargetFinderTest, BringsALatePlanOnce) {
  location_.late = true;
  EXPECT_FALSE(find("sip:bob@example.org"));
  EXPECT_EQ(prepared_, 1);
  EXPECT_FALSE(late_);
  location_.waiting.at(0)();
  ASSERT_TRUE(late_);
  EXPECT_EQ(late_->groups.size(), 1U);
}

TEST_F(TargetFinderTest, AsksFurtherQuestionsAfterALateAnswer) {
  StaticRoute trunk{.match = *RoutePattern::parse("0*"), .to = {}, .prefix = {}, .from = {}};
  trunk.to.push_back(*RouteTarget::parse("sip:trunk.example.net"));
  rules_.routes = RouteTable({trunk});
  location_.late = true;
  EXPECT_FALSE(find("sip:0903@example.org"));
  location_.waiting.at(0)();  // who is alice?
  EXPECT_FALSE(late_);
  location_.waiting.at(1)();  // who is 0903?
  ASSERT_TRUE(late_);
  EXPECT_EQ(late_->refusal, 403);
  EXPECT_EQ(prepared_, 1);
}

TEST_F(TargetFinderTest, GivesUpWhereTheLocationServiceForgetsTheQuestion) {
  location_.drops = true;
  EXPECT_FALSE(find("sip:bob@example.org"));
  EXPECT_FALSE(late_);
  finder_.reset();  // waits for nothing
}

TEST_F(TargetFinderTest, WaitsForLateAnswersBeforeItGoes) {
  location_.late = true;
  EXPECT_FALSE(find("sip:bob@example.org"));
  std::thread other([this] { location_.waiting.at(0)(); });
  finder_.reset();
  EXPECT_TRUE(late_);
  other.join();
}

}  // namespace
}  // namespace zvoni::forwarder
