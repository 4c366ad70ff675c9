#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni {
namespace {

// The header lines of an INVITE after an edit, without the mandatory ones.
std::string lines_of(const Message& message) {
  std::string out;
  for (std::size_t i = 0; auto line = message.header_line(i); ++i) {
    switch (line->name) {
      case HeaderName::via:
      case HeaderName::max_forwards:
      case HeaderName::from:
      case HeaderName::to:
      case HeaderName::call_id:
      case HeaderName::cseq:
        break;
      default:
        out += std::string(line->name_text) + "=" + std::string(line->value) + "|";
    }
  }
  return out;
}

// What was edited must be what a receiver reads.
void expect_reads_the_same(const Message& message) {
  const auto again = parse_good(message.to_wire());
  ASSERT_TRUE(again);
  EXPECT_EQ(lines_of(*again), lines_of(message));
  EXPECT_EQ(again->body(), message.body());
  EXPECT_EQ(again->to_wire(), message.to_wire());
  EXPECT_EQ(message.wire_size(), message.to_wire().size());
}

TEST(MessageEdit, ReplacesTheRequestUri) {
  const auto message = parse_good(invite());
  EXPECT_TRUE(message->set_request_uri("sip:bob@192.0.2.4;ob"));
  EXPECT_EQ(message->request_uri(), "sip:bob@192.0.2.4;ob");
  EXPECT_EQ(message->method_name(), "INVITE");
  EXPECT_TRUE(message->to_wire().starts_with("INVITE sip:bob@192.0.2.4;ob SIP/2.0\r\nVia: "));
  for (const auto* bad : {"", "sip:a b", "sip:a\r\n", "<sip:a>", "sip:a\x01"})
    EXPECT_FALSE(message->set_request_uri(bad));
  EXPECT_EQ(message->request_uri(), "sip:bob@192.0.2.4;ob");
}

TEST(MessageEdit, ReplacesStatusAndReason) {
  const auto response = Message::make_response(*parse_good(invite()), 180, "Ringing", "t");
  EXPECT_TRUE(response->set_reason("Zvoní"));
  EXPECT_TRUE(response->to_wire().starts_with("SIP/2.0 180 Zvoní\r\nVia: "));
  EXPECT_TRUE(response->set_status(500, "Server Internal Error"));
  EXPECT_EQ(response->status(), 500);
  EXPECT_EQ(response->reason(), "Server Internal Error");
  EXPECT_TRUE(response->set_reason(""));
  EXPECT_TRUE(response->to_wire().starts_with("SIP/2.0 500 \r\n"));
  EXPECT_FALSE(response->set_reason("a\r\nb"));
  EXPECT_FALSE(response->set_reason("a\r\n b"));
  EXPECT_FALSE(response->set_status(99, ""));
  EXPECT_FALSE(response->set_status(700, ""));
  EXPECT_EQ(response->status(), 500);
}

TEST(MessageEdit, RefusesTheStartLineOfTheOtherKind) {
  const auto request = parse_good(invite());
  EXPECT_FALSE(request->set_reason("x"));
  EXPECT_FALSE(request->set_status(200, "OK"));
  EXPECT_FALSE(Message::make_response(*request, 200, "OK", "t")->set_request_uri("sip:a@b"));
}

TEST(MessageEdit, AddsAboveAllOthersOfTheName) {
  const auto message = parse_good(invite("Q: 1\nRoute: <sip:a>\nY: 2\nRoute: <sip:b>\n"));
  EXPECT_TRUE(message->add_first(HeaderName::route, "<sip:new>"));
  EXPECT_EQ(lines_of(*message), "Q=1|Route=<sip:new>|Route=<sip:a>|Y=2|Route=<sip:b>|");
  EXPECT_EQ(message->first_value(HeaderName::route), "<sip:new>");
  expect_reads_the_same(*message);
}

TEST(MessageEdit, AddsRoutingHeadersAtTheTopWhereThereAreNone) {
  const auto message = parse_good(invite("Q: 1\n"));
  EXPECT_TRUE(message->add_first(HeaderName::record_route, "<sip:p;lr>"));
  EXPECT_EQ(lines_of(*message), "Record-Route=<sip:p;lr>|Q=1|");
  EXPECT_TRUE(message->add_first(HeaderName::subject, "s"));
  EXPECT_EQ(lines_of(*message), "Record-Route=<sip:p;lr>|Q=1|Subject=s|");
  EXPECT_EQ(message->header_line(7)->name, HeaderName::cseq);
  expect_reads_the_same(*message);
}

TEST(MessageEdit, AddsBelowAllOthersOfTheName) {
  const auto message = parse_good(invite("Route: <sip:a>\nQ: 1\nRoute: <sip:b>\nY: 2\n"));
  EXPECT_TRUE(message->add_last(HeaderName::route, "<sip:c>"));
  EXPECT_TRUE(message->add_last("q", "2"));
  EXPECT_TRUE(message->add_last("Z", "3"));
  EXPECT_EQ(lines_of(*message), "Route=<sip:a>|Q=1|q=2|Route=<sip:b>|Route=<sip:c>|Y=2|Z=3|");
  expect_reads_the_same(*message);
}

TEST(MessageEdit, SetsOneLineInPlaceOfAll) {
  const auto message = parse_good(invite("Expires: 60\nQ: 1\nY: 2\nq: 3\n"));
  EXPECT_TRUE(message->set(HeaderName::expires, "3600"));
  EXPECT_TRUE(message->set("Q", "9"));
  EXPECT_TRUE(message->set("New", "n"));
  EXPECT_EQ(lines_of(*message), "Expires=3600|Q=9|Y=2|New=n|");
  EXPECT_EQ(message->number(HeaderName::expires), 3600u);
  expect_reads_the_same(*message);
}

TEST(MessageEdit, RemovesAllLinesOfAName) {
  const auto message = parse_good(invite("k: a\nQ: 1\nSupported: b\nq: 2\nY: 3\n"));
  EXPECT_TRUE(message->remove(HeaderName::supported));
  EXPECT_FALSE(message->has(HeaderName::supported));
  EXPECT_FALSE(message->remove(HeaderName::supported));
  EXPECT_TRUE(message->remove("q"));
  EXPECT_FALSE(message->remove("q"));
  EXPECT_FALSE(message->remove(HeaderName::other));
  EXPECT_EQ(lines_of(*message), "Y=3|");
  expect_reads_the_same(*message);
}

TEST(MessageEdit, TakesTheFirstValueAway) {
  const auto message = parse_good(invite("Route: <sip:a> , <sip:b>,\n <sip:c>\nQ: 1\nRoute: <sip:d>\n"));
  EXPECT_TRUE(message->remove_first_value(HeaderName::route));
  EXPECT_EQ(lines_of(*message), "Route=<sip:b>,\r\n <sip:c>|Q=1|Route=<sip:d>|");
  EXPECT_TRUE(message->remove_first_value(HeaderName::route));
  EXPECT_TRUE(message->remove_first_value(HeaderName::route));
  EXPECT_EQ(lines_of(*message), "Q=1|Route=<sip:d>|");
  EXPECT_TRUE(message->remove_first_value(HeaderName::route));
  EXPECT_FALSE(message->remove_first_value(HeaderName::route));
  EXPECT_EQ(lines_of(*message), "Q=1|");
  expect_reads_the_same(*message);
}

TEST(MessageEdit, TakesTheLastValueAway) {
  const auto good = parse_good(invite("Route: <sip:a>\nRoute: <sip:b>, <sip:c> ,\nQ: 1\n"));
  EXPECT_TRUE(good->remove_last_value(HeaderName::route));
  EXPECT_EQ(lines_of(*good), "Route=<sip:a>|Route=<sip:b>|Q=1|");
  EXPECT_TRUE(good->remove_last_value(HeaderName::route));
  EXPECT_EQ(lines_of(*good), "Route=<sip:a>|Q=1|");
  EXPECT_TRUE(good->remove_last_value(HeaderName::route));
  EXPECT_FALSE(good->remove_last_value(HeaderName::route));
  EXPECT_EQ(lines_of(*good), "Q=1|");
  expect_reads_the_same(*good);
}

TEST(MessageEdit, ReplacesTheFirstValueOnly) {
  const auto message = parse_good(invite("r: <sip:x@y>\nRoute : <sip:a>,<sip:b>\nRoute: <sip:c>\n"));
  EXPECT_TRUE(message->replace_first_value(HeaderName::route, "<sip:longer@than.before;lr>"));
  EXPECT_EQ(lines_of(*message), "r=<sip:x@y>|Route=<sip:longer@than.before;lr>,<sip:b>|Route=<sip:c>|");
  EXPECT_NE(message->to_wire().find("\r\nRoute : <sip:longer@than.before;lr>,<sip:b>\r\n"), std::string::npos);
  EXPECT_FALSE(message->replace_first_value(HeaderName::contact, "x"));
  expect_reads_the_same(*message);
}

TEST(MessageEdit, ReplacesAFoldedViaByItsOwnTextAndMore) {
  const auto message = parse_good(invite("v: SIP/2.0/UDP\n host ;\n rport, SIP/2.0/TCP b\n"));
  const auto text = std::string(message->top_via()->text) + "=5060;received=192.0.2.1";
  EXPECT_TRUE(message->replace_first_value(HeaderName::via, text));
  EXPECT_EQ(message->top_via()->params.value("rport"), "5060");
  EXPECT_EQ(message->top_via()->params.value("received"), "192.0.2.1");
  EXPECT_NE(message->to_wire().find("v: SIP/2.0/UDP   host ;   rport=5060;received=192.0.2.1, SIP/2.0/TCP b\r\n"),
            std::string::npos);
  expect_reads_the_same(*message);
}

TEST(MessageEdit, RefusesWhatWouldBreakTheLine) {
  const auto message = parse_good(invite("Route: <sip:a>\nContact: <sip:c@d>\n"));
  const auto before = message->to_wire();
  using namespace std::string_view_literals;
  for (const auto bad : {"a\r\nQ: y"sv, "a\nb"sv, "a\rb"sv, "a\0b"sv, "a\r\n"sv, "a\n"sv, "\n"sv, "a\r\r\n b"sv}) {
    EXPECT_FALSE(message->add_first(HeaderName::route, bad));
    EXPECT_FALSE(message->add_last(HeaderName::route, bad));
    EXPECT_FALSE(message->add_last("Q", bad));
    EXPECT_FALSE(message->set(HeaderName::contact, bad));
    EXPECT_FALSE(message->set("Y", bad));
    EXPECT_FALSE(message->replace_first_value(HeaderName::route, bad));
    EXPECT_FALSE(message->set_body(bad, "b"));
  }
  for (const auto name : {""sv, "a b"sv, "a:"sv, "a\r\n"sv, "\xc3\xad"sv}) {
    EXPECT_FALSE(message->add_last(name, "v"));
    EXPECT_FALSE(message->set(name, "v"));
  }
  EXPECT_FALSE(message->add_first(HeaderName::other, "x"));
  EXPECT_FALSE(message->set(HeaderName::other, "x"));
  EXPECT_EQ(message->to_wire(), before);
}

TEST(MessageEdit, ReplacesTheBody) {
  const auto message = parse_good(invite("c: text/plain\nl: 3\nQ: 1\n", "old"));
  EXPECT_TRUE(message->set_body("application/sdp", "v=0\r\n"));
  EXPECT_EQ(message->body(), "v=0\r\n");
  EXPECT_EQ(lines_of(*message), "Content-Type=application/sdp|Content-Length=5|Q=1|");
  expect_reads_the_same(*message);
  EXPECT_TRUE(message->set_body("", "other"));
  EXPECT_EQ(message->header(HeaderName::content_type), "application/sdp");
  EXPECT_TRUE(message->set_body("", ""));
  EXPECT_EQ(lines_of(*message), "Content-Length=0|Q=1|");
  EXPECT_EQ(message->body(), "");
  expect_reads_the_same(*message);
}

TEST(MessageEdit, AddsContentLengthWhereTheBodyWasChanged) {
  const auto message = parse_good(invite());
  EXPECT_TRUE(message->set_body("text/plain", "ahoj"));
  EXPECT_EQ(lines_of(*message), "Content-Type=text/plain|Content-Length=4|");
  expect_reads_the_same(*message);
}

TEST(MessageEdit, IsSeenByTypedViews) {
  const auto message = parse_good(invite());
  EXPECT_TRUE(message->add_first(HeaderName::via, "SIP/2.0/TCP p;branch=z9hG4bKp"));
  EXPECT_EQ(message->top_via()->host, "p");
  EXPECT_TRUE(message->remove_first_value(HeaderName::via));
  EXPECT_EQ(message->top_via()->host, "pc33.example.org");
  EXPECT_TRUE(message->set(HeaderName::to, "<sip:x@y>;tag=new"));
  EXPECT_EQ(message->to_tag(), "new");
  EXPECT_EQ(message->to()->uri.user, "x");
  EXPECT_TRUE(message->set(HeaderName::from, "<sip:z@y>;tag=f"));
  EXPECT_EQ(message->from_tag(), "f");
  EXPECT_TRUE(message->set(HeaderName::cseq, "5 BYE"));
  EXPECT_EQ(message->cseq()->number, 5u);
  EXPECT_TRUE(message->remove(HeaderName::from));
  EXPECT_EQ(message->from_tag(), "");
  EXPECT_FALSE(message->from());
}

TEST(MessageEdit, OfACopyLeavesTheOriginalAlone) {
  const auto original = parse_good(invite("Route: <sip:a>\n"));
  original->set("Q", "before");
  const auto before = original->to_wire();
  const auto copy = original->copy();
  EXPECT_EQ(copy->to_wire(), before);
  copy->set_request_uri("sip:new@target");
  copy->add_first(HeaderName::via, "SIP/2.0/UDP p;branch=z9hG4bKp");
  copy->remove_first_value(HeaderName::route);
  copy->set("Q", "copy");
  copy->set_body("a/b", "c");
  EXPECT_EQ(original->to_wire(), before);
  const auto edited = copy->to_wire();
  original->set("Q", "original");
  original->add_last(HeaderName::subject, "s");
  EXPECT_EQ(copy->to_wire(), edited);
  EXPECT_EQ(copy->header("Q"), "copy");
  EXPECT_EQ(original->header("Q"), "original");
}

TEST(MessageEdit, OfACopyOutlivesTheOriginal) {
  auto original = parse_good(invite());
  original->set("Q", "kept");
  auto copy = original->copy();
  auto second = copy->copy();
  original.reset();
  copy->set("Y", "1");
  EXPECT_EQ(copy->header("Q"), "kept");
  copy.reset();
  EXPECT_EQ(second->header("Q"), "kept");
  EXPECT_EQ(second->call_id(), "a84b4c76@pc33.example.org");
}

TEST(MessageEdit, KeepsViewsOfTextThatWasNotEdited) {
  const auto message = parse_good(invite());
  const auto call_id = message->call_id();
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(message->set("X-" + std::to_string(i), std::string(50, 'x')));
  EXPECT_EQ(message->call_id().data(), call_id.data());
  EXPECT_EQ(message->header("X-0"), std::string(50, 'x'));
  EXPECT_EQ(message->header("X-499"), std::string(50, 'x'));
  EXPECT_EQ(message->wire_size(), message->to_wire().size());
}

}  // namespace
}  // namespace zvoni
