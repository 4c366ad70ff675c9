#include "metrics/metrics.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace zvoni::kernel {
namespace {

TEST(Metrics, AreTheSameObjectForTheSameName) {
  Metrics metrics;
  Metric& one = metrics.metric("registrar.bindings", "Bindings now.");
  EXPECT_EQ(&one, &metrics.metric("registrar.bindings", ""));
  EXPECT_NE(&one, &metrics.metric("registrar.aors", ""));
}

TEST(Metrics, ShowTheirNamesValuesAndFirstHelpByName) {
  Metrics metrics;
  metrics.metric("b.second", "").add(2);
  metrics.metric("a.first", "The first.").set(-1);
  metrics.metric("b.second", "The second.").add();
  metrics.metric("b.second", "Another help.");
  const auto readings = metrics.snapshot();
  ASSERT_EQ(readings.size(), 2U);
  EXPECT_EQ(readings[0].name, "a.first");
  EXPECT_EQ(readings[0].help, "The first.");
  EXPECT_EQ(readings[0].value, -1);
  EXPECT_EQ(readings[1].name, "b.second");
  EXPECT_EQ(readings[1].help, "The second.");
  EXPECT_EQ(readings[1].value, 3);
}

TEST(Metrics, CountFromManyThreads) {
  Metrics metrics;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&metrics] {
      for (int n = 0; n < 1000; ++n) metrics.metric("x", "").add();
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(metrics.metric("x", "").value(), 4000);
}

}  // namespace
}  // namespace zvoni::kernel
