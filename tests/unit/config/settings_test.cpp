#include "config/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config_scene.hpp"

namespace zvoni::kernel {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

Settings good(std::string_view yaml) {
  Mistakes mistakes;
  Settings settings = read(yaml, mistakes);
  EXPECT_EQ(mistakes.to_string(), "");
  return settings;
}

TEST(Settings, HaveDefaultsForAllThatIsLeftOut) {
  const Settings settings = good("modules:\n");
  ASSERT_EQ(settings.listen.size(), 4U);
  EXPECT_EQ(settings.listen[0].to_string(), "udp:0.0.0.0:5060");
  EXPECT_EQ(settings.listen[3].to_string(), "tcp:[::]:5060");
  EXPECT_TRUE(settings.domains_auto);
  EXPECT_TRUE(settings.domains.empty());
  EXPECT_GE(settings.workers, 1U);
  EXPECT_EQ(settings.shards, 256U);
  EXPECT_EQ(settings.log.level, LogLevel::info);
  EXPECT_TRUE(settings.log.file.empty());
  EXPECT_EQ(settings.transactions.times.t1, milliseconds(500));
  EXPECT_EQ(settings.transport.message_size, 65536U);
  EXPECT_EQ(settings.calls.max_duration, std::chrono::hours(24));
  EXPECT_TRUE(settings.modules.empty());
}

// The defaults of the tables and those of the structures they fill are written down twice.
TEST(Settings, HaveTheDefaultsOfTheirStructures) {
  const Settings settings = good("modules:\n");
  const TransportLimits limits;
  EXPECT_EQ(settings.transport.message_size, limits.message_size);
  EXPECT_EQ(settings.transport.udp_receive_buffer, limits.udp_receive_buffer);
  EXPECT_EQ(settings.transport.udp_send_buffer, limits.udp_send_buffer);
  EXPECT_EQ(settings.transport.udp_send_queue, limits.udp_send_queue);
  EXPECT_EQ(settings.transport.connections, limits.connections);
  EXPECT_EQ(settings.transport.connections_per_address, limits.connections_per_address);
  EXPECT_EQ(settings.transport.send_queue, limits.send_queue);
  EXPECT_EQ(settings.transport.idle_timeout, limits.idle_timeout);
  EXPECT_EQ(settings.transport.message_timeout, limits.message_timeout);
  EXPECT_EQ(settings.transport.connect_timeout, limits.connect_timeout);
  EXPECT_EQ(settings.transport.write_timeout, limits.write_timeout);
  const MessageLimits messages;
  EXPECT_EQ(settings.messages.header_lines, messages.header_lines);
  EXPECT_EQ(settings.messages.header_bytes, messages.header_bytes);
  EXPECT_EQ(settings.messages.values_per_header, messages.values_per_header);
  const TransactionTimes times;
  EXPECT_EQ(settings.transactions.times.t2, times.t2);
  EXPECT_EQ(settings.transactions.times.t4, times.t4);
}

TEST(Settings, AreTakenFromTheFile) {
  const Settings settings = good(R"(
listen: [ "udp:192.0.2.1:5070" ]
workers: 3
shards: 64
module-path: [ /opt/modules, own ]
stop-timeout: 10s
log: { level: trace, file: zvoni.log }
transport: { message-size: 128K, tcp-idle-timeout: 5m, tcp-connections: 50 }
messages: { header-lines: 100 }
transactions: { t1: 100ms, t2: 1s, max: 5000 }
calls: { max-duration: 2h, max: 200 }
modules:
)");
  ASSERT_EQ(settings.listen.size(), 1U);
  EXPECT_EQ(settings.listen[0].to_string(), "udp:192.0.2.1:5070");
  EXPECT_EQ(settings.workers, 3U);
  EXPECT_EQ(settings.shards, 64U);
  EXPECT_THAT(settings.module_path, testing::ElementsAre("/opt/modules", "/state/own"));
  EXPECT_EQ(settings.stop_timeout, milliseconds(10000));
  EXPECT_EQ(settings.log.level, LogLevel::trace);
  EXPECT_EQ(settings.log.file, "/state/zvoni.log");
  EXPECT_EQ(settings.transport.message_size, 131072U);
  EXPECT_EQ(settings.transport.idle_timeout, std::chrono::minutes(5));
  EXPECT_EQ(settings.transport.connections, 50U);
  EXPECT_EQ(settings.messages.header_lines, 100U);
  EXPECT_EQ(settings.transactions.times.t1, milliseconds(100));
  EXPECT_EQ(settings.transactions.max, 5000U);
  EXPECT_EQ(settings.calls.max, 200U);
}

TEST(Settings, KeepTheOrderOfModules) {
  const Settings settings = good("modules:\n  zeta:\n  alpha: { x: 1 }\n  mid: { enabled: no }\n");
  ASSERT_EQ(settings.modules.size(), 3U);
  EXPECT_EQ(settings.modules[0].name, "zeta");
  EXPECT_EQ(settings.modules[0].place.to_string(), "t.yaml:2:3");
  EXPECT_EQ(settings.modules[1].name, "alpha");
  EXPECT_TRUE(settings.modules[1].enabled);
  EXPECT_FALSE(settings.modules[2].enabled);
  EXPECT_TRUE(settings.modules[2].options.entries.empty());
}

TEST(Settings, NameTheNearestKeyOfTheRoot) {
  EXPECT_EQ(mistakes_in("modulse:\n"),
            "t.yaml:1:1: modulse: expected one of listen, domains, workers, shards, module-path, stop-timeout, log, "
            "transport, messages, transactions, calls, modules, got \"modulse\"; did you mean \"modules\"?");
}

TEST(Settings, NameTheNearestKeyOfASection) {
  EXPECT_EQ(mistakes_in("log:\n  levle: info\n"),
            "t.yaml:2:3: log.levle: expected one of level, file, got \"levle\"; did you mean \"level\"?");
  EXPECT_EQ(mistakes_in("log:\n  level: inf\n"),
            "t.yaml:2:10: log.level: expected one of trace, debug, info, warning, error, got \"inf\"; did you mean "
            "\"info\"?");
}

TEST(Settings, RefuseOtherRootsThanMaps) {
  EXPECT_THAT(mistakes_in("- a\n- b\n"), HasSubstr("t.yaml:1:1: expected a map such as"));
  EXPECT_THAT(mistakes_in("- a\n- b\n"), HasSubstr("got a list"));
  EXPECT_THAT(mistakes_in("hello"), HasSubstr("got \"hello\""));
  EXPECT_THAT(mistakes_in(""), HasSubstr("t.yaml: expected a map such as"));
  EXPECT_THAT(mistakes_in(""), HasSubstr("got nothing"));
}

TEST(Settings, RefuseSectionsThatAreNoMaps) {
  EXPECT_EQ(mistakes_in("log: debug\n"), "t.yaml:1:6: log: expected a map of options, got \"debug\"");
  EXPECT_EQ(mistakes_in("modules: [ registrar ]\n"),
            "t.yaml:1:10: modules: expected a map of modules and their options, got a list");
}

TEST(Settings, RefuseBadListenAddresses) {
  EXPECT_EQ(
      mistakes_in("listen:\n  - udp:0.0.0.0:5060\n  - tcp:localhost:5060\n"),
      "t.yaml:3:5: listen: expected an address such as udp:0.0.0.0:5060 or tcp:[::]:5060, got \"tcp:localhost:5060\"");
  EXPECT_EQ(mistakes_in("listen: [ \"udp:0.0.0.0:5060\", \"UDP:0.0.0.0:5060\" ]\n"),
            "t.yaml:1:31: listen: expected each address once, got \"UDP:0.0.0.0:5060\" again");
  EXPECT_EQ(mistakes_in("listen: []\n"),
            "t.yaml:1:9: listen: expected at least one address such as udp:0.0.0.0:5060, got none");
}

TEST(Settings, LetPortZeroBeGivenTwice) {
  EXPECT_EQ(mistakes_in("listen: [ \"udp:127.0.0.1:0\", \"udp:127.0.0.1:0\" ]\n"), "");
}

TEST(Settings, RefuseAT1LongerThanT2) {
  EXPECT_EQ(mistakes_in("transactions:\n  t1: 6s\n"),
            "t.yaml:2:3: transactions.t2: expected a duration not below t1 (6000ms), got 4000ms");
}

TEST(Settings, TellHowAModuleIsTurnedOff) {
  EXPECT_EQ(
      mistakes_in("modules:\n  cdr-text: no\n"),
      "t.yaml:2:13: cdr-text: expected a map of options, got \"no\"; to turn a module off, write { enabled: no }");
  EXPECT_EQ(mistakes_in("modules:\n  cdr-text: { enabled: perhaps }\n"),
            "t.yaml:2:24: cdr-text.enabled: expected yes or no, got \"perhaps\"");
}

TEST(Settings, ReportMistakesOfAllSectionsTogether) {
  EXPECT_EQ(mistakes_in("calls: { max: none }\nworkers: 0\nlog: { level: loud }\nworkers: 1\n"),
            "t.yaml:1:15: calls.max: expected a whole number from 100 to 10000000, got \"none\"\n"
            "t.yaml:2:10: workers: expected a whole number from 1 to 256, got \"0\"\n"
            "t.yaml:3:15: log.level: expected one of trace, debug, info, warning, error, got \"loud\"\n"
            "t.yaml:4:1: workers: expected each name once, got it again; the first is in line 2");
}

}  // namespace
}  // namespace zvoni::kernel
