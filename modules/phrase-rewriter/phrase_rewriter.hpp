// Replaces the reason phrase of each response that zvoni sends.
#pragma once

#include <zvoni/zvoni.hpp>

#include "phrase_table.hpp"

namespace zvoni::phrase_rewriter {

/// The phrases that the configuration asks for. Throws ConfigError for one that may not stand in a status line.
PhraseTable make_table(const Config& config);

/// From any thread: nothing in it changes after create() but the metric.
class PhraseRewriter final : public Module {
 public:
  PhraseRewriter(Host& host, const Config& config);

 private:
  PhraseTable table_;
  Metric& rewritten_;
  Registration handler_;
};

}  // namespace zvoni::phrase_rewriter
