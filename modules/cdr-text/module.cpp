// The descriptor of cdr-text.
#include <zvoni/module.hpp>

#include <system_error>

#include "cdr_text.hpp"

namespace zvoni::cdr_text {
namespace {

constexpr Option kOptions[] = {
    {"file", OptionType::path, "calls.log", nullptr, "The file; a relative one is taken from the state directory."},
    {"format", OptionType::choice, "text", "text|csv|json", "What a line looks like."},
    {"events", OptionType::boolean, "no", nullptr,
     "Also a line for each event as it happens, not only for the end of a call."},
};

Format format_of(const std::string& text) {
  if (text == "csv") return Format::csv;
  return text == "json" ? Format::json : Format::text;
}

std::unique_ptr<Module> create(Host& host, const Config& config) {
  const Settings settings{config.path("file"), format_of(config.text("format")), config.boolean("events")};
  if (settings.file.empty()) throw config.error("file", "expected the name of a file, got an empty text");
  const auto folder = settings.file.parent_path();
  if (!std::filesystem::is_directory(folder)) {
    throw config.error("file", "the folder " + folder.string() + " does not exist: make it first");
  }
  try {
    return std::make_unique<CdrText>(host, settings);
  } catch (const std::system_error& error) {
    throw config.error("file", error.what());
  }
}

}  // namespace

ZVONI_MODULE = {
    ZVONI_ABI, "cdr-text", "1.0",  "Writes a line for each call into a file.", ZVONI_OPTIONS(kOptions), nullptr,
    nullptr,   nullptr,    &create};

}  // namespace zvoni::cdr_text
