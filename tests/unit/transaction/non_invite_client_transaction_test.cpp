#include "transaction/non_invite_client_transaction.hpp"

#include <gtest/gtest.h>

#include "actions_text.hpp"

namespace zvoni::kernel {
namespace {

using State = NonInviteClientTransaction::State;
constexpr TransactionTimes kTimes;

NonInviteClientTransaction started(bool reliable) {
  NonInviteClientTransaction transaction(kTimes, reliable);
  transaction.start();
  return transaction;
}

TEST(NonInviteClientTransaction, SendsTheRequestAndStartsTimersEAndF) {
  NonInviteClientTransaction transaction(kTimes, kUnreliable);
  EXPECT_EQ(text(transaction.start()), "send retransmit=500 timeout=32000");
  EXPECT_EQ(transaction.state(), State::trying);
}

TEST(NonInviteClientTransaction, DoesNotRetransmitOverAReliableTransport) {
  NonInviteClientTransaction transaction(kTimes, kReliable);
  EXPECT_EQ(text(transaction.start()), "send timeout=32000");
}

TEST(NonInviteClientTransaction, DoublesTimerEUpToT2) {
  auto transaction = started(kUnreliable);
  for (const char* actions :
       {"resend retransmit=1000", "resend retransmit=2000", "resend retransmit=4000", "resend retransmit=4000"}) {
    EXPECT_EQ(text(transaction.on_timer(TimerId::retransmit)), actions);
  }
}

TEST(NonInviteClientTransaction, RetransmitsEveryT2OnceAProvisionalCame) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_response(100)), "pass_up");
  EXPECT_EQ(transaction.state(), State::proceeding);
  EXPECT_EQ(text(transaction.on_timer(TimerId::retransmit)), "resend retransmit=4000");
  EXPECT_EQ(text(transaction.on_response(100)), "pass_up");
}

TEST(NonInviteClientTransaction, TimesOutInTryingAndInProceeding) {
  auto trying = started(kUnreliable);
  EXPECT_EQ(text(trying.on_timer(TimerId::timeout)), "timed_out terminated");
  auto proceeding = started(kReliable);
  proceeding.on_response(100);
  EXPECT_EQ(text(proceeding.on_timer(TimerId::timeout)), "timed_out terminated");
}

TEST(NonInviteClientTransaction, PassesOneFinalResponseUpAndAbsorbsTheRestForTimerK) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_response(200)), "pass_up retransmit=- timeout=- linger=5000");
  EXPECT_EQ(transaction.state(), State::completed);
  EXPECT_EQ(text(transaction.on_response(200)), "");
  EXPECT_EQ(text(transaction.on_response(404)), "");
  EXPECT_EQ(text(transaction.on_timer(TimerId::retransmit)), "");
  EXPECT_EQ(text(transaction.on_timer(TimerId::timeout)), "");
  EXPECT_EQ(text(transaction.on_timer(TimerId::linger)), "terminated");
}

TEST(NonInviteClientTransaction, EndsAtOnceAfterAFinalResponseOverAReliableTransport) {
  auto transaction = started(kReliable);
  EXPECT_EQ(text(transaction.on_response(404)), "pass_up terminated");
  EXPECT_EQ(transaction.state(), State::terminated);
}

TEST(NonInviteClientTransaction, ReportsThatTheRequestCouldNotBeSent) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_transport_error()), "transport_failed terminated");
  auto answered = started(kUnreliable);
  answered.on_response(200);
  EXPECT_EQ(text(answered.on_transport_error()), "");
}

}  // namespace
}  // namespace zvoni::kernel
