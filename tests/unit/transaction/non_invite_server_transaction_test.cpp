#include "transaction/non_invite_server_transaction.hpp"

#include <gtest/gtest.h>

#include "actions_text.hpp"

namespace zvoni::kernel {
namespace {

using State = NonInviteServerTransaction::State;
constexpr TransactionTimes kTimes;

NonInviteServerTransaction started(bool reliable) {
  NonInviteServerTransaction transaction(kTimes, reliable);
  transaction.start();
  return transaction;
}

TEST(NonInviteServerTransaction, PassesTheRequestUpAndMakesNo100) {
  NonInviteServerTransaction transaction(kTimes, kUnreliable);
  EXPECT_EQ(text(transaction.start()), "pass_up");
  EXPECT_EQ(text(transaction.on_timer(TimerId::trying)), "");
}

TEST(NonInviteServerTransaction, DiscardsRetransmissionsBeforeAResponse) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_retransmission()), "");
}

TEST(NonInviteServerTransaction, AnswersARetransmissionWithTheLastResponse) {
  auto transaction = started(kUnreliable);
  EXPECT_EQ(text(transaction.on_response(100)), "send");
  EXPECT_EQ(transaction.state(), State::proceeding);
  EXPECT_EQ(text(transaction.on_retransmission()), "resend");
  EXPECT_EQ(text(transaction.on_response(200)), "send linger=32000");
  EXPECT_EQ(transaction.state(), State::completed);
  EXPECT_EQ(text(transaction.on_retransmission()), "resend");
  EXPECT_EQ(text(transaction.on_timer(TimerId::linger)), "terminated");
}

TEST(NonInviteServerTransaction, RefusesASecondFinalResponse) {
  auto transaction = started(kUnreliable);
  transaction.on_response(200);
  EXPECT_EQ(text(transaction.on_response(500)), "");
}

TEST(NonInviteServerTransaction, EndsAtOnceAfterAFinalResponseOverAReliableTransport) {
  auto transaction = started(kReliable);
  EXPECT_EQ(text(transaction.on_response(404)), "send terminated");
  EXPECT_EQ(transaction.state(), State::terminated);
  EXPECT_EQ(text(transaction.on_retransmission()), "");
}

TEST(NonInviteServerTransaction, SendsNo408AndAbsorbsRetransmissionsAfterIt) {
  auto transaction = started(kUnreliable);
  transaction.on_response(100);
  EXPECT_EQ(text(transaction.on_response(408)), "linger=32000");
  EXPECT_EQ(transaction.state(), State::completed);
  EXPECT_EQ(text(transaction.on_retransmission()), "");
  auto reliable = started(kReliable);
  EXPECT_EQ(text(reliable.on_response(408)), "terminated");
}

TEST(NonInviteServerTransaction, EndsWhenAResponseCannotBeSent) {
  auto proceeding = started(kUnreliable);
  proceeding.on_response(100);
  EXPECT_EQ(text(proceeding.on_transport_error()), "transport_failed terminated");
  auto completed = started(kUnreliable);
  completed.on_response(200);
  EXPECT_EQ(text(completed.on_transport_error()), "transport_failed terminated");
  auto trying = started(kUnreliable);
  EXPECT_EQ(text(trying.on_transport_error()), "");
}

}  // namespace
}  // namespace zvoni::kernel
