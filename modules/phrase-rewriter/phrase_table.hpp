// The reason phrase for each status code: a language, and phrases of the operator's own before it.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <zvoni/message.hpp>

#include "phrase.hpp"

namespace zvoni::phrase_rewriter {

/// The built-in phrases of "en", "sk", "cs" or "de"; empty for any other language. Static.
std::span<const Phrase> phrases_of(std::string_view language) noexcept;

/// What is wrong with a phrase as a sentence that follows "phrases"; empty: nothing (RFC 3261, 25.1, `Reason-Phrase`).
std::string fault_of(std::string_view phrase);

/// Does not change after it is filled; then from any thread.
class PhraseTable {
 public:
  explicit PhraseTable(std::span<const Phrase> language);
  /// Puts a phrase in place of the language's. `status` is 100 to 699.
  void set(int status, std::string phrase);

  /// The phrase for a status code; empty: leave it alone. The view lives as long as the table.
  [[nodiscard]] std::string_view phrase(int status) const noexcept;
  /// Gives a response its phrase and touches nothing else of it. False where it had that phrase, or none is known.
  bool rewrite(Message& response) const;

 private:
  static constexpr int kFirst = 100;
  static constexpr int kLast = 699;
  std::array<std::string, kLast - kFirst + 1> phrases_;  // indexed by status, for it is asked for each response
};

}  // namespace zvoni::phrase_rewriter
