#include "phrase_table.hpp"

#include <gtest/gtest.h>

#include <zvoni/status.hpp>
#include <zvoni/text.hpp>

namespace zvoni::phrase_rewriter {
namespace {

constexpr std::string_view kLanguages[] = {"en", "sk", "cs", "de"};

// Compact, folded and oddly spaced lines, an unknown header and a body: whatever could be lost when a message is
// written.
constexpr std::string_view kHeaders =
    "v:SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK1\r\n"
    "f : \"Alice\"   <sip:alice@example.org>;tag=1\r\n"
    "t:<sip:bob@example.org>;tag=2\r\n"
    "i:call-1\r\n"
    "CSEQ:  1   INVITE\r\n"
    "X-Odd:  one,\r\n   two \r\n"
    "Content-Type: text/plain\r\n"
    "l: 12\r\n"
    "\r\n"
    "Ringing OK\r\n";

std::string response(std::string_view status_line) { return std::string(status_line) + "\r\n" + std::string(kHeaders); }

std::string rewritten(const PhraseTable& table, std::string_view status_line) {
  const ParsedMessage parsed = Message::parse(response(status_line));
  EXPECT_EQ(parsed.fault, ParseFault::none) << status_line;
  table.rewrite(*parsed.message);
  return parsed.message->to_wire();
}

TEST(PhraseTable, EachLanguageCoversEveryRegisteredStatus) {
  for (const std::string_view language : kLanguages) {
    const PhraseTable table(phrases_of(language));
    for (const int status : registered_statuses()) EXPECT_NE(table.phrase(status), "") << language << ' ' << status;
    EXPECT_EQ(phrases_of(language).size(), registered_statuses().size()) << language;
  }
}

TEST(PhraseTable, EachPhraseIsCleanUtf8AndFitsAReasonPhrase) {
  for (const std::string_view language : kLanguages) {
    for (const Phrase& entry : phrases_of(language)) EXPECT_EQ(fault_of(entry.text), "") << language << entry.status;
  }
}

TEST(PhraseTable, EachLanguageIsInAscendingOrderWithoutDoubles) {
  for (const std::string_view language : kLanguages) {
    int last = 99;
    for (const Phrase& entry : phrases_of(language)) {
      EXPECT_GT(entry.status, last) << language;
      last = entry.status;
    }
  }
}

TEST(PhraseTable, EnglishPhrasesAreTheStandardOnes) {
  for (const Phrase& entry : phrases_of("en")) EXPECT_EQ(entry.text, standard_reason(entry.status)) << entry.status;
}

TEST(PhraseTable, SlovakRingsAsTheOriginalDid) {
  const PhraseTable table(phrases_of("sk"));
  EXPECT_EQ(table.phrase(180), "Zvoní");
  EXPECT_EQ(table.phrase(200), "OK, v poriadku");
  EXPECT_EQ(table.phrase(486), "Obsadené");
}

TEST(PhraseTable, ChangesThePhraseAndNoOtherByte) {
  for (const std::string_view language : kLanguages) {
    const PhraseTable table(phrases_of(language));
    for (const int status : registered_statuses()) {
      const std::string start = "SIP/2.0 " + std::to_string(status) + ' ';
      EXPECT_EQ(rewritten(table, start + "Some other phrase"), response(start + std::string(table.phrase(status))));
    }
  }
}

TEST(PhraseTable, GivesAPhraseToAResponseWithout) {
  const PhraseTable table(phrases_of("cs"));
  EXPECT_EQ(rewritten(table, "SIP/2.0 486 "), response("SIP/2.0 486 Obsazeno"));
}

TEST(PhraseTable, LeavesUnregisteredStatusAlone) {
  const PhraseTable table(phrases_of("sk"));
  EXPECT_EQ(rewritten(table, "SIP/2.0 499 Mystery"), response("SIP/2.0 499 Mystery"));
}

TEST(PhraseTable, SaysWhetherItChangedSomething) {
  const PhraseTable table(phrases_of("en"));
  EXPECT_FALSE(table.rewrite(*Message::parse(response("SIP/2.0 180 Ringing")).message));
  EXPECT_FALSE(table.rewrite(*Message::parse(response("SIP/2.0 499 Mystery")).message));
  EXPECT_TRUE(table.rewrite(*Message::parse(response("SIP/2.0 180 Brrr")).message));
}

TEST(PhraseTable, OwnPhraseComesBeforeTheLanguageAndFillsItsGaps) {
  PhraseTable table(phrases_of("sk"));
  table.set(486, "Linka je obsadená");
  table.set(699, "Posledný");
  EXPECT_EQ(rewritten(table, "SIP/2.0 486 Busy Here"), response("SIP/2.0 486 Linka je obsadená"));
  EXPECT_EQ(rewritten(table, "SIP/2.0 699 Last"), response("SIP/2.0 699 Posledný"));
}

TEST(PhraseTable, KnowsNoPhraseForNumbersThatAreNoStatus) {
  const PhraseTable table(phrases_of("en"));
  for (const int number : {-1, 0, 99, 700, 1000000}) EXPECT_EQ(table.phrase(number), "") << number;
}

TEST(PhraseTable, KnowsNoOtherLanguage) {
  EXPECT_TRUE(phrases_of("").empty());
  EXPECT_TRUE(phrases_of("SK").empty());
}

TEST(PhraseTable, FindsFaultWithPhrasesThatMayNotStandInAStatusLine) {
  EXPECT_EQ(fault_of("Zvoní"), "");
  EXPECT_EQ(fault_of(""), "must not be empty");
  EXPECT_EQ(fault_of("  "), "must not be empty");
  EXPECT_EQ(fault_of("Busy\r\nX-Evil: 1"), "must be UTF-8 without control characters");
  EXPECT_EQ(fault_of("Zvon\xED"), "must be UTF-8 without control characters");
  EXPECT_EQ(fault_of(std::string(256, 'x')), "must not be longer than 255 bytes");
}

}  // namespace
}  // namespace zvoni::phrase_rewriter
