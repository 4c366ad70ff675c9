#include <limits>
#include <string>

#include <gtest/gtest.h>

#include <zvoni/header_values.hpp>

namespace zvoni {
namespace {

TEST(Number, IsReadUpToItsBound) {
  EXPECT_EQ(parse_number("0", 255), 0u);
  EXPECT_EQ(parse_number("255", 255), 255u);
  EXPECT_EQ(parse_number("0068", 255), 68u);
  EXPECT_EQ(parse_number("4294967295", 0xffffffff), 0xffffffffu);
}

TEST(Number, IsRefusedBeyondItsBoundOrWithOtherCharacters) {
  EXPECT_FALSE(parse_number("256", 255));
  EXPECT_FALSE(parse_number("4294967296", 0xffffffff));
  EXPECT_FALSE(parse_number("4294967328", 0xffffffff));  // 2^32 + 32
  EXPECT_FALSE(parse_number("18446744073709551617", 0xffffffff));
  EXPECT_FALSE(parse_number(std::string(10000, '9'), 0xffffffff));
  for (const auto* text : {"", "-1", "+1", " 1", "1 ", "1a", "0x10", "1.0", "1,2"})
    EXPECT_FALSE(parse_number(text, 255)) << text;
}

TEST(DeltaSeconds, AreCutAtTheirGreatest) {
  EXPECT_EQ(parse_delta_seconds("3600"), 3600u);
  EXPECT_EQ(parse_delta_seconds("4294967295"), 0xffffffffu);
  EXPECT_EQ(parse_delta_seconds("4294967296"), 0xffffffffu);
  EXPECT_EQ(parse_delta_seconds("280297596632815"), 0xffffffffu);
  EXPECT_EQ(parse_delta_seconds(std::string(5000, '9')), 0xffffffffu);
  for (const auto* text : {"", "-1", "soon", "1h", "3600 "}) EXPECT_FALSE(parse_delta_seconds(text)) << text;
}

TEST(QValue, IsReadInThousandths) {
  EXPECT_EQ(parse_qvalue("0"), 0);
  EXPECT_EQ(parse_qvalue("0."), 0);
  EXPECT_EQ(parse_qvalue("0.5"), 500);
  EXPECT_EQ(parse_qvalue("0.33"), 330);
  EXPECT_EQ(parse_qvalue("0.001"), 1);
  EXPECT_EQ(parse_qvalue("1"), 1000);
  EXPECT_EQ(parse_qvalue("1.000"), 1000);
}

TEST(QValue, IsRefusedWhereItIsNone) {
  for (const auto* text : {"", "2", "1.1", "1.001", "0.0001", "-0.5", ".5", "0,5", "00.5", "0.5a", "01", "NaN"}) {
    EXPECT_FALSE(parse_qvalue(text)) << text;
  }
}

TEST(CSeq, HasANumberAndAMethod) {
  const auto cseq = parse_cseq("314159 INVITE");
  ASSERT_TRUE(cseq);
  EXPECT_EQ(cseq->number, 314159u);
  EXPECT_EQ(cseq->method, Method::invite);
  EXPECT_EQ(cseq->method_name, "INVITE");
  EXPECT_EQ(parse_cseq("0 X")->method, Method::unknown);
}

TEST(CSeq, MayBeFoldedAndHaveLeadingZeros) {
  const auto cseq = parse_cseq("0009\r\n  INVITE ");
  ASSERT_TRUE(cseq);
  EXPECT_EQ(cseq->number, 9u);
  EXPECT_EQ(cseq->method_name, "INVITE");
}

TEST(CSeq, IsBelowTwoToTheThirtyFirst) {
  EXPECT_TRUE(parse_cseq("2147483647 ACK"));
  EXPECT_FALSE(parse_cseq("2147483648 ACK"));
  EXPECT_FALSE(parse_cseq("36893488147419103232 REGISTER"));
}

TEST(CSeq, IsRefusedWhereItIsNone) {
  for (const auto* text : {"", "1", "INVITE", "1INVITE", "1 ", " INVITE", "-1 INVITE", "1 INV ITE", "1 INVITE, 2 BYE",
                           "1 <INVITE>", "1.5 INVITE"}) {
    EXPECT_FALSE(parse_cseq(text)) << text;
  }
}

TEST(CSeq, TakesAVeryLongMethodAsAView) {
  const std::string text = "1 " + std::string(60000, 'M');
  const auto cseq = parse_cseq(text);
  ASSERT_TRUE(cseq);
  EXPECT_EQ(cseq->method, Method::unknown);
  EXPECT_EQ(cseq->method_name.data(), text.data() + 2);
  EXPECT_EQ(cseq->method_name.size(), 60000u);
}

}  // namespace
}  // namespace zvoni
