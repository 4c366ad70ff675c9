// Session descriptions, as real and hostile phones write them.
#include <gtest/gtest.h>

#include <string>

#include "call/session_media.hpp"
#include "call_scene.hpp"

namespace zvoni::kernel {
namespace {

constexpr auto kWith = SessionMedia::with_video;
constexpr auto kWithout = SessionMedia::without_video;

TEST(SessionMedia, FindsAnActiveVideoLine) {
  EXPECT_EQ(scan_session_description("v=0\r\nm=audio 4000 RTP/AVP 0\r\nm=video 4002 RTP/AVP 96\r\n"), kWith);
  EXPECT_EQ(scan_session_description("m=video 4002/2 RTP/AVP 96"), kWith);
  EXPECT_EQ(scan_session_description("v=0\nm=audio 4000 RTP/AVP 0\n"), kWithout);
}

TEST(SessionMedia, PortZeroIsNoVideo) {
  EXPECT_EQ(scan_session_description("m=video 0 RTP/AVP 96\n"), kWithout);
  EXPECT_EQ(scan_session_description("m=video 000 RTP/AVP 96\n"), kWithout);
  EXPECT_EQ(scan_session_description("m=video 0/2 RTP/AVP 96\n"), kWithout);
  EXPECT_EQ(scan_session_description("m=video  RTP/AVP 96\n"), kWithout);
}

TEST(SessionMedia, OneOfSeveralVideoLinesIsEnough) {
  EXPECT_EQ(scan_session_description("m=video 0 RTP/AVP 96\nm=video 4004 RTP/AVP 97\nm=audio 4000 RTP/AVP 0\n"), kWith);
}

TEST(SessionMedia, InactiveIsNoVideoAndDirectionsAreVideo) {
  EXPECT_EQ(scan_session_description("m=video 4002 RTP/AVP 96\r\na=inactive\r\n"), kWithout);
  EXPECT_EQ(scan_session_description("m=video 4002 RTP/AVP 96\r\na=sendonly\r\n"), kWith);
  EXPECT_EQ(scan_session_description("m=audio 4000 RTP/AVP 0\na=inactive\nm=video 4002 RTP/AVP 96\n"), kWith);
}

TEST(SessionMedia, DirectionOfTheSessionHoldsForStreamsThatDoNotSayOtherwise) {
  EXPECT_EQ(scan_session_description("v=0\na=inactive\nm=video 4002 RTP/AVP 96\n"), kWithout);
  EXPECT_EQ(scan_session_description("v=0\na=inactive\nm=audio 1 RTP/AVP 0\nm=video 4002 RTP/AVP 96\n"), kWithout);
  EXPECT_EQ(scan_session_description("v=0\na=inactive\nm=video 4002 RTP/AVP 96\na=sendrecv\n"), kWith);
}

TEST(SessionMedia, ReadsTheDescriptionInAMultipartBody) {
  const auto message =
      sip("INVITE sip:b@example.org SIP/2.0\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\nFrom: <sip:a@h>;tag=1\nTo: <sip:b@h>\n"
          "Call-ID: 1\nCSeq: 1 INVITE\nMax-Forwards: 70\nContent-Type: multipart/mixed;boundary=x\n\n"
          "--x\r\nContent-Type: application/sdp\r\n\r\nv=0\r\nm=video 4002 RTP/AVP 96\r\n--x--\r\n");
  EXPECT_EQ(media_of(*message), kWith);
}

TEST(SessionMedia, OtherBodiesAndNoBodyAreAbsent) {
  RequestText text;
  EXPECT_EQ(media_of(*request(text)), SessionMedia::absent);
  const auto message =
      sip("INVITE sip:b@example.org SIP/2.0\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\nFrom: <sip:a@h>;tag=1\nTo: <sip:b@h>\n"
          "Call-ID: 1\nCSeq: 1 INVITE\nMax-Forwards: 70\nContent-Type: text/plain\n\nm=video 4002 RTP/AVP 96\n");
  EXPECT_EQ(media_of(*message), SessionMedia::absent);
}

TEST(SessionMedia, ReadsAHugeDescriptionNoFurtherThanItsBound) {
  std::string text;
  while (text.size() < 60000) text += "a=rtpmap:96 H264/90000\r\n";
  EXPECT_EQ(scan_session_description(text + "m=video 4002 RTP/AVP 96\r\n"), kWithout);
  EXPECT_EQ(scan_session_description("m=video 4002 RTP/AVP 96\r\n" + text), kWith);
  EXPECT_EQ(scan_session_description(std::string(60000, '\n')), kWithout);
}

}  // namespace
}  // namespace zvoni::kernel
