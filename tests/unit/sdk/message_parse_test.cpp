// What the scanner takes: start lines, header lines, bodies.
#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni {
namespace {

using namespace std::string_view_literals;

TEST(MessageParse, ReadsARequest) {
  const auto message = parse_good(invite());
  EXPECT_TRUE(message->is_request());
  EXPECT_EQ(message->method(), Method::invite);
  EXPECT_EQ(message->method_name(), "INVITE");
  EXPECT_EQ(message->request_uri(), "sip:bob@example.org");
  EXPECT_EQ(message->status(), 0);
  EXPECT_EQ(message->reason(), "");
}

std::string response(std::string_view status_line) {
  return wire(std::string(status_line) +
              "\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\nFrom: <sip:a@b>;tag=1\nTo: <sip:c@d>;tag=2\nCall-ID: x\n"
              "CSeq: 7 BYE\n\n");
}

TEST(MessageParse, ReadsAResponse) {
  const auto message = parse_good(response("SIP/2.0 180 Zvoní u Boba"));
  EXPECT_FALSE(message->is_request());
  EXPECT_EQ(message->status(), 180);
  EXPECT_EQ(message->reason(), "Zvoní u Boba");
  EXPECT_EQ(message->method(), Method::bye);
  EXPECT_EQ(message->method_name(), "BYE");
  EXPECT_EQ(message->request_uri(), "");
}

TEST(MessageParse, ReadsAResponseWithoutAReason) {
  EXPECT_EQ(parse_good(response("SIP/2.0 100 "))->reason(), "");
  EXPECT_EQ(parse_good(response("SIP/2.0 100"))->status(), 100);
  EXPECT_EQ(parse_good(response("sip/2.0 699 a\tb"))->reason(), "a\tb");
}

TEST(MessageParse, TakesAnyTokenAsAMethod) {
  const auto message = parse_good(
      wire("!interesting-Method0123456789_*+`.%indeed'~ sip:a@b SIP/2.0\nv: SIP/2.0/UDP a\nf: sip:a@b\nt: sip:c@d\n"
           "i: x\nCSeq: 1 !interesting-Method0123456789_*+`.%indeed'~\n\n"));
  EXPECT_EQ(message->method(), Method::unknown);
  EXPECT_EQ(message->method_name(), "!interesting-Method0123456789_*+`.%indeed'~");
}

TEST(MessageParse, TakesAnyScheme) {
  auto text = invite();
  text.replace(text.find("sip:bob@example.org"), 19, "nobodyKnowsThisScheme:totallyopaquecontent");
  EXPECT_EQ(parse_good(text)->request_uri(), "nobodyKnowsThisScheme:totallyopaquecontent");
}

TEST(MessageParse, SkipsLineEndsBeforeTheStartLine) {
  const auto message = parse_good("\r\n\r\n\n" + invite());
  EXPECT_EQ(message->method(), Method::invite);
  EXPECT_EQ(message->to_wire(), invite());
}

TEST(MessageParse, TakesBareLineFeeds) {
  const auto message = parse_good(
      "BYE sip:a@b SIP/2.0\nVia: SIP/2.0/UDP a\nFrom:sip:a@b\nTo: sip:c@d\nQ: a\n b\n"
      "Call-ID: x\nCSeq: 1 BYE\nContent-Length: 2\n\nhi");
  EXPECT_EQ(message->header("Q"), "a\n b");
  EXPECT_EQ(message->call_id(), "x");
  EXPECT_EQ(message->body(), "hi");
}

TEST(MessageParse, TakesNamesInAnyCaseCompactAndWithBlanksBeforeTheColon) {
  const auto message = parse_good(
      wire("BYE sip:a@b SIP/2.0\nv\t : SIP/2.0/UDP a\nFROM :sip:a@b;tag=1\nt:sip:c@d;tag=2\ni \t:  x \ncSeQ : 1 BYE\n"
           "l :0\n\n"));
  EXPECT_EQ(message->top_via()->host, "a");
  EXPECT_EQ(message->from_tag(), "1");
  EXPECT_EQ(message->to_tag(), "2");
  EXPECT_EQ(message->call_id(), "x");
  EXPECT_EQ(message->number(HeaderName::content_length), 0u);
}

TEST(MessageParse, KeepsFoldsWithinValues) {
  const auto message = parse_good(invite("Subject: one\n two\n\tthree  \nX-Empty:\nX-Fold:\n  a\nX-Blank: \n \n"));
  EXPECT_EQ(message->header(HeaderName::subject), "one\r\n two\r\n\tthree");
  EXPECT_EQ(message->header("X-Empty"), "");
  EXPECT_EQ(message->header("X-Fold"), "a");
  EXPECT_EQ(message->header("X-Blank"), "");
}

TEST(MessageParse, TakesTheTortuousInvite) {  // RFC 4475, 3.1.1.1
  const auto text = wire(
      "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\nTO :\n"
      " sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\n"
      "from   : \"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\n  ;\n  tag = 98asjd8\n"
      "MaX-fOrWaRdS: 0068\nCall-ID: wsinv.ndaksdj@192.0.2.1\nContent-Length   : 5\ncseq: 0009\n  INVITE\n"
      "Via  : SIP  /   2.0\n /UDP\n    192.0.2.2;branch=390skdjuw\ns :\nNewFangledHeader:   newfangled value\n"
      " continued newfangled value\nUnknownHeaderWithUnusualValue: ;;,,;;,;\nContent-Type: application/sdp\nRoute:\n"
      " <sip:services.example.com;lr;unknownwith=value;unknown-no-value>\n"
      "v:  SIP  / 2.0  / TCP     spindle.example.com   ;\n  branch  =   z9hG4bK9ikj8  ,\n"
      " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\n z9hG4bK30239\n"
      "m:\"Quoted string \\\"\\\"\" <sip:jdrosen@example.com> ; newparam =\n      newvalue ;\n"
      "  secondparam ; q = 0.33\n\nv=0\n");
  const auto message = parse_good(text);
  EXPECT_EQ(message->to_tag(), "1918181833n");
  EXPECT_EQ(message->from_tag(), "98asjd8");
  EXPECT_EQ(message->number(HeaderName::max_forwards), 68u);
  EXPECT_EQ(message->cseq()->number, 9u);
  EXPECT_EQ(message->values(HeaderName::via).size(), 3u);
  EXPECT_EQ(message->top_via()->branch(), "390skdjuw");
  EXPECT_EQ(message->name_addr(HeaderName::contact)->params.value("q"), "0.33");
  EXPECT_EQ(message->name_addr(HeaderName::route)->uri.host, "services.example.com");
  EXPECT_EQ(message->body(), "v=0\r\n");
  EXPECT_EQ(message->to_wire(), text);
}

TEST(MessageParse, KeepsControlBytesOfQuotedStrings) {  // RFC 4475, 3.1.1.2
  const auto escaped = "Q: \"BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f\" <sip:a@b>\r\n"sv;
  std::string text = invite();
  text.insert(text.find("Via:"), escaped.data(), escaped.size());
  const auto message = parse_good(text);
  EXPECT_EQ(message->header("Q"), "\"BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f\" <sip:a@b>"sv);
  EXPECT_EQ(message->to_wire(), text);
}

TEST(MessageParse, TakesUtf8AndOtherHighBytesInValues) {
  const auto message = parse_good(invite("extensionHeader-!.%*+_`'~: \xe5\xa4\xa7\xe5\x81\x9c\xe9\x9b\xbb \xff\n"));
  EXPECT_EQ(message->header("EXTENSIONheader-!.%*+_`'~"), "\xe5\xa4\xa7\xe5\x81\x9c\xe9\x9b\xbb \xff");
}

TEST(MessageParse, TakesTheBodyByContentLength) {
  EXPECT_EQ(parse_good(invite("Content-Length: 4\n", "v=0\n"))->body(), "v=0\r");
  EXPECT_EQ(parse_good(invite("Content-Length: 0\n", "ignored"))->body(), "");
}

TEST(MessageParse, TakesTheRestAsTheBodyWithoutContentLength) {
  EXPECT_EQ(parse_good(invite("", "v=0\n"))->body(), "v=0\r\n");
  std::string text = invite();
  text.append("a\0b\x01", 4);
  EXPECT_EQ(parse_good(text)->body(), "a\0b\x01"sv);
}

TEST(MessageParse, DropsWhatFollowsTheBody) {  // RFC 4475, 3.1.1.8
  const auto text = invite("Content-Length: 3\n", "abc");
  const auto message = parse_good(text + "INVITE sip:next@example.org SIP/2.0\r\n");
  EXPECT_EQ(message->body(), "abc");
  EXPECT_EQ(message->to_wire(), text);
}

TEST(MessageParse, TakesARequestOfRfc2543) {  // RFC 4475, 3.4.1
  const auto message =
      parse_good(wire("INVITE sip:UserB@example.com SIP/2.0\nVia: SIP/2.0/UDP iftgw.example.com\n"
                      "From: <sip:+13035551111@ift.client.example.net;user=phone>\n"
                      "Record-Route: <sip:UserB@example.com;maddr=ss1.example.com>\n"
                      "To: sip:+16505552222@ss1.example.net;user=phone\nCall-ID: inv2543.1717@ift.client.example.com\n"
                      "CSeq: 56 INVITE\n\n"));
  EXPECT_EQ(message->from_tag(), "");
  EXPECT_FALSE(message->top_via()->has_magic_cookie());
  EXPECT_FALSE(message->number(HeaderName::max_forwards));
}

TEST(MessageParse, CopiesTheBytesOnce) {
  std::string bytes = invite();
  const auto message = parse_good(bytes);
  const auto kept = bytes;
  bytes.assign(bytes.size(), '!');
  EXPECT_EQ(message->to_wire(), kept);
}

TEST(MessageParse, TakesMoreHeaderLinesThanItKeepsInPlace) {
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += "X-" + std::to_string(i) + ": " + std::to_string(i) + "\n";
  const auto text = invite(lines);
  const auto message = parse_good(text);
  EXPECT_EQ(message->header("x-199"), "199");
  EXPECT_EQ(message->to_wire(), text);
  EXPECT_EQ(message->copy()->to_wire(), text);
}

}  // namespace
}  // namespace zvoni
