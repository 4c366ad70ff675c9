// Messages that zvoni makes itself.
#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni {
namespace {

TEST(MessageMake, BuildsARequest) {
  const auto message = Message::make_request("OPTIONS", "sip:bob@example.org");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->method(), Method::options);
  EXPECT_EQ(message->request_uri(), "sip:bob@example.org");
  EXPECT_FALSE(message->header_line(0));
  message->add_last(HeaderName::call_id, "x");
  EXPECT_EQ(message->to_wire(), wire("OPTIONS sip:bob@example.org SIP/2.0\nCall-ID: x\nContent-Length: 0\n\n"));
  EXPECT_EQ(message->wire_size(), message->to_wire().size());
}

TEST(MessageMake, WritesContentLengthOnce) {
  const auto message = Message::make_request("MESSAGE", "sip:bob@example.org");
  message->set_body("text/plain", "ahoj");
  EXPECT_EQ(message->to_wire(),
            wire("MESSAGE sip:bob@example.org SIP/2.0\nContent-Type: text/plain\nContent-Length: 4\n\nahoj"));
}

TEST(MessageMake, BuildsNoRequestThatCouldNotStandOnTheWire) {
  EXPECT_FALSE(Message::make_request("", "sip:a@b"));
  EXPECT_FALSE(Message::make_request("IN VITE", "sip:a@b"));
  EXPECT_FALSE(Message::make_request("INVITE", ""));
  EXPECT_FALSE(Message::make_request("INVITE", "sip:a@b\r\nQ: y"));
  EXPECT_FALSE(Message::make_request("INVITE", "<sip:a@b>"));
}

TEST(MessageMake, BuildsAResponseFromTheRequest) {  // RFC 3261, 8.2.6.2
  const auto request = parse_good(invite("Subject: no\nv: SIP/2.0/TCP proxy;branch=z9hG4bK0\nTimestamp: 54\n", "body"));
  const auto response = Message::make_response(*request, 180, "Zvoní", "tag1");
  EXPECT_EQ(response->to_wire(), wire("SIP/2.0 180 Zvoní\nv: SIP/2.0/TCP proxy;branch=z9hG4bK0\n"
                                      "Via: SIP/2.0/UDP pc33.example.org;branch=z9hG4bK776\n"
                                      "From: Alice <sip:alice@example.org>;tag=1928\n"
                                      "To: Bob <sip:bob@example.org>;tag=tag1\nCall-ID: a84b4c76@pc33.example.org\n"
                                      "CSeq: 314159 INVITE\nContent-Length: 0\n\n"));
  EXPECT_FALSE(response->is_request());
  EXPECT_EQ(response->status(), 180);
  EXPECT_EQ(response->method(), Method::invite);
  EXPECT_EQ(response->to_tag(), "tag1");
  EXPECT_EQ(response->from_tag(), "1928");
  EXPECT_EQ(response->top_via()->host, "proxy");
}

TEST(MessageMake, AddsTimestampButNoTagToA100) {
  const auto request = parse_good(invite("Timestamp: 54\n"));
  const auto response = Message::make_response(*request, 100, "Trying", "tag1");
  EXPECT_EQ(response->header("Timestamp"), "54");
  EXPECT_EQ(response->header(HeaderName::to), "Bob <sip:bob@example.org>");
  EXPECT_EQ(response->to_tag(), "");
}

TEST(MessageMake, KeepsATagThatIsThere) {
  auto text = invite();
  text.replace(text.find("<sip:bob@example.org>\r\n"), 23, "<sip:bob@example.org>;tag=old\r\n");
  const auto response = Message::make_response(*parse_good(text), 200, "OK", "new");
  EXPECT_EQ(response->to_tag(), "old");
  EXPECT_EQ(response->header(HeaderName::to), "Bob <sip:bob@example.org>;tag=old");
}

TEST(MessageMake, AddsTheTagBehindAFoldedOrCompactTo) {
  auto text = invite();
  text.replace(text.find("To: Bob <sip:bob@example.org>"), 29, "t:\r\n sip:bob@example.org;x  ");
  const auto response = Message::make_response(*parse_good(text), 404, "Not Found", "new");
  EXPECT_EQ(response->header(HeaderName::to), "sip:bob@example.org;x;tag=new");
  EXPECT_EQ(response->to_tag(), "new");
  EXPECT_EQ(Message::parse(response->to_wire()).fault, ParseFault::none);
}

TEST(MessageMake, AddsTheTagBehindOneSemicolonTooMany) {
  auto text = invite();
  text.insert(text.find("\r\nCall-ID"), ";");
  const auto response = Message::make_response(*parse_good(text), 404, "Not Found", "new");
  EXPECT_EQ(response->header(HeaderName::to), "Bob <sip:bob@example.org>;tag=new");
}

TEST(MessageMake, OutlivesTheRequest) {
  auto request = parse_good(invite());
  const auto response = Message::make_response(*request, 486, "Busy Here", "t");
  request.reset();
  EXPECT_EQ(response->call_id(), "a84b4c76@pc33.example.org");
  EXPECT_EQ(Message::parse(response->to_wire()).fault, ParseFault::none);
}

TEST(MessageMake, SeesEditsOfTheRequest) {
  const auto request = parse_good(invite());
  request->replace_first_value(HeaderName::via, "SIP/2.0/UDP a;branch=z9hG4bK1;received=192.0.2.1");
  const auto response = Message::make_response(*request, 200, "OK", "t");
  EXPECT_EQ(response->top_via()->params.value("received"), "192.0.2.1");
}

TEST(MessageMake, NeverWritesAReasonOrTagThatBreaksTheMessage) {
  const auto request = parse_good(invite());
  const auto response = Message::make_response(*request, 486, "Busy\r\nQ: y", "a;b\r\n");
  EXPECT_EQ(response->reason(), "Busy Here");
  EXPECT_EQ(response->to_tag(), "");
  EXPECT_EQ(Message::make_response(*request, 486, "Busy\r\n Here", "")->reason(), "Busy Here");
  EXPECT_EQ(Message::make_response(*request, 99, "?", "")->status(), 500);
  EXPECT_EQ(Message::make_response(*request, 700, "?", "")->status(), 500);
}

TEST(MessageMake, AnswersARequestWithFaultsFromWhatThereIs) {
  const auto parsed = Message::parse(
      wire("INVITE sip:a@b SIP/3.0\nVia: SIP/2.0/UDP a;;\nTo: \"Mr. J <sip:x>\nTo: <sip:second@x>\nVia: ;\n\n"));
  ASSERT_TRUE(parsed.message);
  const auto response = Message::make_response(*parsed.message, 505, "Version Not Supported", "t");
  EXPECT_EQ(response->to_wire(), wire("SIP/2.0 505 Version Not Supported\nVia: SIP/2.0/UDP a;;\n"
                                      "To: \"Mr. J <sip:x>;tag=t\nVia: ;\nContent-Length: 0\n\n"));
  EXPECT_FALSE(response->top_via());
  EXPECT_FALSE(response->to());
  EXPECT_FALSE(response->cseq());
  EXPECT_EQ(response->method(), Method::unknown);
  EXPECT_EQ(response->method_name(), "");
  EXPECT_EQ(response->call_id(), "");
}

TEST(MessageMake, AddsNoSecondTagToAnEmptyOne) {
  auto text = invite();
  text.replace(text.find("<sip:bob@example.org>\r\n"), 23, "<sip:bob@example.org>;tag=\r\n");
  const auto parsed = Message::parse(text);
  ASSERT_EQ(parsed.fault, ParseFault::bad_value);
  EXPECT_EQ(Message::make_response(*parsed.message, 400, "Bad Request", "t")->header(HeaderName::to),
            "Bob <sip:bob@example.org>;tag=");
}

}  // namespace
}  // namespace zvoni
