// Copies of one message on several threads: they share bytes, and no more.
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "wire.hpp"

namespace zvoni {
namespace {

TEST(MessageThreads, EditAndDestroyTheirOwnCopies) {
  for (int round = 0; round < 20; ++round) {
    auto original = parse_good(invite("Route: <sip:a>, <sip:b>\n", "body"));
    original->set("X-Round", std::to_string(round));
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([i, round, copy = original->copy()]() mutable {
        copy->add_first(HeaderName::via, "SIP/2.0/UDP p;branch=z9hG4bK" + std::to_string(i));
        copy->remove_first_value(HeaderName::route);
        const auto response = Message::make_response(*copy, 200, "OK", "t");
        copy.reset();
        EXPECT_EQ(response->top_via()->branch(), "z9hG4bK" + std::to_string(i));
        EXPECT_EQ(Message::parse(response->to_wire()).fault, ParseFault::none) << round;
      });
    }
    original->set("X-Round", "own");
    EXPECT_EQ(original->first_value(HeaderName::route), "<sip:a>");
    original.reset();
    for (auto& thread : threads) thread.join();
  }
}

}  // namespace
}  // namespace zvoni
