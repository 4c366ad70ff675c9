#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "options.hpp"

namespace zvoni::kernel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const InstallPaths kPaths{"/p/etc/zvoni/zvoni.yaml", "/p/var/lib/zvoni", "/p/lib/zvoni/modules"};

Options parse(std::vector<const char*> words) {
  words.insert(words.begin(), "zvoni");
  return parse_options(static_cast<int>(words.size()), words.data(), kPaths);
}

std::string refusal(std::vector<const char*> words) {
  try {
    static_cast<void>(parse(std::move(words)));
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

TEST(CommandLine, RunsWithTheInstalledFilesByDefault) {
  const Options options = parse({});
  EXPECT_EQ(options.action, Options::Action::run);
  EXPECT_EQ(options.config_file, kPaths.config_file);
  EXPECT_EQ(options.state_dir, kPaths.state_dir);
  EXPECT_TRUE(options.overrides.empty());
  EXPECT_TRUE(options.module_path.empty());
}

TEST(CommandLine, TakesFilesAndFolders) {
  const Options options =
      parse({"-c", "my.yaml", "--state-dir", "/tmp/state", "--module-path", "/a", "--module-path=/b"});
  EXPECT_EQ(options.config_file, "my.yaml");
  EXPECT_EQ(options.state_dir, "/tmp/state");
  EXPECT_THAT(options.module_path, ElementsAre("/a", "/b"));
}

TEST(CommandLine, MakesTheStateDirectoryAbsolute) {
  EXPECT_TRUE(parse({"--state-dir", "state"}).state_dir.is_absolute());
}

TEST(CommandLine, CollectsOverridesInTheirOrder) {
  const Options options = parse({"--set", "log.level=debug", "--check", "--set=modules.cdr-text.file=/tmp/x=y"});
  EXPECT_EQ(options.action, Options::Action::check);
  EXPECT_THAT(options.overrides, ElementsAre("log.level=debug", "modules.cdr-text.file=/tmp/x=y"));
}

TEST(CommandLine, KnowsItsActions) {
  EXPECT_EQ(parse({"--list-modules"}).action, Options::Action::list_modules);
  EXPECT_EQ(parse({"--version"}).action, Options::Action::version);
  EXPECT_EQ(parse({"-V"}).action, Options::Action::version);
  EXPECT_EQ(parse({"-h"}).action, Options::Action::help);
  EXPECT_EQ(parse({"--help", "--check"}).action, Options::Action::help);
  const Options options = parse({"--describe", "registrar"});
  EXPECT_EQ(options.action, Options::Action::describe);
  EXPECT_EQ(options.describe, "registrar");
}

TEST(CommandLine, NamesTheNearestOption) {
  EXPECT_EQ(refusal({"--chek"}), "unknown option --chek; did you mean --check?");
  EXPECT_EQ(refusal({"--list-module"}), "unknown option --list-module; did you mean --list-modules?");
  EXPECT_EQ(refusal({"--frobnicate"}), "unknown option --frobnicate");
  EXPECT_EQ(refusal({"-x"}), "unknown option -x");
}

TEST(CommandLine, RefusesWordsThatBelongToNoOption) {
  EXPECT_EQ(refusal({"start"}), "expected options, got a word that belongs to none");
}

TEST(CommandLine, RefusesTwoActions) {
  EXPECT_EQ(refusal({"--check", "--list-modules"}), "expected one of --check and --list-modules, got both");
}

TEST(CommandLine, RefusesMissingAndEmptyValues) {
  EXPECT_THAT(refusal({"--describe"}), HasSubstr("--describe"));
  EXPECT_EQ(refusal({"--config", ""}), "expected a path for --config, got nothing");
  EXPECT_EQ(refusal({"--module-path", ""}), "expected a path for --module-path, got nothing");
  EXPECT_THAT(refusal({"-c", "a", "-c", "b"}), HasSubstr("more than once"));
}

TEST(CommandLine, HelpNamesEveryOptionTheDefaultsAndTheExitCodes) {
  std::ostringstream out;
  print_help(out, kPaths);
  for (const char* text : {"--config", "-c", "--set", "--state-dir", "--module-path", "--check", "--describe",
                           "--list-modules", "--version", "--help", "/p/etc/zvoni/zvoni.yaml", "/p/var/lib/zvoni",
                           "Exit codes: 0", "1 the configuration", "2 the command line"}) {
    EXPECT_THAT(out.str(), HasSubstr(text));
  }
}

TEST(CommandLine, VersionNamesTheAbiOfTheSdk) {
  std::ostringstream out;
  print_version(out);
  EXPECT_THAT(out.str(), testing::MatchesRegex("zvoni [0-9.]+ \\(SDK ABI [0-9]+\\.[0-9]+, .*\\)\n"));
}

TEST(InstallPaths, FollowThePrefix) {
  const InstallPaths paths = install_paths("/opt/zvoni/sbin/zvoni");
  EXPECT_EQ(paths.config_file, "/opt/zvoni/etc/zvoni/zvoni.yaml");
  EXPECT_EQ(paths.state_dir, "/opt/zvoni/var/lib/zvoni");
  EXPECT_EQ(paths.module_dir, "/opt/zvoni/lib/zvoni/modules");
}

TEST(InstallPaths, AreThoseOfTheSystemUnderUsr) {
  const InstallPaths paths = install_paths("/usr/sbin/zvoni");
  EXPECT_EQ(paths.config_file, "/etc/zvoni/zvoni.yaml");
  EXPECT_EQ(paths.state_dir, "/var/lib/zvoni");
  EXPECT_EQ(paths.module_dir, "/usr/lib/zvoni/modules");
}

TEST(InstallPaths, KnowTheProgramThatRuns) {
  EXPECT_TRUE(program_file().is_absolute());
  EXPECT_TRUE(std::filesystem::exists(program_file()));
}

}  // namespace
}  // namespace zvoni::kernel
