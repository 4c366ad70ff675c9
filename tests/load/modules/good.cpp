// What a module should be. Provides a service, and has an option of most types.
#include "quiet_module.hpp"

namespace {

constexpr zvoni::Option kVisitors[] = {
    {"name", zvoni::OptionType::text, nullptr, "nonempty", "Who is greeted.", true},
    {"times", zvoni::OptionType::integer, "1", "1..10", "How often."},
};

constexpr zvoni::Option kOptions[] = {
    {"greeting", zvoni::OptionType::text, "hello", "nonempty", "What is said."},
    {"language", zvoni::OptionType::choice, "en", "en|sk|cs|de", "In which language."},
    {"after", zvoni::OptionType::duration, "1s", "100ms..1h", "When it is said."},
    {"file", zvoni::OptionType::path, "", nullptr, "Where it is written down."},
    {"visitors", zvoni::OptionType::groups, "[]", nullptr, "Those who come.", false, kVisitors, 2},
};

}  // namespace

ZVONI_MODULE = {ZVONI_ABI,
                "good",
                "1.2",
                "Greets, and offers greeting to others.",
                ZVONI_OPTIONS(kOptions),
                quiet::kGreeting,
                nullptr,
                nullptr,
                &quiet::create};
