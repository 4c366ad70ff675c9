#include "phrase_rewriter.hpp"

namespace zvoni::phrase_rewriter {
namespace {

constexpr std::uint32_t kLastStatus = 699;

}  // namespace

PhraseTable make_table(const Config& config) {
  PhraseTable table(phrases_of(config.text("language")));
  for (auto& [status, phrase] : config.map("phrases")) {
    if (const std::string fault = fault_of(phrase); !fault.empty()) {
      throw config.error("phrases", ("the phrase of " + status + ' ').append(fault));
    }
    table.set(static_cast<int>(parse_number(status, kLastStatus).value()), phrase);
  }
  return table;
}

PhraseRewriter::PhraseRewriter(Host& host, const Config& config)
    : table_(make_table(config)), rewritten_(host.metric("rewritten", "Responses whose phrase was replaced")) {
  handler_ = host.on_response(Phase::response_forwarding, [this](Response& response) {
    if (table_.rewrite(response.message())) rewritten_.add();
  });
}

}  // namespace zvoni::phrase_rewriter
