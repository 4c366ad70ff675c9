#include "worker/thread.hpp"

#include <pthread.h>

#include <csignal>
#include <utility>

namespace zvoni::kernel {

std::thread start_thread(const std::string& name, std::function<void()> run) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  // A new thread inherits the mask, so that no signal can reach it even in its first moments.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    std::thread thread(std::move(run));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    constexpr std::size_t kLongestName = 15;
    pthread_setname_np(thread.native_handle(), name.substr(0, kLongestName).c_str());
    return thread;
  } catch (...) {
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    throw;
  }
}

}  // namespace zvoni::kernel
