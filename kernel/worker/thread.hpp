// Threads of the kernel.
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace zvoni::kernel {

/// Starts a thread by the name that `top -H` shows (15 bytes of it). It takes no signals: those are the main thread's.
[[nodiscard]] std::thread start_thread(const std::string& name, std::function<void()> run);

}  // namespace zvoni::kernel
