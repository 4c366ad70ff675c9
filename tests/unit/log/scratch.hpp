// A folder of a test's own, and what is in its files.
#pragma once

#include <filesystem>
#include <string>

namespace zvoni::kernel {

class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] std::filesystem::path operator/(const char* name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

std::string content_of(const std::filesystem::path& file);

}  // namespace zvoni::kernel
