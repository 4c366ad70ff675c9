#include "transaction/invite_server_transaction.hpp"

#include <gtest/gtest.h>

#include "actions_text.hpp"

namespace zvoni::kernel {
namespace {

using State = InviteServerTransaction::State;
constexpr TransactionTimes kTimes;

InviteServerTransaction started(bool reliable) {
  InviteServerTransaction transaction(kTimes, reliable);
  transaction.start();
  return transaction;
}

TEST(InviteServerTransaction, PassesTheInviteUpAndWaits200MsForAnAnswer) {
  InviteServerTransaction transaction(kTimes, kUnreliable);
  EXPECT_EQ(text(transaction.start()), "pass_up trying=200");
  EXPECT_EQ(transaction.state(), State::proceeding);
}

TEST(InviteServerTransaction, SendsA100WhenNothingWasSentIn200Ms) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_timer(TimerId::trying)), "send_trying");
  EXPECT_EQ(transaction.state(), State::proceeding);
}

TEST(InviteServerTransaction, StopsTheTryingTimerOnTheFirstResponseOnly) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_response(180)), "send trying=-");
  EXPECT_EQ(text(transaction.on_response(183)), "send");
  EXPECT_EQ(text(transaction.on_timer(TimerId::trying)), "");
}

TEST(InviteServerTransaction, AnswersARetransmissionWithTheLastProvisional) {
  auto transaction = started(kUnreliable);
  transaction.on_response(180);
  EXPECT_EQ(text(transaction.on_retransmission()), "resend");
}

TEST(InviteServerTransaction, AnswersARetransmissionWithA100WhereNothingWasSentYet) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_retransmission()), "send_trying trying=-");
  EXPECT_EQ(text(transaction.on_retransmission()), "resend");
  EXPECT_EQ(text(transaction.on_timer(TimerId::trying)), "");
  EXPECT_EQ(text(transaction.on_response(180)), "send");
}

TEST(InviteServerTransaction, RetransmitsAFailureFromT1ToT2UntilTimerH) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_response(486)), "send trying=- retransmit=500 timeout=32000");
  EXPECT_EQ(transaction.state(), State::completed);
  for (const char* actions :
       {"resend retransmit=1000", "resend retransmit=2000", "resend retransmit=4000", "resend retransmit=4000"}) {
    EXPECT_EQ(text(transaction.on_timer(TimerId::retransmit)), actions);
  }
  EXPECT_EQ(text(transaction.on_timer(TimerId::timeout)), "timed_out terminated");
  EXPECT_EQ(transaction.state(), State::terminated);
}

TEST(InviteServerTransaction, WaitsForTheAckOverAReliableTransportWithoutRetransmitting) {
  auto transaction = started(kReliable);
  EXPECT_EQ(text(transaction.on_response(486)), "send trying=- timeout=32000");
  EXPECT_EQ(text(transaction.on_ack()), "terminated");
  EXPECT_EQ(transaction.state(), State::terminated);
}

TEST(InviteServerTransaction, SendsTheFailureAgainForARetransmittedInvite) {
  auto transaction = started(kUnreliable);
  transaction.on_response(486);
  EXPECT_EQ(text(transaction.on_retransmission()), "resend");
}

TEST(InviteServerTransaction, AbsorbsTheAckAndItsRetransmissionsForTimerI) {
  auto transaction = started(kUnreliable);
  transaction.on_response(486);
  EXPECT_EQ(text(transaction.on_ack()), "retransmit=- timeout=- linger=5000");
  EXPECT_EQ(transaction.state(), State::confirmed);
  EXPECT_EQ(text(transaction.on_ack()), "");
  EXPECT_EQ(text(transaction.on_retransmission()), "");
  EXPECT_EQ(text(transaction.on_timer(TimerId::retransmit)), "");
  EXPECT_EQ(text(transaction.on_timer(TimerId::linger)), "terminated");
}

TEST(InviteServerTransaction, IgnoresAnAckBeforeAFinalResponse) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_ack()), "");
  EXPECT_EQ(transaction.state(), State::proceeding);
}

TEST(InviteServerTransaction, SendsAny2xxInAcceptedAndAbsorbsTheInviteForTimerL) {
  for (const bool reliable : {kUnreliable, kReliable}) {
    auto transaction = started(reliable);
    transaction.on_response(180);
    EXPECT_EQ(text(transaction.on_response(200)), "send linger=32000");
    EXPECT_EQ(transaction.state(), State::accepted);
    EXPECT_EQ(text(transaction.on_retransmission()), "");
    EXPECT_EQ(text(transaction.on_response(200)), "send");
    EXPECT_EQ(text(transaction.on_response(200)), "send");
    EXPECT_EQ(text(transaction.on_timer(TimerId::linger)), "terminated");
  }
}

TEST(InviteServerTransaction, RefusesOtherResponsesInAccepted) {
  auto transaction = started(kUnreliable);
  transaction.on_response(200);
  EXPECT_EQ(text(transaction.on_response(180)), "");
  EXPECT_EQ(text(transaction.on_response(486)), "");
}

TEST(InviteServerTransaction, PassesAnAckUpInAccepted) {
  auto transaction = started(kUnreliable);
  transaction.on_response(200);
  EXPECT_EQ(text(transaction.on_ack()), "pass_up");
}

TEST(InviteServerTransaction, RefusesResponsesAfterAFailure) {
  auto transaction = started(kUnreliable);
  transaction.on_response(486);
  EXPECT_EQ(text(transaction.on_response(200)), "");
  EXPECT_EQ(text(transaction.on_response(487)), "");
  transaction.on_ack();
  EXPECT_EQ(text(transaction.on_response(200)), "");
}

TEST(InviteServerTransaction, StaysWhenAResponseCannotBeSentSoThatTheInviteIsStillAbsorbed) {
  auto ringing = started(kUnreliable);
  ringing.on_response(180);
  EXPECT_EQ(text(ringing.on_transport_error()), "transport_failed");
  EXPECT_EQ(ringing.state(), State::proceeding);
  ringing.on_response(200);
  EXPECT_EQ(text(ringing.on_transport_error()), "transport_failed");
  EXPECT_EQ(ringing.state(), State::accepted);

  auto failed = started(kUnreliable);
  failed.on_response(486);
  EXPECT_EQ(text(failed.on_transport_error()), "transport_failed");
  EXPECT_EQ(failed.state(), State::completed);
}

TEST(InviteServerTransaction, DoesNothingOnceTerminated) {
  auto transaction = started(kReliable);
  transaction.on_response(486);
  transaction.on_ack();
  EXPECT_EQ(text(transaction.on_retransmission()), "");
  EXPECT_EQ(text(transaction.on_ack()), "");
  EXPECT_EQ(text(transaction.on_response(200)), "");
  EXPECT_EQ(text(transaction.on_timer(TimerId::timeout)), "");
  EXPECT_EQ(text(transaction.on_transport_error()), "");
}

}  // namespace
}  // namespace zvoni::kernel
