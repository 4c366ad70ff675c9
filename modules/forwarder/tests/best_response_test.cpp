#include "best_response.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "wire.hpp"

namespace zvoni::forwarder {
namespace {

using ::testing::ElementsAre;

int best_of(const std::vector<int>& statuses) {
  BestResponse best;
  for (const int status : statuses) best.add(response(status));
  const MessagePtr chosen = best.take();
  return chosen ? chosen->status() : 0;
}

TEST(BestResponse, IsNoneBeforeOneCame) {
  BestResponse best;
  EXPECT_EQ(best.status(), 0);
  EXPECT_EQ(best.take(), nullptr);
}

TEST(BestResponse, PrefersASixHundred) { EXPECT_EQ(best_of({302, 486, 603, 401}), 603); }

TEST(BestResponse, PrefersTheLowestClass) {
  EXPECT_EQ(best_of({500, 486, 302}), 302);
  EXPECT_EQ(best_of({502, 486}), 486);
}

TEST(BestResponse, PrefersWhatLetsTheCallerTryAgain) {
  for (const int status : {401, 407, 415, 420, 484}) {
    EXPECT_EQ(best_of({486, status, 404}), status);
  }
}

TEST(BestResponse, TakesTheFirstOfEquals) {
  EXPECT_EQ(best_of({480, 404}), 480);
  EXPECT_EQ(best_of({404, 480}), 404);
}

TEST(BestResponse, PrefersBusyToOtherFailuresOfAPhone) { EXPECT_EQ(best_of({480, 486, 404}), 486); }

TEST(BestResponse, PrefersAnAnswerToATimeoutOrACancelledBranch) {
  EXPECT_EQ(best_of({408, 487, 486}), 486);
  EXPECT_EQ(best_of({503, 408}), 408);
}

TEST(BestResponse, TurnsA503IntoA500) {
  BestResponse best;
  best.add(response(503, "Retry-After: 30\n"));
  EXPECT_EQ(best.status(), 503);
  const MessagePtr chosen = best.take();
  EXPECT_EQ(chosen->status(), 500);
  EXPECT_EQ(chosen->reason(), "Server Internal Error");
  EXPECT_FALSE(chosen->has(HeaderName::retry_after));
}

TEST(BestResponse, PrefersAnother5xxToA503) { EXPECT_EQ(best_of({503, 502}), 502); }

std::vector<std::string> lines_of(const Message& message, HeaderName name) {
  std::vector<std::string> values;
  for (std::size_t i = 0; const auto line = message.header_line(i); ++i) {
    if (line->name == name) values.emplace_back(line->value);
  }
  return values;
}

TEST(BestResponse, CollectsTheChallengesOfAllBranches) {
  BestResponse best;
  best.add(response(407, "Proxy-Authenticate: Digest realm=\"a\", nonce=\"1\"\n"));
  best.add(response(486));
  best.add(response(401, "WWW-Authenticate: Digest realm=\"b\",\n nonce=\"2\"\n"));
  best.add(response(401, "WWW-Authenticate: Digest realm=\"c\", nonce=\"3\"\n"));
  const MessagePtr chosen = best.take();
  EXPECT_EQ(chosen->status(), 407);
  EXPECT_THAT(lines_of(*chosen, HeaderName::proxy_authenticate), ElementsAre("Digest realm=\"a\", nonce=\"1\""));
  EXPECT_THAT(lines_of(*chosen, HeaderName::www_authenticate),
              ElementsAre("Digest realm=\"b\",   nonce=\"2\"", "Digest realm=\"c\", nonce=\"3\""));
}

TEST(BestResponse, KeepsChallengesThatCameBeforeABetterOne) {
  BestResponse best;
  best.add(response(500));
  best.add(response(401, "WWW-Authenticate: Digest realm=\"b\", nonce=\"2\"\n"));
  EXPECT_EQ(lines_of(*best.take(), HeaderName::www_authenticate).size(), 1U);
}

TEST(BestResponse, AddsNoChallengesToAnotherStatus) {
  BestResponse best;
  best.add(response(401, "WWW-Authenticate: Digest realm=\"b\", nonce=\"2\"\n"));
  best.add(response(603));
  const MessagePtr chosen = best.take();
  EXPECT_EQ(chosen->status(), 603);
  EXPECT_FALSE(chosen->has(HeaderName::www_authenticate));
}

}  // namespace
}  // namespace zvoni::forwarder
