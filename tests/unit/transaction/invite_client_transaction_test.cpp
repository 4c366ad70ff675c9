#include "transaction/invite_client_transaction.hpp"

#include <gtest/gtest.h>

#include "actions_text.hpp"

namespace zvoni::kernel {
namespace {

using State = InviteClientTransaction::State;
constexpr TransactionTimes kTimes;

InviteClientTransaction started(bool reliable) {
  InviteClientTransaction transaction(kTimes, reliable);
  transaction.start();
  return transaction;
}

TEST(InviteClientTransaction, SendsTheInviteAndStartsTimersAAndB) {
  InviteClientTransaction transaction(kTimes, kUnreliable);
  EXPECT_EQ(text(transaction.start()), "send retransmit=500 timeout=32000");
  EXPECT_EQ(transaction.state(), State::calling);
}

TEST(InviteClientTransaction, DoesNotRetransmitOverAReliableTransport) {
  InviteClientTransaction transaction(kTimes, kReliable);
  EXPECT_EQ(text(transaction.start()), "send timeout=32000");
}

TEST(InviteClientTransaction, DoublesTimerAWithoutABound) {
  auto transaction = started(kUnreliable);
  for (const char* actions : {"resend retransmit=1000", "resend retransmit=2000", "resend retransmit=4000",
                              "resend retransmit=8000", "resend retransmit=16000"}) {
    EXPECT_EQ(text(transaction.on_timer(TimerId::retransmit)), actions);
  }
}

TEST(InviteClientTransaction, TimesOutWhenTimerBFiresInCalling) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_timer(TimerId::timeout)), "timed_out terminated");
  EXPECT_EQ(transaction.state(), State::terminated);
}

TEST(InviteClientTransaction, StopsRetransmittingAndTimerBOnTheFirstProvisional) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_response(100)), "pass_up retransmit=- timeout=-");
  EXPECT_EQ(text(transaction.on_response(180)), "pass_up");
  EXPECT_EQ(transaction.state(), State::proceeding);
}

TEST(InviteClientTransaction, IgnoresATimerThatWasUnderWayWhenTheProvisionalCame) {
  auto transaction = started(kUnreliable);
  transaction.on_response(180);
  EXPECT_EQ(text(transaction.on_timer(TimerId::retransmit)), "");
  EXPECT_EQ(text(transaction.on_timer(TimerId::timeout)), "");
  EXPECT_EQ(transaction.state(), State::proceeding);
}

TEST(InviteClientTransaction, AcknowledgesAFailureAndLingersForTimerD) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_response(486)), "send_ack pass_up retransmit=- timeout=- linger=32000");
  EXPECT_EQ(transaction.state(), State::completed);
  EXPECT_EQ(text(transaction.on_timer(TimerId::linger)), "terminated");
}

TEST(InviteClientTransaction, StartsOnlyTimerDWhenAFailureFollowsAProvisional) {
  auto transaction = started(kUnreliable);
  transaction.on_response(180);
  EXPECT_EQ(text(transaction.on_response(603)), "send_ack pass_up linger=32000");
}

TEST(InviteClientTransaction, EndsAtOnceAfterAFailureOverAReliableTransport) {
  auto transaction = started(kReliable);
  EXPECT_EQ(text(transaction.on_response(486)), "send_ack pass_up terminated");
  EXPECT_EQ(transaction.state(), State::terminated);
}

TEST(InviteClientTransaction, AcknowledgesARetransmittedFailureWithoutPassingItUp) {
  auto transaction = started(kUnreliable);
  transaction.on_response(486);
  EXPECT_EQ(text(transaction.on_response(486)), "send_ack");
}

TEST(InviteClientTransaction, DropsProvisionalsAndSuccessesAfterAFailure) {
  auto transaction = started(kUnreliable);
  transaction.on_response(486);
  EXPECT_EQ(text(transaction.on_response(180)), "");
  EXPECT_EQ(text(transaction.on_response(200)), "");
  EXPECT_EQ(transaction.state(), State::completed);
}

TEST(InviteClientTransaction, PassesEvery2xxUpForTimerMAndSendsNoAck) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_response(200)), "pass_up retransmit=- timeout=- linger=32000");
  EXPECT_EQ(transaction.state(), State::accepted);
  EXPECT_EQ(text(transaction.on_response(200)), "pass_up");
  EXPECT_EQ(text(transaction.on_response(202)), "pass_up");
  EXPECT_EQ(text(transaction.on_timer(TimerId::linger)), "terminated");
}

TEST(InviteClientTransaction, KeepsTimerMOverAReliableTransportToo) {
  auto transaction = started(kReliable);
  EXPECT_EQ(text(transaction.on_response(200)), "pass_up timeout=- linger=32000");
}

TEST(InviteClientTransaction, DropsWhatIsNo2xxInAccepted) {
  auto transaction = started(kUnreliable);
  transaction.on_response(200);
  EXPECT_EQ(text(transaction.on_response(180)), "");
  EXPECT_EQ(text(transaction.on_response(486)), "");
  EXPECT_EQ(transaction.state(), State::accepted);
}

TEST(InviteClientTransaction, ReportsThatTheInviteCouldNotBeSent) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_transport_error()), "transport_failed terminated");
  EXPECT_EQ(transaction.state(), State::terminated);
}

TEST(InviteClientTransaction, ReportsThatTheAckCouldNotBeSent) {
  auto transaction = started(kUnreliable);
  transaction.on_response(486);
  EXPECT_EQ(text(transaction.on_transport_error()), "transport_failed terminated");
}

TEST(InviteClientTransaction, IgnoresALateSendFailureOnceThePeerHasAnswered) {
  auto ringing = started(kUnreliable);
  ringing.on_response(180);
  EXPECT_EQ(text(ringing.on_transport_error()), "");
  auto answered = started(kUnreliable);
  answered.on_response(200);
  EXPECT_EQ(text(answered.on_transport_error()), "");
}

TEST(InviteClientTransaction, DoesNothingOnceTerminated) {
  auto transaction = started(kUnreliable);
  transaction.on_timer(TimerId::timeout);
  EXPECT_EQ(text(transaction.on_response(200)), "");
  EXPECT_EQ(text(transaction.on_timer(TimerId::linger)), "");
  EXPECT_EQ(text(transaction.on_transport_error()), "");
}

TEST(InviteClientTransaction, FollowsTheTimesItIsGiven) {
  const TransactionTimes times{.t1 = std::chrono::milliseconds(10)};
  InviteClientTransaction transaction(times, kUnreliable);
  EXPECT_EQ(text(transaction.start()), "send retransmit=10 timeout=640");
}

}  // namespace
}  // namespace zvoni::kernel
