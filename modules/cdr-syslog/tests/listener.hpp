// A syslog daemon's socket.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace zvoni::testing {

class Listener {
 public:
  /// Takes the place of a socket that is there.
  explicit Listener(const std::filesystem::path& path);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// What has come so far and was not received yet.
  [[nodiscard]] std::vector<std::string> receive();

 private:
  int descriptor_;
};

}  // namespace zvoni::testing
