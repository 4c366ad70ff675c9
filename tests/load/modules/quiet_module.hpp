// The part that most modules of these tests share: they log that they come and go, and do nothing else.
#pragma once

#include <memory>
#include <string>

#include <zvoni/module.hpp>

namespace quiet {

class QuietModule final : public zvoni::Module {
 public:
  explicit QuietModule(zvoni::Host& host) : host_(host) { host_.log().info("created"); }
  ~QuietModule() override { host_.log().info("destroyed"); }
  void start() override { host_.log().info("started"); }

 private:
  zvoni::Host& host_;
};

inline std::unique_ptr<zvoni::Module> create(zvoni::Host& host, const zvoni::Config& /*config*/) {
  return std::make_unique<QuietModule>(host);
}

inline constexpr const char* kGreeting[] = {"greeting/1", nullptr};

}  // namespace quiet
