#include "loader/describe.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "config/kernel_options.hpp"
#include "config/key_path.hpp"
#include "config/option_table.hpp"
#include "loader/descriptor_check.hpp"

namespace zvoni::kernel {

namespace {

constexpr std::size_t kMaxColumn = 32;  // a longer cell shifts the rest of its own row only

using Row = std::vector<std::string>;

// How many columns of a terminal a text takes, near enough: its UTF-8 characters.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Cells in columns, two blanks apart, each row behind an indent; the last column runs free.
void print_table(std::ostream& out, const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (width_of(row[i]) <= kMaxColumn) widths[i] = std::max(widths[i], width_of(row[i]));
    }
  }
  for (const Row& row : rows) {
    std::string line = "  ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 == row.size()) break;
      const std::size_t width = width_of(row[i]);
      line.append(width < widths[i] ? widths[i] - width + 2 : 2, ' ');
    }
    out << line << '\n';
  }
}

std::string default_of(const Option& option) {
  if (option.required) return "(required)";
  if (!option.default_value) return "(none)";
  return *option.default_value ? option.default_value : "\"\"";
}

void add_rows(std::vector<Row>& rows, OptionTable table, const std::string& indent) {
  for (const Option& option : table) {
    const bool limited = option.allowed && *option.allowed;
    rows.push_back({indent + option.name, type_name(option.type), default_of(option), limited ? option.allowed : "any",
                    option.help});
    add_rows(rows, members_of(option), indent + "  ");
  }
}

void print_options(std::ostream& out, OptionTable table) {
  std::vector<Row> rows{{"name", "type", "default", "allowed", "meaning"}};
  add_rows(rows, table, "");
  print_table(out, rows);
}

void print_services(std::ostream& out, const char* label, const char* const* list) {
  const auto services = services_of(list);
  if (services.empty()) return;
  out << label << join({services.begin(), services.end()}) << '\n';
}

void describe_kernel(std::ostream& out) {
  out << "zvoni - its own options; those of a module stand under modules, in a map of the module's name\n";
  for (const OptionSection& section : kernel_sections()) {
    out << '\n' << (*section.name ? section.name : "At the root") << " - " << section.help << '\n';
    print_options(out, section.table);
  }
}

}  // namespace

void describe_module(std::ostream& out, const ModuleLoader& loader, std::string_view name) {
  if (name == "zvoni") {
    describe_kernel(out);
    return;
  }
  const ModuleLibrary library = loader.load(name);
  const Descriptor& descriptor = library.descriptor();
  out << descriptor.name << ' ' << descriptor.version << " - " << descriptor.summary << '\n';
  out << "File: " << library.file().string() << '\n';
  print_services(out, "Provides: ", descriptor.provides);
  print_services(out, "Needs: ", descriptor.needs);
  print_services(out, "Uses: ", descriptor.uses);
  out << "\nOptions, beside \"enabled: no\", which turns it off:\n";
  if (descriptor.option_count == 0) out << "  none\n";
  if (descriptor.option_count > 0) print_options(out, {descriptor.options, descriptor.option_count});
}

void list_modules(std::ostream& out, const ModuleLoader& loader) {
  std::vector<Row> rows;
  for (const std::string& name : loader.available()) {
    try {
      const ModuleLibrary library = loader.load(name);
      const Descriptor& descriptor = library.descriptor();
      rows.push_back({name, descriptor.version, descriptor.summary, library.file().string()});
    } catch (const ModuleError& error) {
      rows.push_back({name, "-", "cannot be used: " + std::string(error.what())});
    }
  }
  if (!rows.empty()) {
    print_table(out, rows);
    return;
  }
  std::vector<std::string> folders;
  for (const auto& folder : loader.search_path()) folders.push_back(folder.string());
  out << "no modules in " << join(folders) << '\n';
}

}  // namespace zvoni::kernel
