#include <zvoni/params.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zvoni {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// `name`, or `name=value`.
std::vector<std::string> list(const Params& params) {
  std::vector<std::string> out;
  for (const auto& param : params) {
    out.push_back(std::string(param.name) + (param.has_value ? "=" + std::string(param.value) : ""));
  }
  return out;
}

TEST(Params, AreWalkedInOrder) {
  EXPECT_THAT(list(Params(";transport=udp;lr;x=1")), ElementsAre("transport=udp", "lr", "x=1"));
  EXPECT_THAT(list(Params("")), IsEmpty());
  EXPECT_THAT(list(Params()), IsEmpty());
}

TEST(Params, TellNoValueFromAnEmptyOne) {
  const Params params(";lr;ob=");
  ASSERT_TRUE(params.find("lr"));
  EXPECT_FALSE(params.find("lr")->has_value);
  ASSERT_TRUE(params.find("ob"));
  EXPECT_TRUE(params.find("ob")->has_value);
  EXPECT_EQ(params.value("ob"), "");
}

TEST(Params, HaveBlanksAndFoldsAroundTheirSeparators) {
  EXPECT_THAT(list(Params(" ;\r\n  tag = 98asjd8 ; q\t=\r\n 0.33 ")), ElementsAre("tag=98asjd8", "q=0.33"));
}

TEST(Params, KeepSeparatorsWithinQuotes) {
  const Params params(R"(;+sip.instance="<urn:uuid:a;b=c>";methods="A, \";x\" B";expires=60)");
  EXPECT_THAT(list(params),
              ElementsAre(R"(+sip.instance="<urn:uuid:a;b=c>")", R"(methods="A, \";x\" B")", "expires=60"));
}

TEST(Params, EndAtAQuoteThatIsNotClosed) { EXPECT_THAT(list(Params(";a=\"b;c=d")), ElementsAre("a=\"b;c=d")); }

TEST(Params, AreFoundInAnyCaseTheFirstOfTwo) {
  const Params params(";Tag=one;tag=two");
  EXPECT_EQ(params.value("TAG"), "one");
  EXPECT_TRUE(params.has("tAg"));
  EXPECT_FALSE(params.has("ta"));
  EXPECT_EQ(params.value("none"), "");
}

TEST(Params, SkipEmptyOnes) {
  EXPECT_THAT(list(Params(";;a;; ;b;")), ElementsAre("a", "b"));
  EXPECT_THAT(list(Params(";")), IsEmpty());
}

TEST(Params, KeepEqualSignsWithinValues) { EXPECT_THAT(list(Params(";id=YWJj==;x")), ElementsAre("id=YWJj==", "x")); }

TEST(Params, AreUriHeadersWithTheirSeparator) {
  EXPECT_THAT(list(Params("?Replaces=a%3Bb&subject=x", '&')), ElementsAre("Replaces=a%3Bb", "subject=x"));
}

TEST(Params, PointIntoTheText) {
  const std::string text = ";a=b";
  const Params params(text);
  EXPECT_EQ(params.find("a")->value.data(), text.data() + 3);
  EXPECT_EQ(params.text().data(), text.data());
}

}  // namespace
}  // namespace zvoni
