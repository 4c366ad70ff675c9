#include "config/kernel_options.hpp"

namespace zvoni::kernel {

namespace {

constexpr Option kRoot[] = {
    {"listen", OptionType::list, "[\"udp:0.0.0.0:5060\", \"udp:[::]:5060\", \"tcp:0.0.0.0:5060\", \"tcp:[::]:5060\"]",
     nullptr, "Addresses to listen on: udp:ADDRESS:PORT or tcp:ADDRESS:PORT, IPv6 addresses in brackets."},
    {"domains", OptionType::list, "auto", nullptr,
     "Domains and addresses that are zvoni's own; auto stands for this host's names and addresses."},
    {"workers", OptionType::integer, nullptr, "1..256", "Threads that handle messages; left out: one for each core."},
    {"shards", OptionType::integer, "256", "1..65536", "Parts that the state of calls is divided into."},
    {"module-path", OptionType::list, "[]", nullptr,
     "Folders searched for modules before zvoni's own; relative ones are taken from the state directory."},
    {"stop-timeout", OptionType::duration, "5s", "0..10m", "How long a stop waits for what is in flight."},
};

constexpr Option kLog[] = {
    {"level", OptionType::choice, "info", "trace|debug|info|warning|error",
     "What is logged: a line for each request at info, whole messages at trace."},
    {"file", OptionType::path, "", nullptr, "The log file; empty: standard error."},
};

constexpr Option kTransport[] = {
    {"message-size", OptionType::size, "64K", "1K..16M", "Longest message, headers and body."},
    {"udp-receive-buffer", OptionType::size, "4M", "0..1G",
     "Bytes the system keeps for each UDP socket until they are read; 0: its default."},
    {"udp-send-buffer", OptionType::size, "1M", "0..1G", "Bytes the system keeps until they are sent; 0: its default."},
    {"udp-send-queue", OptionType::size, "1M", "0..1G", "Bytes that wait for a UDP socket whose send buffer is full."},
    {"tcp-connections", OptionType::integer, "10000", "1..1000000", "TCP connections at the same time."},
    {"tcp-connections-per-address", OptionType::integer, "1000", "1..1000000",
     "TCP connections from or to one address at the same time."},
    {"tcp-send-queue", OptionType::size, "1M", "64K..1G", "Bytes that wait to be written on one connection."},
    {"tcp-idle-timeout", OptionType::duration, "1h", "1s..30d", "Closes a connection on which nothing passes."},
    {"tcp-message-timeout", OptionType::duration, "10s", "100ms..1h",
     "Longest time from the first byte of a message to its last."},
    {"tcp-connect-timeout", OptionType::duration, "4s", "100ms..5m", "Longest time until a connection is open."},
    {"tcp-write-timeout", OptionType::duration, "30s", "100ms..1h",
     "Closes a connection whose peer takes nothing of what waits for it."},
};

constexpr Option kMessages[] = {
    {"header-lines", OptionType::integer, "256", "16..10000", "Header lines of one message."},
    {"header-bytes", OptionType::size, "32K", "1K..1M", "All header lines of one message together."},
    {"header-values", OptionType::integer, "70", "8..1000",
     "Via, Route, Record-Route or Contact values of one message."},
};

constexpr Option kTransactions[] = {
    {"t1", OptionType::duration, "500ms", "10ms..10s",
     "T1, the round-trip time: a first retransmission comes after it, a time-out after 64 times it."},
    {"t2", OptionType::duration, "4s", "10ms..1m", "T2, the longest interval between retransmissions."},
    {"t4", OptionType::duration, "5s", "10ms..1m", "T4, how long a message may stay in the network."},
    {"max", OptionType::integer, "200000", "100..10000000",
     "Transactions at the same time; beyond it, 503 is answered."},
    {"max-branches", OptionType::integer, "64", "1..1000", "Copies of one request that may be under way."},
    {"retry-after", OptionType::duration, "5s", "1s..1h", "When a sender who got a 503 may come back."},
};

constexpr Option kCalls[] = {
    {"max-duration", OptionType::duration, "1d", "1m..365d", "Longest call that is watched; then it counts as ended."},
    {"max", OptionType::integer, "100000", "100..10000000",
     "Calls watched at the same time; further ones are served, but modules are not told of them."},
};

constexpr OptionSection kSections[] = {
    {"", "What stands at the root of the file.", kRoot},
    {"log", "The log of zvoni and its modules.", kLog},
    {"transport", "Bounds and times of UDP and TCP.", kTransport},
    {"messages", "Bounds on the headers of a message.", kMessages},
    {"transactions", "Timers of RFC 3261, section 17, and limits.", kTransactions},
    {"calls", "Calls that zvoni watches for its modules.", kCalls},
};

}  // namespace

std::span<const OptionSection> kernel_sections() noexcept { return kSections; }

}  // namespace zvoni::kernel
