// Files with the mistakes that people make: for each the place, what was expected, and the nearest name.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "loader/module_set.hpp"

namespace zvoni::kernel {
namespace {

namespace fs = std::filesystem;

struct BrokenFile {
  const char* name;
  const char* refusal;  // without the folder of the file; DIR stands for that of the modules
};

constexpr BrokenFile kBrokenFiles[] = {
    {"bad-choice", "bad-choice.yaml:3:15: phrase-rewriter.language: expected one of en, sk, cs, de, got \"slovak\""},
    {"bad-domain",
     "bad-domain.yaml:1:18: domains: expected auto, or a domain or address such as example.org or 192.0.2.1, without "
     "port, got \"example.org:5060\""},
    {"bad-duration", "bad-duration.yaml:4:18: registrar.max-expires: expected a duration such as 1h, got \"soon\""},
    {"bad-listen-address",
     "bad-listen-address.yaml:3:5: listen: expected an address such as udp:0.0.0.0:5060 or tcp:[::]:5060, got "
     "\"tcp:0.0.0.0\""},
    {"bad-network",
     "bad-network.yaml:4:30: forwarder.relay-for: expected a network such as 192.0.2.0/24 or 2001:db8::/32, or an "
     "address, got \"office\""},
    {"bad-status-code",
     "bad-status-code.yaml:5:7: phrase-rewriter.phrases: expected a map with whole numbers from 100 to 699 as keys, "
     "got the key \"1486\""},
    {"default-below-minimum",
     "default-below-minimum.yaml:4:22: registrar.default-expires: must not be below min-expires (1800s)"},
    {"duration-without-unit",
     "duration-without-unit.yaml:2:33: registrar.default-expires: expected a duration such as 1h, got \"3600\"; write "
     "its unit, as in 3600s"},
    {"empty", "empty.yaml: expected a map such as \"listen: [ … ]\" and \"modules: …\", got nothing"},
    {"given-twice", "given-twice.yaml:4:3: registrar: expected each name once, got it again; the first is in line 2"},
    {"many-mistakes",
     "many-mistakes.yaml:1:9: listen: expected an address such as udp:0.0.0.0:5060 or tcp:[::]:5060, got "
     "\"udp:localhost:5060\"\n"
     "many-mistakes.yaml:2:15: log.level: expected one of trace, debug, info, warning, error, got \"verbose\"\n"
     "many-mistakes.yaml:4:23: registrar.users: expected a list of texts, got a map\n"
     "many-mistakes.yaml:4:46: registrar.diary: expected the name of a file, got a list\n"
     "many-mistakes.yaml:5:22: phrase-rewriter.langauge: expected one of language, phrases, got \"langauge\"; did you "
     "mean \"language\"?\n"
     "many-mistakes.yaml:6:3: modules.cdr-txt: expected a module, found no cdr-txt.so in DIR; did you mean "
     "\"cdr-text\"?"},
    {"missing-required-option",
     "missing-required-option.yaml:6:9: forwarder.routes[2].to: expected a list of texts, got nothing; it must be "
     "given"},
    {"missing-service",
     "missing-service.yaml:3:3: modules.forwarder: expected a module that provides the service location/1, got none; "
     "put registrar, which provides it, under modules and do not turn it off"},
    {"module-switched-by-value",
     "module-switched-by-value.yaml:2:14: registrar: expected a map of options, got \"off\"; to turn a module off, "
     "write { enabled: no }"},
    {"modules-as-list", "modules-as-list.yaml:2:3: modules: expected a map of modules and their options, got a list"},
    {"not-yaml", "not-yaml.yaml:2:1: expected YAML, got an error: end of sequence flow not found"},
    {"out-of-range",
     "out-of-range.yaml:1:10: workers: expected a whole number from 1 to 256, got \"0\"\n"
     "out-of-range.yaml:3:30: registrar.max-contacts: expected a whole number from 1 to 50, got \"1000\""},
    {"route-to-no-uri",
     "route-to-no-uri.yaml:5:28: forwarder.routes[1].to: expected SIP URIs such as sip:{user}@trunk.example.net, got "
     "\"trunk\""},
    {"routes-without-dashes",
     "routes-without-dashes.yaml:5:7: forwarder.routes: expected a list of maps, got a map; put \"- \" in front of "
     "each map"},
    {"text-with-line-break",
     "text-with-line-break.yaml:3:21: phrase-rewriter.phrases.486: expected a text without line breaks and control "
     "characters, got \"Obsadené\\r\\nX-Injected: yes\""},
    {"unknown-module",
     "unknown-module.yaml:3:3: modules.record-rout: expected a module, found no record-rout.so in DIR; did you mean "
     "\"record-route\"?"},
    {"unknown-option",
     "unknown-option.yaml:3:5: registrar.max-expire: expected one of default-expires, min-expires, max-expires, "
     "max-contacts, max-aors, users, share-domains, diary, got \"max-expire\"; did you mean \"max-expires\"?"},
    {"unknown-root-key",
     "unknown-root-key.yaml:2:1: lisen: expected one of listen, domains, workers, shards, module-path, stop-timeout, "
     "log, transport, messages, transactions, calls, modules, got \"lisen\"; did you mean \"listen\"?"},
    {"unknown-section-key",
     "unknown-section-key.yaml:2:3: log.levle: expected one of level, file, got \"levle\"; did you mean \"level\"?"},
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

// What `zvoni --check` says of a file.
std::string refusal(const fs::path& file) {
  try {
    static_cast<void>(load_configuration({file, {}, "/state"}, {}, ZVONI_TEST_MODULE_DIR));
  } catch (const ConfigError& error) {
    return replaced(replaced(error.what(), file.parent_path().string() + "/", ""), ZVONI_TEST_MODULE_DIR, "DIR");
  }
  return "nothing is wrong with it";
}

const fs::path kFolder = fs::path(ZVONI_TEST_SOURCE_DIR) / "broken";

class Broken : public testing::TestWithParam<BrokenFile> {};

TEST_P(Broken, FileIsRefusedWithPlaceExpectationAndNearestName) {
  EXPECT_EQ(refusal(kFolder / (std::string(GetParam().name) + ".yaml")), GetParam().refusal);
}

std::string test_name(const testing::TestParamInfo<BrokenFile>& file) { return replaced(file.param.name, "-", "_"); }
INSTANTIATE_TEST_SUITE_P(Files, Broken, testing::ValuesIn(kBrokenFiles), test_name);

TEST(BrokenFiles, AreAllInTheTable) {
  std::set<std::string> known;
  for (const BrokenFile& file : kBrokenFiles) known.insert(file.name);
  for (const auto& file : fs::directory_iterator(kFolder)) {
    EXPECT_EQ(known.count(file.path().stem().string()), 1U) << file.path();
  }
}

}  // namespace
}  // namespace zvoni::kernel
