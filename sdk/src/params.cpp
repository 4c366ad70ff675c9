#include <zvoni/params.hpp>

#include <zvoni/text.hpp>

#include "grammar.hpp"

namespace zvoni {

Params::Iterator::Iterator(std::string_view rest, char separator) noexcept : rest_(rest), separator_(separator) {
  read();
}

Params::Iterator& Params::Iterator::operator++() noexcept {
  read();
  return *this;
}

// `rest_` begins at a separator (or at the `?` of URI headers), or is empty.
void Params::Iterator::read() noexcept {
  while (!rest_.empty()) {
    const char* const begin = rest_.data() + 1;
    const char* const end = rest_.data() + rest_.size();
    const char* at = begin;
    while (at != end && *at != '=' && *at != separator_) ++at;
    param_ = {};
    param_.name = grammar::trim(grammar::view(begin, at));
    if (at != end && *at == '=') {
      const char* const value = ++at;
      while (at != end && *at != separator_) {
        if (*at == '"' && separator_ == ';') {
          const char* const quoted = grammar::skip_quoted(at, end);
          at = quoted == nullptr ? end : quoted;
        } else {
          ++at;
        }
      }
      param_.value = grammar::trim(grammar::view(value, at));
      param_.has_value = true;
    }
    rest_ = grammar::view(at, end);
    if (!param_.name.empty()) {
      at_ = begin;
      return;
    }
  }
  at_ = nullptr;
}

std::optional<Param> Params::find(std::string_view name) const noexcept {
  for (const auto& param : *this) {
    if (iequals(param.name, name)) return param;
  }
  return std::nullopt;
}

std::string_view Params::value(std::string_view name) const noexcept {
  const auto param = find(name);
  return param ? param->value : std::string_view{};
}

namespace grammar {

bool is_param_list(std::string_view text) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    if (*at != ';') return false;
    at = skip(at + 1, end, kBlank);
    if (at == end) return true;
    const char* const name = at;
    at = skip(at, end, kToken);
    if (at == name) return false;
    at = skip(at, end, kBlank);
    if (at != end && *at == '=') {
      at = skip(at + 1, end, kBlank);
      if (at != end && *at == '"') {
        at = skip_quoted(at, end);
        if (at == nullptr) return false;
      } else {
        at = skip(at, end, kParamText);
      }
      at = skip(at, end, kBlank);
    }
  }
  return true;
}

}  // namespace grammar
}  // namespace zvoni
