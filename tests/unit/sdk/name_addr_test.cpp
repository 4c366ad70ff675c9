#include <gtest/gtest.h>

#include <zvoni/header_values.hpp>

namespace zvoni {
namespace {

using namespace std::string_view_literals;

NameAddr name_addr(std::string_view text) {
  const auto parsed = parse_name_addr(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(NameAddr{});
}

TEST(NameAddr, HasAllItsParts) {
  const auto all = name_addr(R"( "Alice \"A\"" <sip:alice@example.org;transport=tcp>;tag=x;q=0.5 )");
  EXPECT_EQ(all.text, R"("Alice \"A\"" <sip:alice@example.org;transport=tcp>;tag=x;q=0.5)");
  EXPECT_EQ(all.display_name, R"("Alice \"A\"")");
  EXPECT_EQ(all.uri.text, "sip:alice@example.org;transport=tcp");
  EXPECT_EQ(all.uri.params.value("transport"), "tcp");
  EXPECT_FALSE(all.params.has("transport"));
  EXPECT_EQ(all.tag(), "x");
  EXPECT_EQ(all.params.value("q"), "0.5");
  EXPECT_FALSE(all.wildcard);
}

TEST(NameAddr, MayHaveNoNameAndNoParameters) {
  const auto plain = name_addr("<sip:bob@example.org>");
  EXPECT_EQ(plain.display_name, "");
  EXPECT_EQ(plain.uri.user, "bob");
  EXPECT_TRUE(plain.params.empty());
  EXPECT_EQ(plain.tag(), "");
}

TEST(NameAddr, MayHaveANameWithoutQuotes) {
  EXPECT_EQ(name_addr("Mr. Watson <sip:w@example.org>").display_name, "Mr. Watson");
  EXPECT_EQ(name_addr("caller<sip:caller@example.com>;tag=323").display_name, "caller");
  EXPECT_EQ(name_addr("Ján (doma) <sip:jan@example.sk>").display_name, "Ján (doma)");
  EXPECT_EQ(name_addr("token1~` token2'+_ token3*%!.- <sip:mundane@example.com>").display_name,
            "token1~` token2'+_ token3*%!.-");
}

TEST(NameAddr, GivesAParameterBehindABareUriToTheHeader) {  // RFC 3261, 20.10
  const auto bare = name_addr("sip:bob@example.org:5070;tag=y;transport=tcp");
  EXPECT_EQ(bare.uri.text, "sip:bob@example.org:5070");
  EXPECT_TRUE(bare.uri.params.empty());
  EXPECT_EQ(bare.tag(), "y");
  EXPECT_EQ(bare.params.value("transport"), "tcp");
}

TEST(NameAddr, MayBeFolded) {  // RFC 4475, 3.1.1.1
  const auto to = name_addr("\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n");
  EXPECT_EQ(to.uri.text, "sip:vivekg@chair-dnrc.example.com");
  EXPECT_EQ(to.tag(), "1918181833n");
  const auto from = name_addr("\"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8");
  EXPECT_EQ(from.display_name, "\"J Rosenberg \\\\\\\"\"");
  EXPECT_EQ(from.tag(), "98asjd8");
}

TEST(NameAddr, LetsBlanksWithinItsBracketsPass) {
  EXPECT_EQ(name_addr("\"Watson, Thomas\" < sip:t.watson@example.org >").uri.text, "sip:t.watson@example.org");
}

TEST(NameAddr, KeepsBracketsWithinQuotes) {
  const auto name = name_addr("\"<sip:evil@x>;tag=no\" <sip:bob@example.org>;tag=yes");
  EXPECT_EQ(name.uri.user, "bob");
  EXPECT_EQ(name.tag(), "yes");
  const auto param = name_addr("<sip:bob@192.0.2.4>;+sip.instance=\"<urn:uuid:1>\";expires=60");
  EXPECT_EQ(param.params.value("+sip.instance"), "\"<urn:uuid:1>\"");
  EXPECT_EQ(param.params.value("expires"), "60");
  const auto bare = name_addr("sip:bob@192.0.2.4;+sip.instance=\"<urn:uuid:1>\"");
  EXPECT_EQ(bare.uri.text, "sip:bob@192.0.2.4");
  EXPECT_EQ(bare.params.value("+sip.instance"), "\"<urn:uuid:1>\"");
}

TEST(NameAddr, KeepsControlBytesOfAQuotedName) {  // RFC 4475, 3.1.1.2
  const auto name = name_addr("\"BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f\" <sip:x@example.com>"sv);
  EXPECT_EQ(name.display_name, "\"BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f\""sv);
  EXPECT_EQ(name.uri.user, "x");
}

TEST(NameAddr, MayBeAWildcard) {
  const auto star = name_addr(" * ");
  EXPECT_TRUE(star.wildcard);
  EXPECT_EQ(star.uri.text, "");
}

TEST(NameAddr, MayHoldAnyScheme) {
  EXPECT_EQ(name_addr("<tel:+421905;phone-context=x>;tag=1").uri.scheme, Scheme::tel);
  EXPECT_EQ(name_addr("isbn:2983792873").uri.opaque, "2983792873");
  EXPECT_EQ(name_addr("<name:John_Smith>").uri.scheme_name, "name");
}

TEST(NameAddr, LetsOneSemicolonTooManyPass) { EXPECT_EQ(name_addr("<sip:bob@host>;tag=1;").tag(), "1"); }

class BadNameAddr : public testing::TestWithParam<std::string_view> {};

TEST_P(BadNameAddr, IsRefused) { EXPECT_FALSE(parse_name_addr(GetParam())); }

INSTANTIATE_TEST_SUITE_P(NameAddr, BadNameAddr,
                         testing::Values(""sv, " "sv, "bob"sv, "<>"sv, "< >"sv, "<bob>"sv, "<sip:bob@host"sv,
                                         "sip:bob@host>"sv, "\"Mr. J. User <sip:j.user@example.com>"sv,
                                         "\"Bob\" sip:bob@host"sv, "\"Bob\""sv, "\"Bob"sv, "\"Bob\\\" <sip:bob@host>"sv,
                                         "Bell, Alexander <sip:a@example.com>;tag=43"sv, "Bob \"x\" <sip:bob@host>"sv,
                                         "sip:a@b <sip:c@d>;x, y"sv, "<sip:bob@host>x"sv, "<sip:bob@host> tag=1"sv,
                                         "<sip:bob@host>;;tag=1"sv, "<sip:bob@host>;;;;"sv, "<sip:bob@host>;tag=a b"sv,
                                         "<sip:bob@host>;tag=\"a"sv, "<sip:bob@host>,<sip:al@host>"sv,
                                         "sip:user@example.com?Route=%3Csip:sip.example.com%3E"sv,
                                         "sip:bob@host;x=<y>"sv, "*;q=1"sv, "**"sv, "<*>"sv, "<sip:bob@host>;=1"sv,
                                         "<<sip:bob@host>>"sv, "<sip:bob @host>"sv, "sip:bob@host junk"sv));

TEST(DisplayName, IsPlainWithoutQuotesAndBackslashes) {
  EXPECT_EQ(plain_display_name("\"Alice \\\"A\\\" \\\\\""), "Alice \"A\" \\");
  EXPECT_EQ(plain_display_name("Alice A"), "Alice A");
  EXPECT_EQ(plain_display_name("\"\""), "");
  EXPECT_EQ(plain_display_name(""), "");
  EXPECT_EQ(plain_display_name("\""), "\"");
  EXPECT_EQ(plain_display_name(" \"Ján\" "), "Ján");
}

}  // namespace
}  // namespace zvoni
