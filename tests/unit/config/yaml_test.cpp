#include "config/yaml.hpp"

#include <gtest/gtest.h>

namespace zvoni::kernel {
namespace {

Node parse(std::string_view text, Mistakes& mistakes) {
  return parse_yaml(text, std::make_shared<const std::string>("t.yaml"), Lines::named, mistakes);
}

Node parse(std::string_view text) {
  Mistakes mistakes;
  Node node = parse(text, mistakes);
  EXPECT_EQ(mistakes.to_string(), "");
  return node;
}

// What a text is refused with.
std::string refusal(std::string_view text) {
  Mistakes mistakes;
  try {
    static_cast<void>(parse(text, mistakes));
  } catch (const ConfigError& error) {
    return error.what();
  }
  return mistakes.to_string();
}

TEST(Yaml, KeepsTheOrderOfAMap) {
  const Node root = parse("modules:\n  zebra:\n  ant: { b: 1 }\n  cat:\n");
  const Node& modules = root.find("modules")->value;
  ASSERT_EQ(modules.entries.size(), 3U);
  EXPECT_EQ(modules.entries[0].key, "zebra");
  EXPECT_EQ(modules.entries[1].key, "ant");
  EXPECT_EQ(modules.entries[2].key, "cat");
  EXPECT_EQ(modules.entries[0].value.kind, Node::Kind::null);
  EXPECT_EQ(modules.entries[1].value.kind, Node::Kind::map);
}

TEST(Yaml, RemembersWhereEverythingStands) {
  const Node root = parse("log:\n  level: info\nlisten: [ a, b ]\n");
  const Entry* log = root.find("log");
  EXPECT_EQ(log->key_place.to_string(), "t.yaml:1:1");
  EXPECT_EQ(log->value.find("level")->key_place.to_string(), "t.yaml:2:3");
  EXPECT_EQ(log->value.find("level")->value.place.to_string(), "t.yaml:2:10");
  EXPECT_EQ(root.find("listen")->value.items[1].place.to_string(), "t.yaml:3:14");
}

TEST(Yaml, TakesAnEmptyTextAsNothing) {
  EXPECT_EQ(parse("").kind, Node::Kind::null);
  EXPECT_EQ(parse("# only a comment\n").kind, Node::Kind::null);
}

TEST(Yaml, CopiesWhatAnAliasStandsFor) {
  const Node root = parse("a: &list [ 1, 2 ]\nb: *list\n");
  ASSERT_EQ(root.find("b")->value.items.size(), 2U);
  EXPECT_EQ(root.find("b")->value.items[1].text, "2");
}

TEST(Yaml, RefusesBrokenSyntaxWithItsPlace) {
  EXPECT_EQ(refusal("listen: [ a, b\nlog:\n"),
            "t.yaml:2:4: expected YAML, got an error: end of sequence flow not found");
  EXPECT_EQ(refusal("a: 1\n\tb: 2\n").rfind("t.yaml:2:1: expected YAML, got an error: ", 0), 0U);
  // Since 0.8, yaml-cpp adds the name.
  EXPECT_EQ(refusal("a: *nowhere\n")
                .rfind("t.yaml:1:4: expected YAML, got an error: the referenced anchor is not defined", 0),
            0U);
}

TEST(Yaml, RefusesANameGivenTwice) {
  EXPECT_EQ(refusal("log:\n  level: info\n  level: debug\n"),
            "t.yaml:3:3: log.level: expected each name once, got it again; the first is in line 2");
  EXPECT_EQ(refusal("modules:\n  registrar:\n  registrar:\n"),
            "t.yaml:3:3: registrar: expected each name once, got it again; the first is in line 2");
}

TEST(Yaml, RefusesAListAsAName) {
  EXPECT_EQ(refusal("? [ a ]\n: b\n"), "t.yaml:1:3: expected a name in front of the colon, got a list");
  EXPECT_EQ(refusal("log:\n  ~: b\n"), "t.yaml:2:3: log: expected a name in front of the colon, got nothing");
}

TEST(Yaml, RefusesTags) {
  EXPECT_EQ(refusal("workers: !!int 4\n"),
            "t.yaml:1:10: workers: expected a value without a YAML tag, got \"tag:yaml.org,2002:int\"");
}

TEST(Yaml, RefusesASecondDocument) {
  EXPECT_EQ(refusal("a: 1\n---\nb: 2\n"), "t.yaml:2:1: expected one YAML document, got a second one");
}

// Hostile inputs, row 24: nine aliases of nine aliases of nine…
TEST(Yaml, RefusesAnAliasBomb) {
  std::string bomb = "a0: &a0 [ x, x, x, x, x, x, x, x, x ]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [ ";
    for (int j = 0; j < 9; ++j) bomb += (j == 0 ? "" : ", ") + before;
    bomb += " ]\n";
  }
  const std::string text = refusal(bomb);
  EXPECT_EQ(text.rfind("t.yaml:5:", 0), 0U) << text;
  EXPECT_NE(text.find("expected at most 50000 values, aliases counted as what they stand for"), std::string::npos)
      << text;
}

TEST(Yaml, RefusesAnAliasWithinItsOwnValue) {
  EXPECT_EQ(refusal("a: &a [ *a ]\n"),
            "t.yaml:1:9: a[1]: expected the name of a value that ends before it, got an alias within its own");
}

TEST(Yaml, RefusesDeepNesting) {
  const std::string text = refusal("a: " + std::string(100, '[') + std::string(100, ']') + "\n");
  EXPECT_EQ(text.rfind("t.yaml:1:19: a[1]", 0), 0U) << text;
  EXPECT_NE(text.find("expected at most 16 levels of lists and maps"), std::string::npos) << text;
}

TEST(Yaml, RefusesNestingWithoutEndInBoundedTime) {
  EXPECT_NE(refusal(std::string(kMaxConfigBytes, '[')), "");
  EXPECT_NE(refusal(std::string(kMaxConfigBytes, '{')), "");
  std::string dashes;
  while (dashes.size() + 2 < kMaxConfigBytes) dashes += "- ";
  EXPECT_NE(refusal(dashes), "");
}

TEST(Yaml, RefusesWhatIsTooLong) {
  EXPECT_EQ(refusal(std::string(kMaxConfigBytes + 1, '#')), "t.yaml: expected at most 1048576 bytes");
}

TEST(Yaml, RefusesZeroBytes) {
  EXPECT_EQ(refusal(std::string_view("a: b\0c\n", 7)), "t.yaml: expected a text file, got a zero byte at offset 4");
}

TEST(Yaml, RefusesMoreValuesThanItMayHold) {
  std::string text = "a:\n";
  for (std::size_t i = 0; i <= kMaxConfigNodes; ++i) text += "- x\n";
  EXPECT_NE(refusal(text).find("expected at most 50000 values"), std::string::npos);
}

}  // namespace
}  // namespace zvoni::kernel
