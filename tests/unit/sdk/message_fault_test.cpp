// What the scanner refuses, and with which fault.
#include <chrono>

#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni {
namespace {

using namespace std::string_view_literals;
using namespace std::string_literals;

constexpr std::string_view kVia = "Via: SIP/2.0/UDP a;branch=z9hG4bK1\n";
constexpr std::string_view kFrom = "From: <sip:a@b>;tag=1\n";
constexpr std::string_view kTo = "To: <sip:c@d>\n";
constexpr std::string_view kCallId = "Call-ID: x\n";
constexpr std::string_view kCSeq = "CSeq: 1 OPTIONS\n";

// The fault of an OPTIONS with the given parts; it must stay answerable.
ParseFault fault_of(std::initializer_list<std::string_view> lines, std::string_view body = {}) {
  std::string text = "OPTIONS sip:c@d SIP/2.0\n";
  for (const auto line : lines) text += line;
  auto parsed = Message::parse(wire(text) + "\r\n" + std::string(body));
  EXPECT_TRUE(parsed.message) << text;
  return parsed.fault;
}

// The fault of an OPTIONS with one more line.
ParseFault with(std::string_view line, std::string_view body = {}) {
  return fault_of({kVia, kFrom, kTo, kCallId, kCSeq, line}, body);
}

ParseFault with_start_line(std::string_view line) {
  return Message::parse(wire(std::string(line) + "\n" + std::string(kVia) + std::string(kFrom) + std::string(kTo) +
                             std::string(kCallId) + std::string(kCSeq) + "\n"))
      .fault;
}

TEST(MessageFault, IsNoneForTheMessagesTheseTestsSpoil) {
  EXPECT_EQ(with(""), ParseFault::none);
  EXPECT_EQ(with_start_line("OPTIONS sip:c@d SIP/2.0"), ParseFault::none);
  EXPECT_EQ(with_start_line("SIP/2.0 200 OK"), ParseFault::none);
}

TEST(MessageFault, SaysThatBytesAreNoSip) {
  for (const auto bytes :
       {""sv, "\r\n\r\n"sv, "\0"sv, "\0\0\0\0"sv, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"sv, "hello"sv, "hello\r\n\r\n"sv,
        "INVITE\r\n\r\n"sv, "INVITE sip:a@b\r\n\r\n"sv, " INVITE sip:a@b SIP/2.0\r\n\r\n"sv, "(q) y SIP/2.0\r\n\r\n"sv,
        "INVITE sip:a@b SIP/2.0"sv, "INVITE sip:a@b SIP/2.0\r\n"sv, "INVITE sip:a@b SIP/2.0\r\nVia: x\r\n"sv,
        "INVITE sip:a@b SIP/2.0\r\nVia: x"sv, "INVITE sip:a@b SIP/2.0\r\nVia"sv, "\x16\x03\x01\x02"sv}) {
    const auto parsed = Message::parse(bytes);
    EXPECT_EQ(parsed.fault, ParseFault::not_sip) << bytes;
    EXPECT_FALSE(parsed.message) << bytes;
  }
}

TEST(MessageFault, SaysThatAMessageIsCutBeforeTheEndOfItsHeaders) {
  const auto whole = invite();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(Message::parse(std::string_view(whole).substr(0, size)).fault, ParseFault::not_sip) << size;
  }
}

TEST(MessageFault, FindsBadRequestLines) {  // RFC 4475, 3.1.2.7 to 3.1.2.10
  for (const auto* line :
       {"OPTIONS <sip:c@d> SIP/2.0", "OPTIONS sip:c@d; lr SIP/2.0", "OPTIONS  sip:c@d SIP/2.0",
        "OPTIONS sip:c@d  SIP/2.0", "OPTIONS sip:c@d SIP/2.0 ", "OPTIONS sip:c@d SIP/2.0\t",
        "OPTIONS sip:\tc@d SIP/2.0", "OPTIONS SIP/2.0", "OPTIONS  SIP/2.0", "OPTIONS sip:c\x01@d SIP/2.0",
        "OPTIONS sip:c@d SIP/2", "OPTIONS sip:c@d SIP/2.x", "OPTIONS sip:c@d SIP/", "OPTIONS sip:\"c\"@d SIP/2.0"}) {
    EXPECT_EQ(with_start_line(line), ParseFault::bad_start_line) << line;
  }
}

TEST(MessageFault, FindsOtherVersions) {  // RFC 4475, 3.1.2.16
  EXPECT_EQ(with_start_line("OPTIONS sip:c@d SIP/7.0"), ParseFault::version);
  EXPECT_EQ(with_start_line("OPTIONS sip:c@d SIP/3.0"), ParseFault::version);
  EXPECT_EQ(with_start_line("OPTIONS sip:c@d SIP/2.10"), ParseFault::version);
  EXPECT_EQ(with_start_line("SIP/3.0 200 OK"), ParseFault::version);
}

TEST(MessageFault, LeavesAMessageOfAnotherVersionAnswerable) {
  auto text = invite();
  text.replace(text.find("SIP/2.0"), 7, "SIP/3.0");
  const auto parsed = Message::parse(text);
  ASSERT_EQ(parsed.fault, ParseFault::version);
  ASSERT_TRUE(parsed.message);
  EXPECT_EQ(parsed.message->call_id(), "a84b4c76@pc33.example.org");
}

TEST(MessageFault, DropsBadResponses) {
  for (const auto* line :
       {"SIP/2.0", "SIP/2.0 ", "SIP/2.0 20 OK", "SIP/2.0 2000 OK", "SIP/2.0 099 OK", "SIP/2.0 700 No",
        "SIP/2.0 4294967301 better not break the receiver", "SIP/2.0 +20 OK", "SIP/2.0  200 OK", "SIP/2.0\t200 OK"}) {
    const auto parsed = Message::parse(wire(std::string(line) + "\n" + std::string(kVia) + "\n"));
    EXPECT_NE(parsed.fault, ParseFault::none) << line;
    EXPECT_FALSE(parsed.message) << line;
  }
  const auto no_via = Message::parse("SIP/2.0 200 OK\r\nFrom: <sip:a@b>\r\n\r\n");
  EXPECT_EQ(no_via.fault, ParseFault::missing_header);
  EXPECT_FALSE(no_via.message);
}

TEST(MessageFault, FindsLinesThatAreNoHeaders) {
  for (const auto line : {"no colon\n"sv, ": no name\n"sv, "X-Hdr\x01: x\n"sv, "X Y: z\n"sv, "X(a): z\n"sv,
                          "Zvon\xc3\xad: z\n"sv, "\x7f: z\n"sv, "Q\0: z\n"sv, "=: z\n"sv}) {
    EXPECT_EQ(with(line), ParseFault::bad_header) << line;
  }
  EXPECT_EQ(fault_of({" folded: start\n", kVia, kFrom, kTo, kCallId, kCSeq}), ParseFault::bad_header);
}

TEST(MessageFault, FindsControlBytesInValues) {
  for (const auto line : {"Q: a\x01\n"sv, "Q: a\0b\n"sv, "Q: \x7f\n"sv, "Q: a\x1b[2J\n"sv, "Q: a\x0b\n"sv,
                          "Q: \"a\" \0\n"sv, "Q: \"a\\\"\" \0 \n"sv}) {
    EXPECT_EQ(with(line), ParseFault::bad_header) << line;
  }
  EXPECT_EQ(with("Q: a\tb\n"), ParseFault::none);
}

TEST(MessageFault, FindsABareCarriageReturn) {
  auto text = invite("Q: a@b\n");
  text.replace(text.find("a@b"), 3, "a\rb");
  EXPECT_EQ(Message::parse(text).fault, ParseFault::bad_header);
  text.replace(text.find("a\rb"), 3, "\"\r\"");
  EXPECT_EQ(Message::parse(text).fault, ParseFault::bad_header);
}

TEST(MessageFault, FindsWrongContentLengths) {
  EXPECT_EQ(with("Content-Length: 5\n", "abcd"), ParseFault::content_length);
  EXPECT_EQ(with("l: -999\n", "abcd"), ParseFault::content_length);
  EXPECT_EQ(with("Content-Length:\n", "abcd"), ParseFault::content_length);
  EXPECT_EQ(with("Content-Length: 4 bytes\n", "abcd"), ParseFault::content_length);
  EXPECT_EQ(with("Content-Length: 4294967300\n", "abcd"), ParseFault::content_length);            // 2^32 + 4
  EXPECT_EQ(with("Content-Length: 18446744073709551620\n", "abcd"), ParseFault::content_length);  // 2^64 + 4
  EXPECT_EQ(with("Content-Length: 4\n", "abcd"), ParseFault::none);
}

TEST(MessageFault, FindsTwoContentLengths) {
  EXPECT_EQ(with("Content-Length: 4\nl: 3\n", "abcd"), ParseFault::content_length);
  EXPECT_EQ(with("Content-Length: 4\nl: 4\n", "abcd"), ParseFault::duplicate_header);
}

TEST(MessageFault, FindsMissingHeaders) {  // RFC 4475, 3.3.1
  EXPECT_EQ(fault_of({kVia, kTo, kCallId, kCSeq}), ParseFault::missing_header);
  EXPECT_EQ(fault_of({kVia, kFrom, kCallId, kCSeq}), ParseFault::missing_header);
  EXPECT_EQ(fault_of({kVia, kFrom, kTo, kCSeq}), ParseFault::missing_header);
  EXPECT_EQ(fault_of({kVia, kFrom, kTo, kCallId}), ParseFault::missing_header);
  EXPECT_EQ(fault_of({kVia}), ParseFault::missing_header);
}

TEST(MessageFault, LeavesNothingToAnswerWithoutAVia) {
  const auto parsed = Message::parse(wire("OPTIONS sip:c@d SIP/2.0\n" + std::string(kFrom) + std::string(kTo) +
                                          std::string(kCallId) + "CSeq: 1 OPTIONS\n\n"));
  EXPECT_EQ(parsed.fault, ParseFault::missing_header);
  EXPECT_FALSE(parsed.message);
}

TEST(MessageFault, FindsHeadersThatStandTwice) {
  for (const auto* line :
       {"To: <sip:e@f>\n", "t: <sip:c@d>\n", "From: <sip:a@b>;tag=1\n", "i: y\n", "CSeq: 1 OPTIONS\n",
        "Max-Forwards: 1\nMax-Forwards: 2\n", "Expires: 1\nExpires: 1\n", "Content-Type: a/b\nc: a/b\n",
        "Max-Breadth: 1\nMax-Breadth: 1\n", "Refer-To: <sip:a@b>\nr: <sip:c@d>\n"}) {
    EXPECT_EQ(with(line), ParseFault::duplicate_header) << line;
  }
  EXPECT_EQ(with("Q: 1\nQ: 2\nRoute: <sip:a>\nRoute: <sip:b>\nSupported: a\nk: b\n"), ParseFault::none);
}

TEST(MessageFault, FindsBadValuesOfMandatoryHeaders) {
  for (const auto* via : {"Via: SIP/2.0/UDP a;;,;,,\n", "Via:\n", "Via: ,\n", "Via: x\n", "Via: SIP/2.0/UDP\n"}) {
    EXPECT_EQ(fault_of({via, kFrom, kTo, kCallId, kCSeq}), ParseFault::bad_value) << via;
  }
  for (const auto* from : {"From: \"Mr. J. User <sip:j.user@example.com>\n", "From: Bell, Alexander <sip:a@b>;tag=43\n",
                           "From: <sip:a@b>;tag=\n", "From: <sip:a@b>;tag\n", "From: <sip:a@b>;tag=1;tag=2\n",
                           "From: *\n", "From:\n", "From: <sip:a@b>;tag=1, <sip:c@d>;tag=2\n"}) {
    EXPECT_EQ(fault_of({kVia, from, kTo, kCallId, kCSeq}), ParseFault::bad_value) << from;
  }
  for (const auto* to : {"To: <sip:c@d>;tag=\n", "To: <sip:c@d\n", "To: bob\n", "To: <sip:c@[2001:db8:::1]>\n"}) {
    EXPECT_EQ(fault_of({kVia, kFrom, to, kCallId, kCSeq}), ParseFault::bad_value) << to;
  }
  for (const auto* call_id : {"Call-ID:\n", "Call-ID: a b\n", "Call-ID: a\n b\n"}) {
    EXPECT_EQ(fault_of({kVia, kFrom, kTo, call_id, kCSeq}), ParseFault::bad_value) << call_id;
  }
}

TEST(MessageFault, FindsBadSequences) {  // RFC 4475, 3.1.2.4, 3.1.2.17, 3.1.2.18
  for (const auto* cseq : {"CSeq: 1 INVITE\n", "CSeq: 1 options\n", "CSeq: 1 OPTIONSX\n", "CSeq: 2147483648 OPTIONS\n",
                           "CSeq: 36893488147419103232 OPTIONS\n", "CSeq: OPTIONS\n", "CSeq: 1\n", "CSeq:\n"}) {
    EXPECT_EQ(fault_of({kVia, kFrom, kTo, kCallId, cseq}), ParseFault::bad_value) << cseq;
  }
  const std::string long_method = "CSeq: 1 " + std::string(20000, 'M') + "\n";
  EXPECT_EQ(fault_of({kVia, kFrom, kTo, kCallId, long_method}), ParseFault::bad_value);
}

TEST(MessageFault, FindsBadHopLimits) {
  for (const auto* line : {"Max-Forwards: 256\n", "Max-Forwards: 300\n", "Max-Forwards: -1\n", "Max-Forwards: x\n",
                           "Max-Forwards:\n", "Max-Forwards: 99999999999999999999\n", "Max-Breadth: -1\n"}) {
    EXPECT_EQ(with(line), ParseFault::bad_value) << line;
  }
  EXPECT_EQ(with("Max-Forwards: 255\nMax-Breadth: 60\n"), ParseFault::none);
}

TEST(MessageFault, LeavesExpiresToTheRegistrar) {
  EXPECT_EQ(with("Expires: 10000000000\n"), ParseFault::none);
  EXPECT_EQ(with("Expires: soon\n"), ParseFault::none);
}

TEST(MessageFault, BoundsHeaderLines) {
  const auto text = invite("A: 1\nB: 2\n");
  MessageLimits limits;
  limits.header_lines = 8;
  EXPECT_EQ(Message::parse(text, limits).fault, ParseFault::none);
  limits.header_lines = 7;
  const auto parsed = Message::parse(text, limits);
  EXPECT_EQ(parsed.fault, ParseFault::too_large);
  ASSERT_TRUE(parsed.message);  // its Via stands in the lines that were scanned
  EXPECT_EQ(parsed.message->top_via()->host, "pc33.example.org");
}

TEST(MessageFault, BoundsHeaderBytes) {
  const auto text = invite();
  const auto headers = text.size() - text.find("\r\n") - 4;
  MessageLimits limits;
  limits.header_bytes = headers;
  EXPECT_EQ(Message::parse(text, limits).fault, ParseFault::none);
  limits.header_bytes = headers - 1;
  EXPECT_EQ(Message::parse(text, limits).fault, ParseFault::too_large);
}

TEST(MessageFault, BoundsValuesOfAHeader) {
  MessageLimits limits;
  limits.values_per_header = 3;
  EXPECT_EQ(Message::parse(invite("Route: <sip:a>, <sip:b>\nRoute: <sip:c>\n"), limits).fault, ParseFault::none);
  EXPECT_EQ(Message::parse(invite("Route: <sip:a>, <sip:b>\nRoute: <sip:c>, <sip:d>\n"), limits).fault,
            ParseFault::too_large);
  EXPECT_EQ(Message::parse(invite("Contact: <sip:a,b,c,d@e>, \"a,b,c,d\" <sip:f@g>\n"), limits).fault,
            ParseFault::none);
  EXPECT_EQ(Message::parse(invite("Q: a,b,c,d\n"), limits).fault, ParseFault::none);
}

TEST(MessageFault, RefusesAThousandVias) {
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += "v: SIP/2.0/UDP a\n";
  EXPECT_EQ(Message::parse(invite(lines)).fault, ParseFault::too_large);
  std::string list = "v: SIP/2.0/UDP a";
  for (int i = 0; i < 999; ++i) list += ", SIP/2.0/UDP a";
  EXPECT_EQ(Message::parse(invite(list + "\n")).fault, ParseFault::too_large);
}

TEST(MessageFault, StaysLinearOnHostileBytes) {
  const auto start = std::chrono::steady_clock::now();
  std::string folds;
  for (int i = 0; i < 16000; ++i) folds += "\n a";
  std::string quotes = "Q: \"";
  for (int i = 0; i < 30000; ++i) quotes += "\x01";
  MessageLimits limits;
  limits.header_bytes = 1 << 20;
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(Message::parse(invite("Q: a" + folds + "\n"), limits).fault, ParseFault::none);
    EXPECT_EQ(Message::parse(invite(quotes + "\"\n"), limits).fault, ParseFault::none);
    EXPECT_EQ(Message::parse(invite("Route: " + std::string(30000, ',') + "\n"), limits).fault, ParseFault::none);
    EXPECT_EQ(Message::parse(invite("Route: " + std::string(30000, '<') + "\n"), limits).fault, ParseFault::none);
    EXPECT_EQ(Message::parse(invite("Q: " + std::string(60000, '\t') + "\n"), limits).fault, ParseFault::none);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace zvoni
