// `;name=value` parameters of URIs and header values.
#pragma once

#include <optional>
#include <string_view>

#include <zvoni/abi.hpp>

namespace zvoni {

/// One parameter. `value` is empty both for `;lr` and `;lr=`; `has_value` tells them apart. Quoted values keep their
/// quotes. Both views point into the text that was parsed.
struct Param {
  std::string_view name;
  std::string_view value;
  bool has_value = false;
};

/// A view of a list of parameters, separated by `;` (or by `&` in URI headers), as it stands in the message. Copying
/// is free; it lives as long as the text. Iterating allocates nothing.
class ZVONI_API Params {
 public:
  Params() noexcept = default;
  /// `text` starts at the first separator, or is empty.
  explicit Params(std::string_view text, char separator = ';') noexcept : text_(text), separator_(separator) {}

  class ZVONI_API Iterator {
   public:
    Iterator(std::string_view rest, char separator) noexcept;
    const Param& operator*() const noexcept { return param_; }
    const Param* operator->() const noexcept { return &param_; }
    Iterator& operator++() noexcept;
    friend bool operator==(const Iterator& a, const Iterator& b) noexcept { return a.at_ == b.at_; }

   private:
    friend class Params;
    void read() noexcept;
    std::string_view rest_;
    const char* at_ = nullptr;  // where the current parameter begins; null at the end
    char separator_ = ';';
    Param param_;
  };

  [[nodiscard]] Iterator begin() const noexcept { return {text_, separator_}; }
  [[nodiscard]] Iterator end() const noexcept { return {{}, separator_}; }

  /// The first parameter of that name, in any case.
  [[nodiscard]] std::optional<Param> find(std::string_view name) const noexcept;
  [[nodiscard]] bool has(std::string_view name) const noexcept { return find(name).has_value(); }
  /// Its value, or an empty view where it is absent or has none.
  [[nodiscard]] std::string_view value(std::string_view name) const noexcept;
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  /// The text as it stands, separators included.
  [[nodiscard]] std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
  char separator_ = ';';
};

}  // namespace zvoni
