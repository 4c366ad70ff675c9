#include "config/scalars.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace zvoni::kernel {
namespace {

using std::chrono::milliseconds;

TEST(Scalars, ReadBooleansInAnyCase) {
  for (const char* text : {"yes", "Yes", "TRUE", "on"}) EXPECT_EQ(parse_boolean(text), true) << text;
  for (const char* text : {"no", "No", "FALSE", "off"}) EXPECT_EQ(parse_boolean(text), false) << text;
  for (const char* text : {"", "y", "1", "0", "maybe", "yes "}) EXPECT_EQ(parse_boolean(text), std::nullopt) << text;
}

TEST(Scalars, ReadWholeNumbers) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("42"), 42);
  EXPECT_EQ(parse_integer("-7"), -7);
  EXPECT_EQ(parse_integer("9223372036854775807"), INT64_MAX);
}

TEST(Scalars, RefuseWhatIsNoWholeNumber) {
  for (const char* text : {"", "-", "+1", "1.5", "0x10", "010", "1e3", " 1", "1 ", "--1", "9223372036854775808",
                           "99999999999999999999999"}) {
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
  }
}

TEST(Scalars, ReadDurationsInEachUnit) {
  EXPECT_EQ(parse_duration("500ms"), milliseconds(500));
  EXPECT_EQ(parse_duration("90s"), milliseconds(90000));
  EXPECT_EQ(parse_duration("5m"), milliseconds(300000));
  EXPECT_EQ(parse_duration("1h"), milliseconds(3600000));
  EXPECT_EQ(parse_duration("2d"), milliseconds(172800000));
  EXPECT_EQ(parse_duration("0"), milliseconds(0));
}

TEST(Scalars, RefuseDurationsWithoutUnitOrBeyondACentury) {
  for (const char* text : {"", "90", "1 h", "1H", "h", "-5s", "1.5h", "1h30m", "36501d", "18446744073709551615d"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
  EXPECT_TRUE(parse_duration("36500d"));
}

TEST(Scalars, ReadSizesInUnitsOf1024) {
  EXPECT_EQ(parse_size("1500"), 1500U);
  EXPECT_EQ(parse_size("64K"), 65536U);
  EXPECT_EQ(parse_size("64k"), 65536U);
  EXPECT_EQ(parse_size("10M"), 10485760U);
  EXPECT_EQ(parse_size("2G"), 2147483648U);
  EXPECT_EQ(parse_size("0"), 0U);
}

TEST(Scalars, RefuseWhatIsNoSize) {
  for (const char* text : {"", "K", "64KB", "64 K", "-1", "1.5M", "9999999999999G"}) {
    EXPECT_EQ(parse_size(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace zvoni::kernel
