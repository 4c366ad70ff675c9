// An exchange with two phones, Alice and Bob, and the ways a call between them can go.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <zvoni/testing/exchange.hpp>

namespace zvoni::testing {

/// A folder of a test's own.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::vector<std::string> lines_of(const std::filesystem::path& file);

/// Text of a session description with or without video.
enum class Media { audio, video };

class Office {
 public:
  /// `modules` are further entries of the configuration: "  cdr-text: { events: yes }\n". Times begin at midnight UTC.
  Office(std::string_view modules, const std::filesystem::path& state_dir);

  /// Alice calls, after the display name of her choice ("Alice").
  void invite(std::string_view display_name = "Alice", Media media = Media::audio);
  void ring();
  void answer(Media media = Media::audio);
  void decline(int status, std::string_view reason);
  void cancel();
  /// Bob sends Alice to another URI.
  void transfer(std::string_view refer_to);
  void add_video();
  void hang_up();
  /// All of it: 2 s of ringing and `talk` of talking.
  void call(std::chrono::seconds talk);

  Exchange exchange;

 private:
  [[nodiscard]] std::string in_dialog(std::string_view method, int cseq) const;
  /// As bob, who got the INVITE.
  [[nodiscard]] std::string by_bob(std::string_view method, int cseq) const;
  [[nodiscard]] std::string route() const;

  Peer alice_;
  Peer bob_;
  int calls_ = 0;
  std::string invite_;     ///< as Alice sent it
  std::string forwarded_;  ///< as Bob got it
  std::string answer_;     ///< as Alice got it
};

}  // namespace zvoni::testing
