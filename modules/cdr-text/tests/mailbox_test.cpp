#include "mailbox.hpp"

#include <gtest/gtest.h>

namespace zvoni::cdr_text {
namespace {

CallEntry entry(std::string call_id) {
  CallEntry made;
  made.call.call_id = std::move(call_id);
  return made;
}

TEST(Mailbox, AsksForATakerOnceForABatch) {
  Mailbox mailbox(10);
  EXPECT_TRUE(mailbox.put(entry("1")));
  EXPECT_FALSE(mailbox.put(entry("2")));
  EXPECT_FALSE(mailbox.request_reopen());
  const auto batch = mailbox.take();
  ASSERT_EQ(batch.entries.size(), 2U);
  EXPECT_EQ(batch.entries[0].call.call_id, "1");
  EXPECT_EQ(batch.entries[1].call.call_id, "2");
  EXPECT_TRUE(batch.reopen_requested);
  EXPECT_TRUE(mailbox.put(entry("3")));
  EXPECT_FALSE(mailbox.take().reopen_requested);
}

TEST(Mailbox, AsksAgainWhereNobodyCouldCome) {
  Mailbox mailbox(10);
  EXPECT_TRUE(mailbox.put(entry("1")));
  mailbox.nobody_comes();
  EXPECT_TRUE(mailbox.put(entry("2")));
  EXPECT_EQ(mailbox.take().entries.size(), 2U);
}

TEST(Mailbox, DropsAndCountsWhatFindsNoRoom) {
  Mailbox mailbox(2);
  for (const auto* call_id : {"1", "2", "3", "4"}) static_cast<void>(mailbox.put(entry(call_id)));
  const auto batch = mailbox.take();
  EXPECT_EQ(batch.entries.size(), 2U);
  EXPECT_EQ(batch.dropped, 2U);
  EXPECT_EQ(mailbox.take().dropped, 0U);
}

}  // namespace
}  // namespace zvoni::cdr_text
