#include <zvoni/uri.hpp>

#include <gtest/gtest.h>

namespace zvoni {
namespace {

Uri uri(std::string_view text) {
  const auto parsed = parse_uri(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Uri{});
}

TEST(Uri, HasAllItsParts) {
  const auto all = uri("sip:alice:secret@example.org:5070;transport=tcp;lr?Subject=x&To=y");
  EXPECT_EQ(all.scheme, Scheme::sip);
  EXPECT_TRUE(all.is_sip());
  EXPECT_EQ(all.scheme_name, "sip");
  EXPECT_EQ(all.user, "alice");
  EXPECT_EQ(all.password, "secret");
  EXPECT_EQ(all.host, "example.org");
  EXPECT_EQ(all.port, 5070);
  EXPECT_EQ(all.params.text(), ";transport=tcp;lr");
  EXPECT_EQ(all.params.value("transport"), "tcp");
  EXPECT_EQ(all.headers.text(), "?Subject=x&To=y");
  EXPECT_EQ(all.headers.value("to"), "y");
  EXPECT_EQ(all.opaque, "");
}

TEST(Uri, MayHaveNoUserAndNoPort) {
  const auto plain = uri("SIPS:example.org");
  EXPECT_EQ(plain.scheme, Scheme::sips);
  EXPECT_EQ(plain.scheme_name, "SIPS");
  EXPECT_EQ(plain.user, "");
  EXPECT_EQ(plain.host, "example.org");
  EXPECT_FALSE(plain.port);
  EXPECT_TRUE(plain.params.empty());
  EXPECT_TRUE(plain.headers.empty());
}

TEST(Uri, KeepsIpv6Brackets) {
  const auto v6 = uri("sip:bob@[2001:db8::10]:5070;lr");
  EXPECT_EQ(v6.host, "[2001:db8::10]");
  EXPECT_EQ(v6.port, 5070);
  EXPECT_EQ(uri("sip:[2001:db8::10:5070]").host, "[2001:db8::10:5070]");
  EXPECT_EQ(uri("sip:[::ffff:192.0.2.10]:19823").host, "[::ffff:192.0.2.10]");
}

// RFC 4475, 3.1.1.2, 3.1.1.3, 3.1.1.4, 3.1.1.9.
TEST(Uri, TakesUnusualUsers) {
  const auto unusual =
      uri("sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"
          ":&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com");
  EXPECT_EQ(unusual.user, "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
  EXPECT_EQ(unusual.password, "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
  EXPECT_EQ(unusual.host, "example.com");
  EXPECT_EQ(uri("sip:sips%3Auser%40example.com@example.net").user, "sips%3Auser%40example.com");
  EXPECT_EQ(uri("sip:null-%00-null@example.com").user, "null-%00-null");
  EXPECT_EQ(uri("sip:user;par=u%40example.net@example.com").user, "user;par=u%40example.net");
}

TEST(Uri, TakesWhatPhonesWrite) {
  EXPECT_EQ(uri("sip:*21#@pbx").user, "*21#");
  EXPECT_EQ(uri("sip:ján@example.sk").user, "ján");
  EXPECT_EQ(uri("sip:bob@my_host-1.example.").host, "my_host-1.example.");
  EXPECT_EQ(uri("sip:bob@192.0.2.4;ob;").params.text(), ";ob;");
  EXPECT_EQ(uri("sip:bob@x;gr=urn:uuid:f81d4fae-7dec").params.value("gr"), "urn:uuid:f81d4fae-7dec");
  EXPECT_EQ(uri("sip:bob@x;id=YWJj==").params.value("id"), "YWJj==");
  EXPECT_EQ(uri("sip:bob@x;maddr=[::1]").params.value("maddr"), "[::1]");
  EXPECT_EQ(uri("sip:+13035551111@x;user=phone").params.value("user"), "phone");
  EXPECT_EQ(uri("sip:user:@host").user, "user");
}

TEST(Uri, OfAnotherSchemeIsOpaque) {
  const auto other = uri("nobodyKnowsThisScheme:totallyopaquecontent");
  EXPECT_EQ(other.scheme, Scheme::other);
  EXPECT_FALSE(other.is_sip());
  EXPECT_EQ(other.scheme_name, "nobodyKnowsThisScheme");
  EXPECT_EQ(other.opaque, "totallyopaquecontent");
  EXPECT_EQ(other.host, "");
  EXPECT_EQ(uri("soap.beep://192.0.2.103:3002").scheme_name, "soap.beep");
  EXPECT_EQ(uri("urn:service:sos").opaque, "service:sos");
}

TEST(Uri, OfTelHasANumberAndParameters) {
  const auto tel = uri("tel:+421-905;phone-context=example.org");
  EXPECT_EQ(tel.scheme, Scheme::tel);
  EXPECT_EQ(tel.user, "+421-905");
  EXPECT_EQ(tel.params.value("phone-context"), "example.org");
  EXPECT_EQ(tel.opaque, "+421-905;phone-context=example.org");
}

class BadUri : public testing::TestWithParam<std::string_view> {};

TEST_P(BadUri, IsRefused) { EXPECT_FALSE(parse_uri(GetParam())); }

using namespace std::string_view_literals;
INSTANTIATE_TEST_SUITE_P(
    Uri, BadUri,
    testing::Values(""sv, "sip"sv, "sip:"sv, ":"sv, "sip@host"sv, "1sip:host"sv, "s p:host"sv, "sip:@host"sv,
                    "sip:user@"sv, "sip::pass@host"sv, "sip:user@host:"sv, "sip:user@host:65536"sv,
                    "sip:user@host:99999999999999999999"sv, "sip:user@host:5060x"sv, "sip:user@host:-1"sv,
                    "sip:a@b@c"sv, "sip:us er@host"sv, "sip:user@ho st"sv, " sip:user@host"sv, "sip:user@host "sv,
                    "<sip:user@host>"sv, "sip:user@host>"sv, "sip:us\"er@host"sv, "sip:user@host;a b"sv,
                    "sip:user@host;a=\"b\""sv, "sip:user@host;;lr"sv, "sip:user@host;=x"sv, "sip:user@host?"sv,
                    "sip:user@host/path"sv, "sip:user@ho%73t"sv, "sip:user@[::1"sv, "sip:user@::1"sv, "sip:user@[]"sv,
                    "sip:2001:db8::10"sv, "sip:user@[2001:db8:::192.0.2.1]"sv, "sip:user@[::1]x"sv,
                    "sip:user@[192.0.2.1]"sv, "sip:user@.host"sv, "sip:user@host..example"sv, "sip:%@host"sv,
                    "sip:%4@host"sv, "sip:%4g@host"sv, "sip:user@host;a=%"sv, "sip:user@host?a=%1"sv,
                    "sip:us\0er@host"sv, "sip:user\r\n@host"sv, "sip:user@host\x7f"sv, "tel:"sv, "tel:;x"sv, "urn:"sv,
                    "urn:a b"sv, "urn:<a>"sv, "urn:a\x01"sv));

TEST(Uri, PointsIntoTheText) {
  const std::string text = "sip:bob@example.org";
  const auto parsed = uri(text);
  EXPECT_EQ(parsed.text.data(), text.data());
  EXPECT_EQ(parsed.user.data(), text.data() + 4);
  EXPECT_EQ(parsed.host.data(), text.data() + 8);
}

TEST(CanonicalAor, HasOneSpellingForAUser) {
  EXPECT_EQ(canonical_aor(uri("sips:Alice:pw@Example.ORG:5061;transport=tcp?x=y")), "sip:Alice@example.org");
  EXPECT_EQ(canonical_aor(uri("sip:%61lice@example.org")), "sip:alice@example.org");
  EXPECT_EQ(canonical_aor(uri("sip:a%40b@example.org")), "sip:a%40b@example.org");
  EXPECT_EQ(canonical_aor(uri("sip:a%3ab@example.org")), "sip:a%3Ab@example.org");
  EXPECT_EQ(canonical_aor(uri("sip:*21#@example.org")), canonical_aor(uri("sip:*21%23@example.org")));
  EXPECT_EQ(canonical_aor(uri("sip:null-%00@example.org")), "sip:null-%00@example.org");
  EXPECT_EQ(canonical_aor(uri("sip:bob@[2001:DB8:0::1]")), "sip:bob@[2001:db8::1]");
  EXPECT_EQ(canonical_aor(uri("sip:Example.org")), "sip:example.org");
}

TEST(CanonicalAor, IsEmptyWithoutAHost) {
  EXPECT_EQ(canonical_aor(uri("tel:+421905")), "");
  EXPECT_EQ(canonical_aor(Uri{}), "");
}

TEST(Escapes, AreUndone) {
  using namespace std::string_literals;
  EXPECT_EQ(unescape("a%20b%C3%ad"), "a bí");
  EXPECT_EQ(unescape("%00x"), "\0x"s);
  EXPECT_EQ(unescape("100%"), "100%");
  EXPECT_EQ(unescape("%4"), "%4");
  EXPECT_EQ(unescape("%zz%41"), "%zzA");
}

TEST(Escapes, AreMadeForWhatMayNotStandInAUser) {
  EXPECT_EQ(escape_user("+421-905.x_~!*'()&=$,;?/"), "+421-905.x_~!*'()&=$,;?/");
  EXPECT_EQ(escape_user("a@b:c#d e<%>"), "a%40b%3Ac%23d%20e%3C%25%3E");
  EXPECT_EQ(escape_user("í\r\n"), "%C3%AD%0D%0A");
  EXPECT_TRUE(parse_uri("sip:" + escape_user("any \"thing\"\x01 @ all") + "@host"));
}

}  // namespace
}  // namespace zvoni
