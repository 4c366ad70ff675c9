#include "worker/worker_pool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "fakes.hpp"
#include "peers.hpp"

namespace zvoni::kernel {
namespace {

using Kind = Received::Kind;

std::string message(std::string_view body) {
  return "MESSAGE sip:bob@example.org SIP/2.0\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

TEST(WorkerPool, SaysWhichPortsTheSystemChose) {
  TestPool pool({"udp:127.0.0.1:0", "tcp:127.0.0.1:0"});
  ASSERT_EQ(pool.pool.listening().size(), 2U);
  EXPECT_EQ(pool.pool.listening()[0].transport, Transport::udp);
  EXPECT_NE(pool.pool.listening()[0].endpoint.port, 0);
  EXPECT_EQ(pool.pool.listening()[1].transport, Transport::tcp);
  EXPECT_NE(pool.pool.listening()[1].endpoint.port, 0);
}

TEST(WorkerPool, RefusesAPortThatAnotherPoolHas) {
  TestPool first({"udp:127.0.0.1:0"});
  const auto taken = first.pool.listening()[0].to_string();
  try {
    TestPool second({taken});
    FAIL() << "it listens too";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.what(), "cannot listen on " + taken + ": Address already in use");
    EXPECT_EQ(error.code(), std::errc::address_in_use);
  }
}

TEST(WorkerPool, HasAWorkerForEachCoreUnlessToldOtherwise) {
  EXPECT_EQ(TestPool({}, 0).pool.size(), std::max(1U, std::thread::hardware_concurrency()));
  EXPECT_EQ(TestPool({}, 3).pool.size(), 3U);
}

TEST(WorkerPool, RunsAllJobsOfAShardOnOneWorker) {
  TestPool pool({}, 2);
  pool.start();
  const auto thread_of = [&pool](std::uint32_t shard) {
    std::thread::id id;
    pool.run(shard, [&id](Network&) { id = std::this_thread::get_id(); });
    return id;
  };
  EXPECT_EQ(thread_of(0), thread_of(2));
  EXPECT_EQ(thread_of(1), thread_of(7));
  EXPECT_NE(thread_of(0), thread_of(1));
  EXPECT_NE(thread_of(0), std::this_thread::get_id());
}

TEST(WorkerPool, KeepsTheOrderOfJobsOfAShard) {
  TestPool pool({}, 2);
  std::vector<int> order;
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(pool.pool.post(5, [&order, i](Network&) { order.push_back(i); }));
  }
  pool.start();  // what was posted before waits until then
  pool.run(5, [](Network&) {});
  ASSERT_EQ(order.size(), 100U);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(WorkerPool, TicksOnEachWorker) {
  TestPool pool({}, 3);
  pool.start();
  for (unsigned worker = 0; worker < 3; ++worker) EXPECT_TRUE(pool.receiver.wait_for_ticks(worker, 5));
}

TEST(WorkerPool, GoesOnAfterAnExceptionAndLogsIt) {
  TestPool pool({"udp:127.0.0.1:0"}, 1);
  pool.errors_expected = true;
  pool.start();
  ASSERT_TRUE(pool.pool.post(0, [](Network&) { throw std::runtime_error("no such thing"); }));
  pool.run(0, [](Network&) {});
  ASSERT_EQ(pool.log.errors().size(), 1U);
  EXPECT_THAT(pool.log.errors()[0], testing::HasSubstr("no such thing"));
  UdpPeer peer;
  peer.send(pool.at(), "still there?");
  (void)pool.receiver.wait_for(Kind::message);
}

TEST(WorkerPool, DeliversNothingMoreOnceItHasStoppedReceivingButStillSends) {
  TestPool pool({"udp:127.0.0.1:0", "tcp:127.0.0.1:0"}, 2);
  pool.start();
  UdpPeer peer;
  TcpPeer stream(pool.at(1));
  peer.send(pool.at(0), "before");
  stream.send(message("before"));
  const auto received = pool.receiver.wait_for(Kind::message, 2);
  pool.pool.stop_receiving();
  peer.send(pool.at(0), "after");
  stream.send(message("after"));
  for (const auto& before : received) ASSERT_TRUE(pool.send(0, before.flow, message("answer")));
  EXPECT_EQ(peer.receive().bytes, message("answer"));
  EXPECT_EQ(stream.receive(message("answer").size()), message("answer"));
  EXPECT_TRUE(pool.receiver.wait_for_ticks(0, 2));
  EXPECT_EQ(pool.receiver.count(Kind::message), 2U);
}

TEST(WorkerPool, RunsTheJobsThatWerePostedBeforeItShutDownAndRefusesLaterOnes) {
  TestPool pool({}, 2);
  pool.start();
  std::atomic<int> runs{0};
  for (std::uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(pool.pool.post(i, [&runs](Network&) { ++runs; }));
  }
  pool.pool.shutdown();
  EXPECT_EQ(runs, 1000);
  EXPECT_FALSE(pool.pool.post(0, [&runs](Network&) { ++runs; }));
  EXPECT_EQ(runs, 1000);
}

TEST(WorkerPool, WritesOutWhatWaitsBeforeItShutsDown) {
  TransportLimits limits;
  limits.send_queue = 64 * kMebibyte;
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("hello"));
  const auto flow = pool.receiver.wait_for(Kind::message)[0].flow;
  const std::string large(8 * kMebibyte, 'x');  // more than the system takes at once
  ASSERT_TRUE(pool.send(0, flow, large));
  auto reading = std::async(std::launch::async, [&peer] { return peer.receive_all().size(); });
  pool.pool.shutdown();
  EXPECT_EQ(reading.get(), large.size());
}

TEST(WorkerPool, ShutsDownInBoundedTimeWhereAPeerDoesNotRead) {
  TransportLimits limits;
  limits.send_queue = 64 * kMebibyte;
  TestPool pool({"tcp:127.0.0.1:0"}, 1, limits);
  pool.start();
  TcpPeer peer(pool.at());
  peer.send(message("hello"));
  const auto flow = pool.receiver.wait_for(Kind::message)[0].flow;
  ASSERT_TRUE(pool.send(0, flow, std::string(32 * kMebibyte, 'x')));
  const auto begun = std::chrono::steady_clock::now();
  pool.pool.shutdown();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{10});
}

TEST(WorkerPool, CanBeDestroyedWithoutEverHavingStarted) {
  TestPool pool({"udp:127.0.0.1:0", "tcp:127.0.0.1:0"});
  EXPECT_TRUE(pool.pool.post(0, [](Network&) { FAIL() << "nothing runs it"; }));
}

}  // namespace
}  // namespace zvoni::kernel
