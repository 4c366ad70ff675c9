#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

template <class Name>
std::vector<std::string> list(const Message& message, Name name) {
  std::vector<std::string> out;
  for (const auto value : message.values(name)) out.emplace_back(value);
  return out;
}

TEST(MessageGetter, FindsHeadersByIdAndByText) {
  const auto message = parse_good(invite("X-One: 1\nx-one: 2\nAccept-Contact: *;audio\n"));
  EXPECT_EQ(message->header(HeaderName::call_id), "a84b4c76@pc33.example.org");
  EXPECT_EQ(message->header("call-id"), "a84b4c76@pc33.example.org");
  EXPECT_EQ(message->header("i"), "a84b4c76@pc33.example.org");
  EXPECT_EQ(message->header("X-ONE"), "1");
  EXPECT_EQ(message->header("X-Two"), std::nullopt);
  EXPECT_EQ(message->header(HeaderName::contact), std::nullopt);
  EXPECT_EQ(message->header(HeaderName::other), std::nullopt);
  EXPECT_TRUE(message->has(HeaderName::via));
  EXPECT_FALSE(message->has(HeaderName::route));
}

TEST(MessageGetter, WalksValuesOverLinesAndLists) {
  const auto message = parse_good(invite(
      "Route: <sip:a;lr>, <sip:b;lr>\nContact: \"A, B\" <sip:x,y@z>;q=\"1,2\" , sip:c@d\nRoute: <sip:c>,\n <sip:d>\n"));
  EXPECT_THAT(list(*message, HeaderName::route), ElementsAre("<sip:a;lr>", "<sip:b;lr>", "<sip:c>", "<sip:d>"));
  EXPECT_THAT(list(*message, HeaderName::contact), ElementsAre("\"A, B\" <sip:x,y@z>;q=\"1,2\"", "sip:c@d"));
  EXPECT_EQ(message->values(HeaderName::route).size(), 4u);
  EXPECT_EQ(message->first_value(HeaderName::route), "<sip:a;lr>");
}

TEST(MessageGetter, KeepsEscapedQuotesWithinAValue) {
  const auto message = parse_good(invite("Contact: \"a\\\",\\\\\" <sip:a@b>, \"c\" <sip:c@d>\n"));
  EXPECT_THAT(list(*message, HeaderName::contact), ElementsAre("\"a\\\",\\\\\" <sip:a@b>", "\"c\" <sip:c@d>"));
}

TEST(MessageGetter, SkipsEmptyElements) {
  const auto message = parse_good(invite("Supported:\nSupported: ,, a ,\n ,b,\nSupported: \t\nk: c\n"));
  EXPECT_THAT(list(*message, HeaderName::supported), ElementsAre("a", "b", "c"));
  EXPECT_THAT(list(*parse_good(invite("Supported: ,\nSupported:\n")), HeaderName::supported), IsEmpty());
  EXPECT_TRUE(message->values(HeaderName::route).empty());
}

TEST(MessageGetter, TakesTheRestOfALineWhereAQuoteOrBracketIsNotClosed) {
  const auto message = parse_good(invite("Contact: <sip:a@b>, \"c, <sip:d@e>\nRoute: <sip:a, <sip:b\n"));
  EXPECT_THAT(list(*message, HeaderName::contact), ElementsAre("<sip:a@b>", "\"c, <sip:d@e>"));
  EXPECT_THAT(list(*message, HeaderName::route), ElementsAre("<sip:a, <sip:b"));
}

TEST(MessageGetter, WalksValuesOfANameByItsText) {
  const auto message = parse_good(invite("X-List: a, b\nX-Other: q\nx-list: c\nk: d\n"));
  std::vector<std::string> values;
  for (const auto value : message->values(std::string("X-LIST"))) values.emplace_back(value);  // a name that is gone
  EXPECT_THAT(values, ElementsAre("a", "b", "c"));
  EXPECT_THAT(list(*message, "supported"), ElementsAre("d"));
  EXPECT_THAT(list(*message, "X-None"), IsEmpty());
}

TEST(MessageGetter, FindsTokensInAnyCase) {
  const auto message = parse_good(invite("Require: 100rel, Path\nRequire: gruu\n"));
  EXPECT_TRUE(message->has_token(HeaderName::require, "path"));
  EXPECT_TRUE(message->has_token(HeaderName::require, "GRUU"));
  EXPECT_FALSE(message->has_token(HeaderName::require, "rel"));
  EXPECT_FALSE(message->has_token(HeaderName::supported, "path"));
}

TEST(MessageGetter, WalksAllLinesInOrder) {
  const auto message = parse_good(invite("X-One:  1 \n"));
  const auto first = message->header_line(0);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->name, HeaderName::other);
  EXPECT_EQ(first->name_text, "X-One");
  EXPECT_EQ(first->value, "1");
  EXPECT_EQ(message->header_line(1)->name, HeaderName::via);
  EXPECT_TRUE(message->header_line(6));
  EXPECT_FALSE(message->header_line(7));
}

TEST(MessageGetter, GivesTypedViews) {
  const auto message = parse_good(invite("Contact: <sip:alice@192.0.2.1>;expires=60, <sip:b@c>\nExpires: 3600\n"));
  EXPECT_EQ(message->top_via()->branch(), "z9hG4bK776");
  EXPECT_EQ(message->from()->uri.user, "alice");
  EXPECT_EQ(message->from_tag(), "1928");
  EXPECT_EQ(message->to()->display_name, "Bob");
  EXPECT_EQ(message->to_tag(), "");
  EXPECT_EQ(message->cseq()->number, 314159u);
  EXPECT_EQ(message->name_addr(HeaderName::contact)->params.value("expires"), "60");
  EXPECT_EQ(message->number(HeaderName::max_forwards), 70u);
  EXPECT_EQ(message->number(HeaderName::expires), 3600u);
  EXPECT_FALSE(message->name_addr(HeaderName::route));
  EXPECT_FALSE(message->number(HeaderName::min_expires));
}

TEST(MessageGetter, ReadsNumbersWithSomethingBehindThem) {
  const auto message = parse_good(
      invite("Session-Expires: 1800;refresher=uac\nRetry-After: 120 (I'm in a meeting)\nExpires: 99999999999\n"
             "Min-Expires: soon\n"));
  EXPECT_EQ(message->number(HeaderName::session_expires), 1800u);
  EXPECT_EQ(message->number(HeaderName::retry_after), 120u);
  EXPECT_EQ(message->number(HeaderName::expires), 0xffffffffu);
  EXPECT_FALSE(message->number(HeaderName::min_expires));
}

}  // namespace
}  // namespace zvoni
