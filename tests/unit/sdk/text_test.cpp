#include <zvoni/text.hpp>

#include <chrono>

#include <gtest/gtest.h>

namespace zvoni {
namespace {

using namespace std::string_view_literals;

TEST(Text, ComparesAsciiLettersInAnyCase) {
  EXPECT_TRUE(iequals("Call-ID", "cALL-id"));
  EXPECT_TRUE(iequals("", ""));
  EXPECT_FALSE(iequals("Call-ID", "Call-I"));
  EXPECT_FALSE(iequals("a[", "a{"));   // differ by the same bit as letters of two cases
  EXPECT_FALSE(iequals("a-", "a\r"));  // so do these
  EXPECT_FALSE(iequals("\xc3\xa9", "\xe3\xa9"));
}

TEST(Text, LowersAsciiOnly) { EXPECT_EQ(to_lower("ÁBC-Xyz09"), "Ábc-xyz09"); }

TEST(Text, TrimsBlanksAndFolds) {
  EXPECT_EQ(trim(" \t\r\n a b \r\n\t"), "a b");
  EXPECT_EQ(trim(" \r\n "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, TakesWellFormedUtf8WithoutControlsAsClean) {
  EXPECT_TRUE(is_clean_utf8(""));
  EXPECT_TRUE(is_clean_utf8("Zvoní, Obsadené €\xf0\x9f\x93\x9e"));
  EXPECT_TRUE(is_clean_utf8("\xf4\x8f\xbf\xbf"));  // U+10FFFF
}

TEST(Text, RefusesWhatIsNoCleanUtf8) {
  for (const auto bad : {"a\r\nb"sv, "tab\t"sv, "nul\0"sv, "\x7f"sv, "\x1b[31m"sv,
                         "\xc0\x80"sv,          // overlong NUL
                         "\xe0\x80\x8a"sv,      // overlong LF
                         "\xf0\x80\x80\x8a"sv,  // overlong LF
                         "\xed\xa0\x80"sv,      // surrogate
                         "\xf4\x90\x80\x80"sv,  // beyond U+10FFFF
                         "\xc3"sv, "\xe2\x82"sv, "\xf0\x9f\x93"sv, "\x80"sv, "\xff"sv,
                         "\xc2\x9b"sv,  // CSI, a C1 control
                         "\xe2\x80\xa8"sv}) {
    EXPECT_FALSE(is_clean_utf8(bad)) << escape_for_log(bad);
  }
}

TEST(Text, EscapesForLogsWhatCouldEndALineOrDriveATerminal) {
  EXPECT_EQ(escape_for_log("plain Zvoní"), "plain Zvoní");
  EXPECT_EQ(escape_for_log("a\r\nb\tc\\d"), "a\\r\\nb\\tc\\\\d");
  EXPECT_EQ(escape_for_log("\x1b[2J\x7f\0"sv), "\\x1b[2J\\x7f\\x00");
  EXPECT_EQ(escape_for_log("\xff\xc3"), "\\xff\\xc3");
  EXPECT_EQ(escape_for_log("\xc2\x9b"
                           "31m"),
            "\\xc2\\x9b31m");
  EXPECT_EQ(escape_for_log("%n ../ ' \" ;DROP"), "%n ../ ' \" ;DROP");
}

TEST(Text, MatchesGlobs) {
  EXPECT_TRUE(glob_match("*", ""));
  EXPECT_TRUE(glob_match("*", "anything"));
  EXPECT_TRUE(glob_match("", ""));
  EXPECT_TRUE(glob_match("+421*", "+421905123456"));
  EXPECT_TRUE(glob_match("1??", "123"));
  EXPECT_TRUE(glob_match("*@Example.ORG", "bob@example.org"));
  EXPECT_TRUE(glob_match("a*b*c", "aXbYbZc"));
  EXPECT_TRUE(glob_match("**a**", "xxaxx"));
  EXPECT_TRUE(glob_match("\\*", "\\x"));
}

TEST(Text, RefusesWhatDoesNotMatchAGlob) {
  EXPECT_FALSE(glob_match("", "a"));
  EXPECT_FALSE(glob_match("1??", "12"));
  EXPECT_FALSE(glob_match("1??", "1234"));
  EXPECT_FALSE(glob_match("a*b", "abc"));
  EXPECT_FALSE(glob_match("*a", "ab"));
  EXPECT_FALSE(glob_match("?", ""));
}

TEST(Text, MatchesAHostileGlobInBoundedTime) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  pattern += "b";
  const std::string text(4000, 'a');
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(glob_match(pattern, text));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace zvoni
