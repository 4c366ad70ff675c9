#include "transport/keep_alive.hpp"

#include <gtest/gtest.h>

#include <string>

namespace zvoni::kernel {
namespace {

using namespace std::string_view_literals;

TEST(KeepAlive, KnowsWhatPhonesSendToKeepANatBindingOpen) {
  EXPECT_TRUE(is_keep_alive(""sv));
  EXPECT_TRUE(is_keep_alive("\r\n"sv));
  EXPECT_TRUE(is_keep_alive("\r\n\r\n"sv));
  EXPECT_TRUE(is_keep_alive("\0\0\0\0"sv));
  EXPECT_TRUE(is_keep_alive("\0"sv));
}

TEST(KeepAlive, KnowsStunByItsMagicCookie) {
  EXPECT_TRUE(is_keep_alive("\x00\x01\x00\x00\x21\x12\xA4\x42transaction!"sv));
  EXPECT_FALSE(is_keep_alive("\x00\x01\x00\x00\x21\x12\xA4\x43transaction!"sv));
  EXPECT_FALSE(is_keep_alive("\x00\x01\x00\x00\x21\x12\xA4\x42short"sv));
}

TEST(KeepAlive, LeavesMessagesAlone) {
  EXPECT_FALSE(is_keep_alive("OPTIONS sip:a@example.org SIP/2.0\r\n\r\n"sv));
  EXPECT_FALSE(is_keep_alive("SIP/"sv));
  EXPECT_FALSE(is_keep_alive("\r\n\r\n\r\n"sv));
}

}  // namespace
}  // namespace zvoni::kernel
