#include "config/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include "config/key_path.hpp"

namespace zvoni::kernel {

namespace {

std::size_t count_nodes(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items) count += count_nodes(item);
  for (const Entry& entry : node.entries) count += count_nodes(entry.value);
  return count;
}

// Builds the tree from the parser's events. What is out of bounds ends the parsing where it stands.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::shared_ptr<const std::string> source, Lines lines, Mistakes& mistakes)
      : source_(std::move(source)), lines_(lines), mistakes_(mistakes) {
    root_.place = {source_, 0, 0};
  }

  [[nodiscard]] Place place(const YAML::Mark& mark) const {
    if (mark.is_null() || lines_ == Lines::unnamed) return {source_, 0, 0};
    return {source_, mark.line + 1, mark.column + 1};
  }
  [[nodiscard]] Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) fail(mark, "expected one YAML document, got a second one");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(leaf(mark, Node::Kind::null, {}), anchor); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    add(leaf(mark, Node::Kind::scalar, value), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      fail(mark, "expected the name of a value that ends before it, got an alias within its own");
    }
    charge(mark, count_nodes(found->second));
    add(found->second, YAML::NullAnchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, anchor, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, anchor, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Node node;
    YAML::anchor_t anchor = YAML::NullAnchor;
    std::optional<Node> key;  // of a map: read, and its value is next
  };

  [[noreturn]] void fail(const YAML::Mark& mark, std::string_view what) const {
    throw ConfigError(mistake_text(place(mark), path(), what));
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (!tag.empty() && tag != "?" && tag != "!") {
      fail(mark, "expected a value without a YAML tag, got " + in_quotes(tag));
    }
  }

  void charge(const YAML::Mark& mark, std::size_t nodes) {
    nodes_ += nodes;
    if (nodes_ > kMaxConfigNodes) {
      fail(mark,
           "expected at most " + std::to_string(kMaxConfigNodes) + " values, aliases counted as what they stand for");
    }
  }

  [[nodiscard]] Node leaf(const YAML::Mark& mark, Node::Kind kind, std::string_view text) {
    charge(mark, 1);
    Node node;
    node.kind = kind;
    node.text = text;
    node.place = place(mark);
    return node;
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind) {
    refuse_tag(mark, tag);
    if (frames_.size() >= kMaxConfigDepth) {
      fail(mark, "expected at most " + std::to_string(kMaxConfigDepth) + " levels of lists and maps");
    }
    frames_.push_back({leaf(mark, kind, {}), anchor, std::nullopt});
  }

  void close() {
    Frame done = std::move(frames_.back());
    frames_.pop_back();
    add(std::move(done.node), done.anchor);
  }

  void add(Node node, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      nodes_ += count_nodes(node);  // the copy costs as much as an alias
      anchors_[anchor] = node;
    }
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.kind == Node::Kind::list) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.key) {
      if (node.kind != Node::Kind::scalar) {
        throw ConfigError(mistake_text(node.place, path(), "expected a name in front of the colon, got " + got(node)));
      }
      frame.key = std::move(node);
    } else {
      add_entry(frame, std::move(node));
    }
  }

  void add_entry(Frame& frame, Node value) {
    if (const Entry* first = frame.node.find(frame.key->text)) {
      mistakes_.add(frame.key->place, path(),
                    "expected each name once, got it again" +
                        (lines_ == Lines::named ? "; the first is in line " + std::to_string(first->key_place.line)
                                                : std::string()));
    } else {
      frame.node.entries.push_back({frame.key->text, frame.key->place, std::move(value)});
    }
    frame.key.reset();
  }

  // The names on the way to where the parser is.
  [[nodiscard]] std::string path() const {
    std::vector<std::string> names;
    for (const Frame& frame : frames_) {
      if (frame.key) names.push_back(frame.key->text);
      if (frame.node.kind == Node::Kind::list && !names.empty()) {
        names.back() += "[" + std::to_string(frame.node.items.size() + 1) + "]";
      }
    }
    return display_key(names);
  }

  std::shared_ptr<const std::string> source_;
  Lines lines_;
  Mistakes& mistakes_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Node> anchors_;
  Node root_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

Node parse_yaml(std::string_view text, const std::shared_ptr<const std::string>& source, Lines lines,
                Mistakes& mistakes) {
  const Place nowhere{source, 0, 0};
  if (text.size() > kMaxConfigBytes) {
    throw ConfigError(mistake_text(nowhere, {}, "expected at most " + std::to_string(kMaxConfigBytes) + " bytes"));
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    throw ConfigError(
        mistake_text(nowhere, {}, "expected a text file, got a zero byte at offset " + std::to_string(nul)));
  }
  std::istringstream stream{std::string(text)};
  TreeBuilder builder(source, lines, mistakes);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    throw ConfigError(mistake_text(builder.place(error.mark), {}, "expected YAML, got an error: " + error.msg));
  }
  return builder.take();
}

std::string read_config_file(const std::filesystem::path& file) {
  const auto refuse = [&](const std::string& why) -> ConfigError {
    return ConfigError(file.string() + ": expected a configuration file, got an error: " + why);
  };
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) throw refuse(error ? error.message() : reason(ENOENT));
  if (std::filesystem::is_directory(status)) throw refuse(reason(EISDIR));
  if (!std::filesystem::is_regular_file(status)) throw refuse("it is a device, pipe or socket");

  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw refuse(reason(errno));
  std::string text(kMaxConfigBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) throw refuse(reason(errno));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > kMaxConfigBytes) throw refuse("it is larger than " + std::to_string(kMaxConfigBytes) + " bytes");
  return text;
}

}  // namespace zvoni::kernel
