#include <zvoni/method.hpp>

#include <array>

namespace zvoni {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 15> kMethods{"",         "INVITE",  "ACK",       "BYE",     "CANCEL",
                                                    "REGISTER", "OPTIONS", "INFO",      "PRACK",   "UPDATE",
                                                    "REFER",    "NOTIFY",  "SUBSCRIBE", "PUBLISH", "MESSAGE"};
static_assert(static_cast<std::size_t>(Method::message) + 1 == kMethods.size());

Method check(std::string_view text, Method method) noexcept {
  return text == kMethods[static_cast<std::size_t>(method)] ? method : Method::unknown;
}

}  // namespace

Method parse_method(std::string_view text) noexcept {
  if (text.size() < 3) return Method::unknown;
  switch (text[0]) {
    case 'I':
      return check(text, text.size() == 6 ? Method::invite : Method::info);
    case 'A':
      return check(text, Method::ack);
    case 'B':
      return check(text, Method::bye);
    case 'C':
      return check(text, Method::cancel);
    case 'R':
      return check(text, text.size() == 8 ? Method::register_ : Method::refer);
    case 'O':
      return check(text, Method::options);
    case 'P':
      return check(text, text.size() == 5 ? Method::prack : Method::publish);
    case 'U':
      return check(text, Method::update);
    case 'N':
      return check(text, Method::notify);
    case 'S':
      return check(text, Method::subscribe);
    case 'M':
      return check(text, Method::message);
    default:
      return Method::unknown;
  }
}

std::string_view to_string(Method method) noexcept {
  const auto index = static_cast<std::size_t>(method);
  return index < kMethods.size() ? kMethods[index] : std::string_view{};
}

}  // namespace zvoni
