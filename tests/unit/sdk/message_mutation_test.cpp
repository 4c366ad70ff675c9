// Random damage to good messages: nothing may crash, and what is taken must hold together.
#include <random>

#include <gtest/gtest.h>

#include <zvoni/text.hpp>

#include "wire.hpp"

namespace zvoni {
namespace {

std::vector<std::string> seeds() {
  return {
      invite("Route: <sip:a;lr>, \"x, y\" <sip:b>\nContact: \"A\\\"B\" <sip:a@[2001:db8::1]:5070;ob>;q=0.5;expires=60\n"
             "Content-Type: application/sdp\nContent-Length: 4\n",
             "v=0\n"),
      wire("REGISTER sip:example.org SIP/2.0\nv : SIP/2.0/TCP [::1]:5061;rport;branch=z9hG4bK1,\n SIP/2.0/UDP b\n"
           "f: sip:%61lice@example.org;tag=x\nt: <sip:alice@example.org>\ni: y\nCSeq: 2 REGISTER\nm: *\nExpires: 0\n"
           "Require: path, gruu\nl: 0\n\n"),
      wire("SIP/2.0 407 Proxy Authentication Required\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\nFrom: <sip:a@b>;tag=1\n"
           "To: <sip:c@d>;tag=2\nCall-ID: x\nCSeq: 7 INVITE\nProxy-Authenticate: Digest realm=\"a, b\", "
           "nonce=\"c\"\n\n"),
  };
}

std::string damage(std::string text, std::mt19937& random) {
  constexpr std::string_view kSpecial(
      ":;,<>\"\\@[]%=?/ \t\r\n\0\x7f\xff"
      "0a*",
      25);
  const auto pick = [&random](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  for (std::size_t edits = 1 + pick(4); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = pick(text.size());
    const std::size_t length = std::min(text.size() - at, 1 + pick(8));
    switch (pick(5)) {
      case 0:
        text[at] = kSpecial[pick(kSpecial.size())];
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, text.substr(pick(text.size()), pick(40)));
        break;
      case 3:
        text.insert(at, 1 + pick(3), kSpecial[pick(kSpecial.size())]);
        break;
      default:
        text[at] = static_cast<char>(pick(256));
        break;
    }
  }
  return text;
}

// Asks for all there is; what is found must lie in bounds, which the sanitizers watch.
std::size_t read_all(const Message& message) {
  std::size_t sum = message.method_name().size() + message.request_uri().size() + message.reason().size();
  for (auto i = static_cast<int>(HeaderName::other); i <= static_cast<int>(HeaderName::www_authenticate); ++i) {
    const auto name = static_cast<HeaderName>(i);
    for (const auto value : message.values(name)) {
      sum += value.size();
      EXPECT_EQ(trim(value), value);
    }
    if (const auto value = message.name_addr(name)) {
      sum += value->tag().size() + plain_display_name(value->display_name).size() + canonical_aor(value->uri).size();
      EXPECT_TRUE(value->wildcard || equivalent(value->uri, value->uri));
    }
    sum += message.number(name).value_or(0) & 1u;
  }
  for (std::size_t i = 0; auto line = message.header_line(i); ++i) sum += line->name_text.size() + line->value.size();
  if (const auto via = message.top_via()) sum += via->branch().size() + via->host.size();
  if (const auto uri = parse_uri(message.request_uri())) sum += canonical_aor(*uri).size();
  if (const auto cseq = message.cseq()) sum += cseq->method_name.size();
  return sum + message.from_tag().size() + message.to_tag().size() + message.call_id().size() + message.body().size();
}

void edit_at_random(Message& message, std::mt19937& random) {
  const auto name = static_cast<HeaderName>(std::uniform_int_distribution<int>(1, 43)(random));
  switch (std::uniform_int_distribution<int>(0, 9)(random)) {
    case 0:
      message.add_first(HeaderName::via, "SIP/2.0/UDP p;branch=z9hG4bKp");
      break;
    case 1:
      message.remove_first_value(HeaderName::via);
      break;
    case 2:
      message.remove_last_value(HeaderName::route);
      break;
    case 3:
      message.set(name, "value, of \"many\"");
      break;
    case 4:
      message.remove(name);
      break;
    case 5:
      message.replace_first_value(name, "<sip:new@value>");
      break;
    case 6:
      message.set_body("a/b", std::string(random() % 600, 'b'));
      break;
    case 7:
      message.set_request_uri("sip:other@place");
      break;
    case 8:
      message.set_reason("Zvoní");
      break;
    default:
      message.add_last("X-Any", "thing");
      break;
  }
}

TEST(MessageMutation, NeverCrashesAndKeepsTheBytesOfWhatItTakes) {
  std::mt19937 random(20240229);
  const auto all = seeds();
  int taken = 0;
  for (int i = 0; i < 8000; ++i) {
    const auto text = damage(all[random() % all.size()], random);
    const auto parsed = Message::parse(text);
    if (!parsed.message) continue;
    read_all(*parsed.message);
    const auto response = Message::make_response(*parsed.message, 400, "Bad Request", "t");
    read_all(*response);
    if (parsed.fault != ParseFault::none) continue;
    ++taken;
    const auto written = parsed.message->to_wire();
    ASSERT_NE(text.find(written), std::string::npos) << escape_for_log(text);
    ASSERT_EQ(Message::parse(response->to_wire()).fault, ParseFault::none) << escape_for_log(text);
  }
  EXPECT_GT(taken, 1000);
}

TEST(MessageMutation, WritesAfterAnyEditsWhatItSays) {
  std::mt19937 random(31415926);
  const auto all = seeds();
  for (int i = 0; i < 800; ++i) {
    auto message = Message::parse(all[random() % all.size()]).message;
    ASSERT_TRUE(message);
    for (int edits = 0; edits < 12; ++edits) {
      if (random() % 4 == 0) message = message->copy();
      edit_at_random(*message, random);
      read_all(*message);
      ASSERT_EQ(message->wire_size(), message->to_wire().size());
    }
    const auto again = Message::parse(message->to_wire());
    if (again.fault != ParseFault::none) continue;  // an edit took a mandatory header away
    for (std::size_t n = 0; auto line = message->header_line(n); ++n) {
      ASSERT_EQ(again.message->header_line(n)->value, line->value);
      ASSERT_EQ(again.message->header_line(n)->name, line->name);
    }
    ASSERT_EQ(again.message->body(), message->body());
  }
}

}  // namespace
}  // namespace zvoni
