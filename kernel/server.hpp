// The running exchange: owns every part, in start and stop order.
#pragma once

#include <memory>

#include "loader/module_set.hpp"
#include "options.hpp"

namespace zvoni::kernel {

/// From one configuration, once. All functions from the thread that made it.
class Server {
 public:
  /// Builds everything, binds the sockets, creates and starts the modules; receives nothing so far. Throws ConfigError,
  /// or std::exception with a sentence, where it cannot start.
  explicit Server(Configuration configuration);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Serves until SIGTERM or SIGINT, reopening log files on SIGHUP; then stops: refuses what is new, gives what is in
  /// flight `stop-timeout` to finish, answers the rest with 503, ends the records of open calls.
  void run();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace zvoni::kernel
