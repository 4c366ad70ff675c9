// The diary of the built module.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include <zvoni/config.hpp>

#include "phone.hpp"

namespace zvoni::testing {
namespace {

using std::chrono::seconds;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RegistrarDiaryTest : public ::testing::Test {
 protected:
  RegistrarDiaryTest() {
    std::string name = (std::filesystem::temp_directory_path() / "zvoni-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~RegistrarDiaryTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] ExchangeSettings with_diary(const std::string& path = "diary.log") const {
    ExchangeSettings with = settings("{ diary: " + path + " }");
    with.state_dir = folder_;
    return with;
  }
  // Without the time in front, which depends on the machine's zone.
  [[nodiscard]] std::vector<std::string> lines(const char* name = "diary.log") const {
    constexpr std::size_t kTime = sizeof("2026-01-01 00:00:00 ") - 1;
    std::vector<std::string> found;
    std::ifstream file(folder_ / name);
    for (std::string line; std::getline(file, line);) found.push_back(line.substr(std::min(kTime, line.size())));
    return found;
  }

  std::filesystem::path folder_;
};

TEST_F(RegistrarDiaryTest, TellsTheLifeOfABinding) {
  Exchange exchange(with_diary());
  Phone alice(exchange, "alice");
  alice.send("Contact: <sip:alice@192.0.2.11:5060>;expires=600\n", "c", 1);
  alice.send("Contact: <sip:alice@192.0.2.11:5060>;expires=300\n", "c", 2);
  alice.send("Contact: <sip:alice@192.0.2.11:5060>;expires=0\n", "c", 3);
  alice.send("Contact: <sip:alice@192.0.2.12>;expires=60\n", "c", 4);
  exchange.advance(seconds(61));
  const std::string who = " sip:alice@example.org contact=<sip:alice@192.0.2.11:5060> source=udp:192.0.2.11:5060 ";
  const std::string agent = " user-agent=\"Phone/1.0\"";
  EXPECT_THAT(lines(),
              ElementsAre("registered" + who + "expires=600" + agent, "refreshed" + who + "expires=300" + agent,
                          "unregistered" + who + "expires=0" + agent,
                          "registered sip:alice@example.org contact=<sip:alice@192.0.2.12> "
                          "source=udp:192.0.2.11:5060 expires=60" +
                              agent,
                          "expired sip:alice@example.org contact=<sip:alice@192.0.2.12> "
                          "source=udp:192.0.2.11:5060 expires=0" +
                              agent));
}

TEST_F(RegistrarDiaryTest, SaysNothingOfQueriesAndRefusals) {
  Exchange exchange(with_diary());
  Phone alice(exchange, "alice");
  EXPECT_THAT(alice.bindings(), IsEmpty());
  alice.send("Contact: <sip:alice@192.0.2.1>\n");
  exchange.run_work();
  EXPECT_THAT(lines(), IsEmpty());
}

TEST_F(RegistrarDiaryTest, WhatAStrangerSendsStaysOnItsLine) {
  Exchange exchange(with_diary());
  Phone alice(exchange, "alice");
  alice.send_as({.headers = "User-Agent: x\" expires=9\x1b[2J\nContact: <sip:a@192.0.2.11>\n",
                 .to = "<sip:a%0d%0aregistered%20%22@example.org>"});
  exchange.run_work();
  ASSERT_THAT(lines(), SizeIs(1));
  EXPECT_THAT(lines().front(), ::testing::StartsWith("registered sip:a%0D%0Aregistered%20%22@example.org contact="));
}

TEST_F(RegistrarDiaryTest, IsAppendedToAndSurvivesARotation) {
  std::ofstream(folder_ / "diary.log") << "2025-01-01 00:00:00 kept\n";
  Exchange exchange(with_diary());
  Phone alice(exchange, "alice");
  alice.send("Contact: <sip:alice@192.0.2.11>\n", "c", 1);
  std::filesystem::rename(folder_ / "diary.log", folder_ / "diary.log.1");
  exchange.reopen();
  exchange.run_work();
  alice.send("Contact: <sip:alice@192.0.2.11>\n", "c", 2);
  exchange.run_work();
  EXPECT_THAT(lines("diary.log.1"), ElementsAre("kept", HasSubstr("registered sip:alice")));
  EXPECT_THAT(lines(), ElementsAre(HasSubstr("refreshed sip:alice")));
}

TEST_F(RegistrarDiaryTest, IsCompleteAfterAStop) {
  Exchange exchange(with_diary());
  Phone alice(exchange, "alice");
  alice.send("Contact: <sip:alice@192.0.2.11>\n");
  exchange.stop();
  EXPECT_THAT(lines(), SizeIs(1));
}

TEST_F(RegistrarDiaryTest, CountsAndReportsWhatItCouldNotWrite) {
  Exchange exchange(with_diary("/dev/full"));
  Phone alice(exchange, "alice");
  for (std::uint32_t i = 1; i <= 3; ++i) {
    alice.send("Contact: <sip:alice@192.0.2.11>\n", "c", i);
    exchange.run_work();
  }
  EXPECT_EQ(exchange.metric("registrar.diary-dropped"), 3);
  EXPECT_THAT(exchange.log(), Contains(HasSubstr("cannot write /dev/full: No space left on device")).Times(1));
}

TEST_F(RegistrarDiaryTest, DropsLinesWhereTheDiskIsTooSlowAndSaysHowMany) {
  Exchange exchange(with_diary());
  Phone alice(exchange, "alice");
  const std::string contact = "sip:" + std::string(1000, 'a') + "@192.0.2.11";
  constexpr std::uint32_t kMany = 4000;  // more than 4 MiB of lines
  for (std::uint32_t i = 1; i <= kMany; ++i) alice.send("Contact: <" + contact + ">\n", "c", i);
  exchange.run_work();
  const auto dropped = exchange.metric("registrar.diary-dropped").value();
  EXPECT_GT(dropped, 0);
  EXPECT_EQ(lines().size() + static_cast<std::size_t>(dropped), kMany);
  EXPECT_THAT(exchange.log(), Contains(HasSubstr(std::to_string(dropped) + " diary lines were dropped")));
}

TEST_F(RegistrarDiaryTest, RefusesToStartWhereItsFolderIsMissing) {
  try {
    Exchange exchange(with_diary("nowhere/diary.log"));
    FAIL() << "started";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr("registrar.diary"));
    EXPECT_THAT(error.what(), HasSubstr((folder_ / "nowhere/diary.log").string() + ": No such file or directory"));
  }
}

}  // namespace
}  // namespace zvoni::testing
