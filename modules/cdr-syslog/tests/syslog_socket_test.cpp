#include "syslog_socket.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "listener.hpp"
#include "office.hpp"

namespace zvoni::cdr_syslog {
namespace {

using ::testing::ElementsAre;
using ::zvoni::testing::Listener;
using ::zvoni::testing::Scratch;

TEST(SyslogSocket, ConnectsWhenThereIsSomethingToSend) {
  const Scratch scratch;
  SyslogSocket socket(scratch / "log");
  Listener listener(scratch / "log");
  socket.begin_batch(0);
  EXPECT_FALSE(socket.send("one"));
  EXPECT_FALSE(socket.send("two"));
  EXPECT_THAT(listener.receive(), ElementsAre("one", "two"));
}

TEST(SyslogSocket, ConnectsAgainWhereTheDaemonWasRestarted) {
  const Scratch scratch;
  SyslogSocket socket(scratch / "log");
  std::optional<Listener> daemon(std::in_place, scratch / "log");
  socket.begin_batch(0);
  EXPECT_FALSE(socket.send("one"));
  daemon.reset();
  EXPECT_EQ(socket.send("lost"), std::errc::connection_refused);
  daemon.emplace(scratch / "log");
  socket.begin_batch(0);
  EXPECT_FALSE(socket.send("two"));
  EXPECT_THAT(daemon->receive(), ElementsAre("two"));
  daemon.emplace(scratch / "log");  // restarted between two messages
  EXPECT_FALSE(socket.send("three"));
  EXPECT_THAT(daemon->receive(), ElementsAre("three"));
}

TEST(SyslogSocket, TriesToConnectOnceABatch) {
  const Scratch scratch;
  SyslogSocket socket(scratch / "log");
  socket.begin_batch(0);
  EXPECT_EQ(socket.send("lost"), std::errc::no_such_file_or_directory);
  Listener listener(scratch / "log");
  EXPECT_EQ(socket.send("lost"), std::errc::no_such_file_or_directory);
  socket.begin_batch(0);
  EXPECT_FALSE(socket.send("one"));
  EXPECT_THAT(listener.receive(), ElementsAre("one"));
}

TEST(SyslogSocket, GivesUpWhereTheDaemonTakesNothing) {
  const Scratch scratch;
  SyslogSocket socket(scratch / "log");
  Listener listener(scratch / "log");
  socket.begin_batch(1);
  std::size_t sent = 0;
  std::error_code error;
  while (!error && sent < 100000) {
    error = socket.send("message " + std::to_string(sent));
    if (!error) ++sent;
  }
  EXPECT_EQ(error, std::errc::resource_unavailable_try_again);
  EXPECT_EQ(listener.receive().size(), sent) << "what was not sent whole was not sent at all";
  EXPECT_FALSE(socket.send("again"));
  EXPECT_THAT(listener.receive(), ElementsAre("again"));
}

TEST(SyslogSocket, KnowsHowLongANameMayBe) {
  EXPECT_TRUE(SyslogSocket::is_path_short("/dev/log"));
  EXPECT_TRUE(SyslogSocket::is_path_short(std::string(107, 'x')));
  EXPECT_FALSE(SyslogSocket::is_path_short(std::string(108, 'x')));
}

}  // namespace
}  // namespace zvoni::cdr_syslog
