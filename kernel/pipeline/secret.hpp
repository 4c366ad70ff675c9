// The exchange's secret: makes values that strangers can neither forge nor foresee.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace zvoni::kernel {

/// A key and SipHash-2-4 with it (libsodium's crypto_shorthash). From any thread.
class Secret {
 public:
  static constexpr std::size_t kSize = 16;
  using Key = std::array<unsigned char, kSize>;

  explicit Secret(const Key& key) noexcept : key_(key) {}
  /// A new one from the system's random source.
  static Secret random();
  /// Reads it from a file, or makes a new one and keeps it there (mode 0600), so that the Record-Route values of calls
  /// that live on through a restart still verify. Throws std::runtime_error with a sentence where it can do neither.
  static Secret load_or_create(const std::filesystem::path& file);

  [[nodiscard]] std::uint64_t hash(std::string_view text) const noexcept;

 private:
  Key key_;
};

}  // namespace zvoni::kernel
