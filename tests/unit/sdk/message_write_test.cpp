#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni {
namespace {

TEST(MessageWrite, GivesUntouchedBytesBackAsTheyCame) {
  for (const auto& text :
       {invite(), invite("X-Odd \t:  a  \nSUBJECT:\n folded\n\tvalue \nX-Odd: b\n", "body"),
        invite("Unknown: ;;,,;;,;\nk:a\nVia:SIP/2.0/UDP b\nContent-Length:4\n", "body"),
        std::string("BYE sip:a@b SIP/2.0\nv:SIP/2.0/UDP a\nf:sip:a@b\nt:sip:c@d\ni:x\nCSeq: 1 BYE\n\n")}) {
    const auto message = parse_good(text);
    EXPECT_EQ(message->to_wire(), text);
    EXPECT_EQ(message->wire_size(), text.size());
    EXPECT_EQ(message->copy()->to_wire(), text);
  }
}

TEST(MessageWrite, AppendsToWhatIsThere) {
  const auto message = parse_good(invite());
  std::string out = "before";
  message->write(out);
  message->write(out);
  EXPECT_EQ(out, "before" + invite() + invite());
}

TEST(MessageWrite, MergesManyEditsAtOnce) {  // a proxy's, RFC 3261, 16.6
  const auto message = parse_good(
      wire("INVITE sip:bob@example.org SIP/2.0\nVia: SIP/2.0/UDP pc33;branch=z9hG4bK1;rport\nRoute: <sip:us;lr>,\n "
           "<sip:next;lr>\n"
           "Max-Forwards: 70\nX-Keep  :  me \nFrom: <sip:a@b>;tag=1\nTo: <sip:c@d>\nCall-ID: x\nCSeq: 1 INVITE\n"
           "Record-Route: <sip:first;lr>\nContent-Type: text/plain\nContent-Length: 4\n\nbody"));
  EXPECT_TRUE(
      message->replace_first_value(HeaderName::via, "SIP/2.0/UDP pc33;branch=z9hG4bK1;rport=5060;received=192.0.2.7"));
  EXPECT_TRUE(message->remove_first_value(HeaderName::route));
  EXPECT_TRUE(message->set_request_uri("sip:bob@192.0.2.4"));
  EXPECT_TRUE(message->set(HeaderName::max_forwards, "69"));
  EXPECT_TRUE(message->add_first(HeaderName::record_route, "<sip:us;lr>"));
  EXPECT_TRUE(message->add_first(HeaderName::via, "SIP/2.0/UDP us;branch=z9hG4bK2"));
  EXPECT_EQ(message->to_wire(),
            wire("INVITE sip:bob@192.0.2.4 SIP/2.0\nVia: SIP/2.0/UDP us;branch=z9hG4bK2\n"
                 "Via: SIP/2.0/UDP pc33;branch=z9hG4bK1;rport=5060;received=192.0.2.7\nRoute: <sip:next;lr>\n"
                 "Max-Forwards: 69\nX-Keep  :  me \nFrom: <sip:a@b>;tag=1\nTo: <sip:c@d>\nCall-ID: x\nCSeq: 1 INVITE\n"
                 "Record-Route: <sip:us;lr>\nRecord-Route: <sip:first;lr>\nContent-Type: text/plain\n"
                 "Content-Length: 4\n\nbody"));
}

TEST(MessageWrite, LeavesContentLengthAloneWhereTheBodyIs) {
  const auto message = parse_good(invite("", "body without a length"));
  message->set("Q", "1");
  EXPECT_EQ(message->to_wire().find("Content-Length"), std::string::npos);
  EXPECT_TRUE(message->to_wire().ends_with("Q: 1\r\n\r\nbody without a length"));
}

TEST(MessageWrite, EndsLinesOfItsOwnWithCrLf) {
  const auto message =
      parse_good("BYE sip:a@b SIP/2.0\nv:SIP/2.0/UDP a, SIP/2.0/UDP b\nf:sip:a@b\nt:sip:c@d\ni:x\nCSeq: 1 BYE\n\n");
  message->remove_last_value(HeaderName::via);
  message->add_last("Q", "1");
  EXPECT_EQ(message->to_wire(),
            "BYE sip:a@b SIP/2.0\nv:SIP/2.0/UDP a\r\nf:sip:a@b\nt:sip:c@d\ni:x\nCSeq: 1 BYE\nQ: 1\r\n\n");
}

}  // namespace
}  // namespace zvoni
