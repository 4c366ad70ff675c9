#include "phrase_table.hpp"

#include <utility>

#include <zvoni/text.hpp>

#include "phrases_cs.hpp"
#include "phrases_de.hpp"
#include "phrases_en.hpp"
#include "phrases_sk.hpp"

namespace zvoni::phrase_rewriter {
namespace {

constexpr std::size_t kLongestPhrase = 255;  // bytes; a phrase is for a phone's display

}  // namespace

std::span<const Phrase> phrases_of(std::string_view language) noexcept {
  if (language == "en") return kEnglish;
  if (language == "sk") return kSlovak;
  if (language == "cs") return kCzech;
  if (language == "de") return kGerman;
  return {};
}

std::string fault_of(std::string_view phrase) {
  if (trim(phrase).empty()) return "must not be empty";
  if (phrase.size() > kLongestPhrase) return "must not be longer than " + std::to_string(kLongestPhrase) + " bytes";
  if (!is_clean_utf8(phrase)) return "must be UTF-8 without control characters";
  return {};
}

PhraseTable::PhraseTable(std::span<const Phrase> language) {
  for (const Phrase& entry : language) set(entry.status, std::string(entry.text));
}

void PhraseTable::set(int status, std::string phrase) {
  phrases_.at(static_cast<std::size_t>(status - kFirst)) = std::move(phrase);
}

std::string_view PhraseTable::phrase(int status) const noexcept {
  if (status < kFirst || status > kLast) return {};
  return phrases_[static_cast<std::size_t>(status - kFirst)];
}

bool PhraseTable::rewrite(Message& response) const {
  const std::string_view wanted = phrase(response.status());
  if (wanted.empty() || wanted == response.reason()) return false;
  return response.set_reason(wanted);
}

}  // namespace zvoni::phrase_rewriter
