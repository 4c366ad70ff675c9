// The descriptor of phrase-rewriter.
#include <zvoni/module.hpp>

#include "phrase_rewriter.hpp"

namespace zvoni::phrase_rewriter {
namespace {

constexpr Option kOptions[] = {
    {"language", OptionType::choice, "en", "en|sk|cs|de", "Language of the phrases."},
    {"phrases", OptionType::map, "{}", "100..699",
     "Phrases of your own by status code; they come before those of the language."},
};

void check(const Config& config) { (void)make_table(config); }

std::unique_ptr<Module> create(Host& host, const Config& config) {
  return std::make_unique<PhraseRewriter>(host, config);
}

}  // namespace

ZVONI_MODULE = {ZVONI_ABI,
                "phrase-rewriter",
                "1.0",
                "Puts the exchange's own reason phrases into responses.",
                ZVONI_OPTIONS(kOptions),
                nullptr,
                nullptr,
                nullptr,
                &create,
                &check};

}  // namespace zvoni::phrase_rewriter
