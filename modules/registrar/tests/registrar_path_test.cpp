// RFC 3327.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "phone.hpp"

namespace zvoni::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RegistrarPathTest : public ::testing::Test {
 protected:
  Exchange exchange_{settings()};
  Phone alice_{exchange_, "alice"};
};

TEST_F(RegistrarPathTest, EchoesThePathItStores) {
  const std::string answer = alice_.send(
      "Supported: path, gruu\n"
      "Path: <sip:edge.example.net;lr>,<sip:core.example.net;lr>\n"
      "Path: <sip:inner.example.net;lr>\n"
      "Contact: <sip:alice@10.0.0.5>\n");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_THAT(headers_of(answer, "Path"),
              ElementsAre("<sip:edge.example.net;lr>", "<sip:core.example.net;lr>", "<sip:inner.example.net;lr>"));
}

TEST_F(RegistrarPathTest, RefusesAPathThatThePhoneDoesNotSupport) {
  const std::string answer = alice_.send("Path: <sip:edge.example.net;lr>\nContact: <sip:alice@10.0.0.5>\n");
  EXPECT_EQ(status_of(answer), 420);
  EXPECT_EQ(header_of(answer, "Unsupported"), "path");
  EXPECT_THAT(alice_.bindings(), IsEmpty());
}

TEST_F(RegistrarPathTest, RequireSaysThatItIsSupportedToo) {
  EXPECT_EQ(status_of(alice_.send("Require: path\nPath: <sip:edge.example.net;lr>\nContact: <sip:a@10.0.0.5>\n")), 200);
}

TEST_F(RegistrarPathTest, UnfoldsAPath) {
  const std::string answer = alice_.send(
      "Supported: path\n"
      "Path: <sip:edge.example.net;lr>\n"
      "  ;ob=1\n"
      "Contact: <sip:alice@10.0.0.5>\n");
  EXPECT_THAT(headers_of(answer, "Path"), ElementsAre(::testing::MatchesRegex("<sip:edge.example.net;lr> +;ob=1")));
}

TEST_F(RegistrarPathTest, RefusesAPathThatLeadsNowhere) {
  const auto status = [&](const std::string& path) {
    return status_of(alice_.send("Supported: path\nPath: " + path + "\nContact: <sip:alice@10.0.0.5>\n"));
  };
  EXPECT_EQ(status("<mailto:edge@example.net>"), 400);
  EXPECT_EQ(status("<sip:192.0.2.1;lr>"), 403);
  EXPECT_EQ(status("<sip:edge.example.net;lr;x=" + std::string(1100, 'x') + ">"), 400);
  EXPECT_THAT(alice_.bindings(), IsEmpty());
}

}  // namespace
}  // namespace zvoni::testing
