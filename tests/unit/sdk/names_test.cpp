// Methods, statuses, header names and the names of enumerations.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include <zvoni/call.hpp>
#include <zvoni/header_name.hpp>
#include <zvoni/message.hpp>
#include <zvoni/method.hpp>
#include <zvoni/phase.hpp>
#include <zvoni/status.hpp>
#include <zvoni/text.hpp>

namespace zvoni {
namespace {

TEST(Method, ReadsWhatItWrites) {
  for (auto i = static_cast<int>(Method::invite); i <= static_cast<int>(Method::message); ++i) {
    const auto method = static_cast<Method>(i);
    ASSERT_FALSE(to_string(method).empty());
    EXPECT_EQ(parse_method(to_string(method)), method) << to_string(method);
  }
  EXPECT_EQ(to_string(Method::register_), "REGISTER");
  EXPECT_EQ(to_string(Method::unknown), "");
}

TEST(Method, IsComparedWithItsCase) {
  EXPECT_EQ(parse_method("invite"), Method::unknown);
  EXPECT_EQ(parse_method("Bye"), Method::unknown);
}

TEST(Method, IsUnknownWhereTheTextIsNone) {
  for (const auto* text : {"", "I", "IN", "INVITEE", "INVIT", "NEWMETHOD", "ACKK", "PUBLISHX", "PR", "REFERR"}) {
    EXPECT_EQ(parse_method(text), Method::unknown) << text;
  }
}

TEST(Status, HasTheReasonOfItsRfc) {
  EXPECT_EQ(standard_reason(100), "Trying");
  EXPECT_EQ(standard_reason(180), "Ringing");
  EXPECT_EQ(standard_reason(181), "Call Is Being Forwarded");
  EXPECT_EQ(standard_reason(200), "OK");
  EXPECT_EQ(standard_reason(302), "Moved Temporarily");
  EXPECT_EQ(standard_reason(416), "Unsupported URI Scheme");
  EXPECT_EQ(standard_reason(423), "Interval Too Brief");
  EXPECT_EQ(standard_reason(440), "Max-Breadth Exceeded");
  EXPECT_EQ(standard_reason(486), "Busy Here");
  EXPECT_EQ(standard_reason(500), "Server Internal Error");
  EXPECT_EQ(standard_reason(504), "Server Time-out");
  EXPECT_EQ(standard_reason(607), "Unwanted");
  EXPECT_EQ(standard_reason(608), "Rejected");
}

TEST(Status, HasTheReasonOfItsClassWhereItIsNotRegistered) {
  EXPECT_EQ(standard_reason(150), "Provisional");
  EXPECT_EQ(standard_reason(299), "Success");
  EXPECT_EQ(standard_reason(399), "Redirection");
  EXPECT_EQ(standard_reason(499), "Client Failure");
  EXPECT_EQ(standard_reason(599), "Server Failure");
  EXPECT_EQ(standard_reason(699), "Global Failure");
}

TEST(Status, ListsAllRegisteredInAscendingOrder) {
  const auto all = registered_statuses();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_EQ(all.size(), 75u);
  for (const int status : {100, 183, 199, 204, 380, 412, 417, 428, 469, 470, 494, 513, 555, 580, 600, 606, 608}) {
    EXPECT_TRUE(std::binary_search(all.begin(), all.end(), status)) << status;
  }
  for (const int status : all) EXPECT_FALSE(standard_reason(status).empty()) << status;
}

TEST(HeaderName, ReadsWhatItWritesInAnyCase) {
  for (auto i = static_cast<int>(HeaderName::accept); i <= static_cast<int>(HeaderName::www_authenticate); ++i) {
    const auto name = static_cast<HeaderName>(i);
    const std::string text(to_string(name));
    ASSERT_FALSE(text.empty());
    EXPECT_EQ(parse_header_name(text), name) << text;
    EXPECT_EQ(parse_header_name(to_lower(text)), name) << text;
    std::string upper = text;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    EXPECT_EQ(parse_header_name(upper), name) << upper;
  }
}

TEST(HeaderName, ReadsCompactForms) {
  EXPECT_EQ(parse_header_name("i"), HeaderName::call_id);
  EXPECT_EQ(parse_header_name("m"), HeaderName::contact);
  EXPECT_EQ(parse_header_name("e"), HeaderName::content_encoding);
  EXPECT_EQ(parse_header_name("l"), HeaderName::content_length);
  EXPECT_EQ(parse_header_name("c"), HeaderName::content_type);
  EXPECT_EQ(parse_header_name("f"), HeaderName::from);
  EXPECT_EQ(parse_header_name("s"), HeaderName::subject);
  EXPECT_EQ(parse_header_name("k"), HeaderName::supported);
  EXPECT_EQ(parse_header_name("t"), HeaderName::to);
  EXPECT_EQ(parse_header_name("v"), HeaderName::via);
  EXPECT_EQ(parse_header_name("V"), HeaderName::via);
  EXPECT_EQ(parse_header_name("o"), HeaderName::event);
  EXPECT_EQ(parse_header_name("r"), HeaderName::refer_to);
  EXPECT_EQ(parse_header_name("b"), HeaderName::referred_by);
  EXPECT_EQ(parse_header_name("x"), HeaderName::session_expires);
  EXPECT_EQ(parse_header_name("u"), HeaderName::allow_events);
}

TEST(HeaderName, IsOtherForAllElse) {
  for (const auto* text : {"", "q", "a", "1", "-", "Vi", "Viaa", "X-Via", "Call_ID", "Call\rID", "Content-Lengtg",
                           "Froom", "Record-Rout", "P-Asserted-Identitx"}) {
    EXPECT_EQ(parse_header_name(text), HeaderName::other) << text;
  }
  EXPECT_EQ(to_string(HeaderName::other), "");
}

TEST(Names, AreThoseOfTheEnumerations) {
  EXPECT_EQ(to_string(Phase::request_validation), "request_validation");
  EXPECT_EQ(to_string(Phase::response_forwarding), "response_forwarding");
  EXPECT_EQ(to_string(CallEventKind::attempted), "attempted");
  EXPECT_EQ(to_string(CallEventKind::failed), "failed");
  EXPECT_EQ(to_string(CallSide::none), "none");
  EXPECT_EQ(to_string(CallSide::exchange), "exchange");
}

TEST(Names, DescribeEachFaultInItsOwnWords) {
  std::set<std::string_view> texts;
  for (auto i = static_cast<int>(ParseFault::none); i <= static_cast<int>(ParseFault::bad_value); ++i) {
    texts.insert(describe(static_cast<ParseFault>(i)));
  }
  EXPECT_EQ(texts.size(), 10u);
  EXPECT_EQ(texts.count(""), 0u);
}

}  // namespace
}  // namespace zvoni
