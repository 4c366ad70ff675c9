#include "transport/stream_framer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace zvoni::kernel {
namespace {

using Kind = Frame::Kind;

constexpr std::size_t kLimit = 65536;

// What came out of a framer: messages as they are, "<keep-alive>", "<no Content-Length>"…
std::vector<std::string> frames_of(StreamFramer& framer, std::string_view chunk) {
  // A copy that ends where the chunk ends, so that a sanitizer sees a read beyond it.
  const std::vector<char> bytes(chunk.begin(), chunk.end());
  std::vector<std::string> frames;
  framer.feed({bytes.data(), bytes.size()});
  for (;;) {
    const auto frame = framer.next();
    switch (frame.kind) {
      case Kind::need_more:
        return frames;
      case Kind::keep_alive:
        frames.emplace_back("<keep-alive>");
        break;
      case Kind::message:
        frames.emplace_back(frame.bytes);
        break;
      case Kind::broken:
        frames.push_back("<" + std::string(describe(frame.fault)) + ">");
        return frames;
    }
  }
}

std::vector<std::string> frames_of(std::string_view stream, std::size_t limit = kLimit) {
  StreamFramer framer(limit);
  return frames_of(framer, stream);
}

std::vector<std::string> frames_in_chunks(std::string_view stream, std::size_t chunk) {
  StreamFramer framer(kLimit);
  std::vector<std::string> frames;
  for (std::size_t at = 0; at < stream.size(); at += chunk) {
    for (auto& frame : frames_of(framer, stream.substr(at, chunk))) frames.push_back(std::move(frame));
  }
  return frames;
}

std::string message(std::string_view body, std::string_view length_header = "Content-Length: ") {
  return "MESSAGE sip:bob@example.org SIP/2.0\r\nCall-ID: 1\r\n" + std::string(length_header) +
         std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

using Frames = std::vector<std::string>;

TEST(StreamFramer, FramesAMessageByItsContentLength) {
  StreamFramer framer(kLimit);
  EXPECT_EQ(frames_of(framer, message("hello")), Frames{message("hello")});
  EXPECT_FALSE(framer.in_message());
}

TEST(StreamFramer, FramesAMessageWithoutABody) { EXPECT_EQ(frames_of(message("")), Frames{message("")}); }

TEST(StreamFramer, FramesManyMessagesOfOneSegment) {
  EXPECT_EQ(frames_of(message("a") + message("") + message("ccc")),
            (Frames{message("a"), message(""), message("ccc")}));
}

TEST(StreamFramer, FramesTheSameHoweverTheStreamIsCut) {
  const auto stream =
      message("a") + "\r\n\r\n" + message("", "l:") + "\r\n" + message("c\r\n\r\nd", "CONTENT-length :\t");
  const auto whole = frames_of(stream);
  ASSERT_EQ(whole.size(), 4U);
  for (std::size_t chunk = 1; chunk <= stream.size(); ++chunk) {
    EXPECT_EQ(frames_in_chunks(stream, chunk), whole) << chunk;
  }
}

TEST(StreamFramer, KnowsThatAMessageHasBegun) {
  StreamFramer framer(kLimit);
  EXPECT_FALSE(framer.in_message());
  EXPECT_TRUE(frames_of(framer, "\r\n").empty());
  EXPECT_FALSE(framer.in_message());
  EXPECT_TRUE(frames_of(framer, "M").empty());
  EXPECT_TRUE(framer.in_message());
  const auto rest = message("hello").substr(1);
  EXPECT_TRUE(frames_of(framer, rest.substr(0, rest.size() - 1)).empty());
  EXPECT_TRUE(framer.in_message());
  EXPECT_EQ(frames_of(framer, "o"), Frames{message("hello")});
  EXPECT_FALSE(framer.in_message());
}

TEST(StreamFramer, ReadsContentLengthInEveryFormThatTheGrammarAllows) {
  for (const auto* header : {"Content-Length:", "content-length: ", "CONTENT-LENGTH \t: ", "l:", "L : ", "l:\r\n ",
                             "Content-Length:\r\n\t\r\n "}) {
    EXPECT_EQ(frames_of(message("hello", header)), Frames{message("hello", header)}) << header;
  }
}

TEST(StreamFramer, TakesBlanksAfterTheNumberAndLeadingZeros) {
  const std::string text = "OPTIONS sip:a SIP/2.0\r\nl: 0003 \t\r\n\r\nabc";
  EXPECT_EQ(frames_of(text), Frames{text});
}

TEST(StreamFramer, LooksForContentLengthInHeadersOnly) {
  const std::string folded = "OPTIONS sip:a SIP/2.0\r\nSubject: x\r\n Content-Length: 9\r\nl: 0\r\n\r\n";
  EXPECT_EQ(frames_of(folded), Frames{folded});
  const std::string other = "OPTIONS sip:a SIP/2.0\r\nX-Content-Length: 9\r\nContent-Lengths: 8\r\nl: 0\r\n\r\n";
  EXPECT_EQ(frames_of(other), Frames{other});
  EXPECT_EQ(frames_of("Content-Length: 0\r\nCall-ID: 1\r\n\r\n"), Frames{"<no Content-Length>"});
}

TEST(StreamFramer, TakesLineFeedsAloneForLineEnds) {
  const std::string text = "OPTIONS sip:a SIP/2.0\nl: 2\n\nab";
  EXPECT_EQ(frames_of(text + text), (Frames{text, text}));
}

TEST(StreamFramer, AnswersEachKeepAliveBetweenMessages) {
  EXPECT_EQ(frames_of("\r\n\r\n"), Frames{"<keep-alive>"});
  EXPECT_EQ(frames_of("\r\n\r\n\r\n\r\n"), (Frames{"<keep-alive>", "<keep-alive>"}));
  EXPECT_EQ(frames_of(message("a") + "\r\n\r\n" + message("b")), (Frames{message("a"), "<keep-alive>", message("b")}));
}

TEST(StreamFramer, SkipsASingleLineEndBetweenMessages) {
  EXPECT_TRUE(frames_of("\r\n").empty());
  EXPECT_EQ(frames_of("\r\n" + message("a") + "\r\n" + message("b") + "\n"), (Frames{message("a"), message("b")}));
}

TEST(StreamFramer, DoesNotJoinLineEndsAcrossAMessage) {
  EXPECT_EQ(frames_of("\r\n" + message("") + "\r\n"), Frames{message("")});
}

TEST(StreamFramer, BreaksWhereContentLengthIsMissing) {
  EXPECT_EQ(frames_of("OPTIONS sip:a SIP/2.0\r\nCall-ID: 1\r\n\r\n"), Frames{"<no Content-Length>"});
}

TEST(StreamFramer, BreaksWhereContentLengthIsNoNumber) {
  for (const auto* value : {"", "-1", "+5", "5x", "0x5", "5 5", "5,5", "abc", "4\r\n 2"}) {
    const auto text = "OPTIONS sip:a SIP/2.0\r\nContent-Length: " + std::string(value) + "\r\n\r\n";
    EXPECT_EQ(frames_of(text), Frames{"<bad Content-Length>"}) << value;
  }
}

TEST(StreamFramer, BreaksWhereTwoContentLengthsDiffer) {
  EXPECT_EQ(frames_of("OPTIONS sip:a SIP/2.0\r\nl: 5\r\nContent-Length: 6\r\n\r\nhello!"),
            Frames{"<bad Content-Length>"});
  const std::string same = "OPTIONS sip:a SIP/2.0\r\nl: 5\r\nContent-Length: 5\r\n\r\nhello";
  EXPECT_EQ(frames_of(same), Frames{same});
}

TEST(StreamFramer, NeverTakesAHugeContentLengthForASmallOne) {
  for (const auto* value : {"65536", "4294967295", "4294967296", "4294967328", "18446744073709551615",
                            "18446744073709551616", "18446744073709551648", "99999999999999999999999999999999999999"}) {
    const auto text = "OPTIONS sip:a SIP/2.0\r\nl: " + std::string(value) + "\r\n\r\n" + message("");
    EXPECT_EQ(frames_of(text), Frames{"<message too large>"}) << value;
  }
}

TEST(StreamFramer, TakesAMessageOfExactlyTheLimit) {
  const auto text = message(std::string(100, 'x'));
  EXPECT_EQ(frames_of(text, text.size()), Frames{text});
  EXPECT_EQ(frames_of(text, text.size() - 1), Frames{"<message too large>"});
}

TEST(StreamFramer, BreaksWhereHeadersNeverEnd) {
  StreamFramer framer(1000);
  EXPECT_TRUE(frames_of(framer, "OPTIONS sip:a SIP/2.0\r\nX: " + std::string(900, 'x')).empty());
  EXPECT_EQ(frames_of(framer, std::string(100, 'x')), Frames{"<message too large>"});
}

TEST(StreamFramer, BreaksAtOnceOnWhatCannotBeSip) {
  EXPECT_EQ(frames_of(std::string("\x16\x03\x01\x02\x00", 5)), Frames{"<no SIP message>"});
  EXPECT_EQ(frames_of("\r\n\r\n:x"), (Frames{"<keep-alive>", "<no SIP message>"}));
  EXPECT_EQ(frames_of(" INVITE sip:a SIP/2.0\r\n"), Frames{"<no SIP message>"});
  EXPECT_EQ(frames_of(std::string(1, '\0')), Frames{"<no SIP message>"});
}

TEST(StreamFramer, GivesTheHeadersOfABrokenMessageToAnswerIt) {
  const std::string headers = "OPTIONS sip:a SIP/2.0\r\nCall-ID: 1\r\nl: x\r\n\r\n";
  StreamFramer framer(kLimit);
  const auto stream = message("first") + headers + "rest";
  framer.feed(stream);
  EXPECT_EQ(framer.next().kind, Kind::message);
  const auto broken = framer.next();
  EXPECT_EQ(broken.kind, Kind::broken);
  EXPECT_EQ(broken.fault, FramingFault::content_length);
  EXPECT_EQ(broken.bytes, headers);
}

TEST(StreamFramer, StaysBroken) {
  StreamFramer framer(kLimit);
  EXPECT_EQ(frames_of(framer, "OPTIONS sip:a SIP/2.0\r\n\r\n"), Frames{"<no Content-Length>"});
  EXPECT_EQ(frames_of(framer, message("a")), Frames{"<no Content-Length>"});
}

TEST(StreamFramer, TakesALargeMessageByteByByte) {
  const auto text = message(std::string(60000, 'x'));
  StreamFramer framer(kLimit);
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    framer.feed(std::string_view(text).substr(i, 1));
    ASSERT_EQ(framer.next().kind, Kind::need_more) << i;
  }
  framer.feed(std::string_view(text).substr(text.size() - 1));
  const auto frame = framer.next();
  ASSERT_EQ(frame.kind, Kind::message);
  EXPECT_EQ(frame.bytes, text);
}

TEST(StreamFramer, TakesManyShortHeadersByteByByte) {
  std::string text = "OPTIONS sip:a SIP/2.0\r\n";
  while (text.size() < 50000) text += "a:b\r\n";
  text += "l:0\r\n\r\n";
  const auto frames = frames_in_chunks(text + text, 1);
  EXPECT_EQ(frames, (Frames{text, text}));
}

}  // namespace
}  // namespace zvoni::kernel
