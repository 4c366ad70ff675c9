#include "pipeline/generation.hpp"

#include <gtest/gtest.h>

namespace zvoni::kernel {
namespace {

TEST(Generation, OrdersHandlersByTheirModulesPlaceInTheFile) {
  Generation generation;
  auto handler = [](Request&) { return Verdict::next(); };
  auto& chain = generation.request_chains[0];
  auto c = generation.add<RequestHandler>(chain, 2, "c", handler);
  auto a = generation.add<RequestHandler>(chain, 0, "a", handler);
  auto b1 = generation.add<RequestHandler>(chain, 1, "b1", handler);
  auto b2 = generation.add<RequestHandler>(chain, 1, "b2", handler);
  std::vector<std::string> names;
  for (auto& link : chain) names.push_back(link.module);
  EXPECT_EQ(names, (std::vector<std::string>{"a", "b1", "b2", "c"}));
}

TEST(Generation, ForgetsAHandlerWithItsRegistration) {
  Generation generation;
  {
    auto one = generation.add<CallHandler>(generation.call_chain, 0, "a", [](const CallEvent&) {});
    EXPECT_EQ(generation.call_chain.size(), 1U);
  }
  EXPECT_TRUE(generation.call_chain.empty());
}

TEST(Generation, ListsEachCapabilityOnce) {
  Generation generation;
  auto one = generation.advertise(Capability::extension, "path");
  auto two = generation.advertise(Capability::extension, "Path");
  auto three = generation.advertise(Capability::extension, "outbound");
  auto method = generation.advertise(Capability::method, "REGISTER");
  EXPECT_EQ(generation.list(Capability::extension), "path, outbound");
  EXPECT_TRUE(generation.supports(Capability::extension, "PATH"));
  EXPECT_FALSE(generation.supports(Capability::event, "presence"));
}

}  // namespace
}  // namespace zvoni::kernel
