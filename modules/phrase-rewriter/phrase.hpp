// One reason phrase of a language.
#pragma once

#include <string_view>

namespace zvoni::phrase_rewriter {

struct Phrase {
  int status;
  std::string_view text;  // UTF-8
};

}  // namespace zvoni::phrase_rewriter
