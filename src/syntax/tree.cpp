#include "syntax/tree.hpp"

#include <tree_sitter/api.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <unordered_map>

extern "C" const TSLanguage* tree_sitter_schema(void);

namespace schema::syntax {
namespace {

using Names = std::unordered_map<std::string_view, uint8_t>;

#define SCHEMA_STRING(name) #name,
constexpr std::string_view kind_names[] = {SCHEMA_NODE_KINDS(SCHEMA_STRING)};
constexpr std::string_view field_names[] = {SCHEMA_NODE_FIELDS(SCHEMA_STRING)};
#undef SCHEMA_STRING

std::vector<Kind> kinds_by_symbol() {
  Names names;
  for (uint8_t next = static_cast<uint8_t>(Kind::error) + 1; auto name : kind_names) names[name] = next++;
  const TSLanguage* language = tree_sitter_schema();
  std::vector<Kind> kinds(ts_language_symbol_count(language), Kind::token);
  for (TSSymbol symbol = 0; symbol < kinds.size(); symbol++) {
    if (ts_language_symbol_type(language, symbol) != TSSymbolTypeRegular) continue;
    auto found = names.find(ts_language_symbol_name(language, symbol));
    if (found != names.end()) kinds[symbol] = static_cast<Kind>(found->second);
  }
  return kinds;
}

std::vector<Field> fields_by_id() {
  const TSLanguage* language = tree_sitter_schema();
  std::vector<Field> fields(ts_language_field_count(language) + 1, Field::none);
  for (uint8_t next = 1; auto name : field_names) {
    TSFieldId id = ts_language_field_id_for_name(language, name.data(), static_cast<uint32_t>(name.size()));
    fields.at(id) = static_cast<Field>(next++);
  }
  return fields;
}

constexpr TSSymbol error_symbol = static_cast<TSSymbol>(-1);

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kinds = kinds_by_symbol();
  return kinds;
}

const std::vector<Field>& fields() {
  static const std::vector<Field> fields = fields_by_id();
  return fields;
}

/// Walks tree-sitter's tree with one cursor, however deep it is, and puts each node's children side by side.
class Flattener {
 public:
  explicit Flattener(TSNode root) : cursor_(ts_tree_cursor_new(root)) {}
  ~Flattener() { ts_tree_cursor_delete(&cursor_); }
  Flattener(const Flattener&) = delete;
  Flattener& operator=(const Flattener&) = delete;

  NodeData run(std::vector<NodeData>& into) {
    enter();
    while (true) {
      if (ts_tree_cursor_goto_first_child(&cursor_)) {
        enter();
        continue;
      }
      close(into);
      while (!ts_tree_cursor_goto_next_sibling(&cursor_)) {
        if (!ts_tree_cursor_goto_parent(&cursor_)) return open_.front().data;
        close(into);
      }
      enter();
    }
  }

 private:
  struct Open {
    NodeData data;
    bool closed;  ///< all of its children are known
  };

  void enter() {
    TSNode node = ts_tree_cursor_current_node(&cursor_);
    TSSymbol symbol = ts_node_symbol(node);
    NodeData data{};
    data.begin = ts_node_start_byte(node);
    data.end = ts_node_end_byte(node);
    data.first_row = ts_node_start_point(node).row;
    data.last_row = ts_node_end_point(node).row;
    data.symbol = symbol;
    data.kind = symbol == error_symbol ? Kind::error : kinds().at(symbol);
    TSFieldId field = ts_tree_cursor_current_field_id(&cursor_);
    data.field = field == 0 ? Field::none : fields().at(field);
    data.missing = ts_node_is_missing(node);
    data.has_error = ts_node_has_error(node);
    open_.push_back({data, false});
  }

  /// The last node that is open has all its children behind it.
  void close(std::vector<NodeData>& into) {
    size_t own = open_.size();
    while (open_[own - 1].closed) --own;
    auto& node = open_[own - 1];
    node.data.first_child = static_cast<uint32_t>(into.size());
    node.data.children = static_cast<uint32_t>(open_.size() - own);
    node.closed = true;
    for (size_t i = own; i < open_.size(); ++i) into.push_back(open_[i].data);
    open_.resize(own);
  }

  TSTreeCursor cursor_;
  std::vector<Open> open_;  ///< the way to the current node, with the finished siblings on each level
};

struct Parsed {
  NodeData root;
  std::vector<NodeData> nodes;
};

Parsed parse_text(std::string_view text) {
  std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser(ts_parser_new(), ts_parser_delete);
  if (!ts_parser_set_language(parser.get(), tree_sitter_schema())) {
    throw std::runtime_error("the tree-sitter library does not load this grammar's version");
  }
  std::unique_ptr<TSTree, decltype(&ts_tree_delete)> tree(
      ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<uint32_t>(text.size())), ts_tree_delete);
  Parsed out;
  out.root = Flattener(ts_tree_root_node(tree.get())).run(out.nodes);
  return out;
}

/// The beginning of a large text: enough to see that it is no document.
std::string_view head_of(std::string_view text) {
  constexpr size_t kHead = 64 * 1024;
  auto end = text.size() < 2 * kHead ? std::string_view::npos : text.rfind('\n', kHead);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

/// Whether it has more mistakes than anybody reads, each of which costs the parser much time. The head of a document
/// without any is right up to where it is cut, and what it leaves open there gives not even one a level.
bool is_hopeless(const Parsed& head) {
  constexpr std::ptrdiff_t kTooMany = 300;
  auto mistakes = std::count_if(head.nodes.begin(), head.nodes.end(), [](const NodeData& node) {
    return node.kind == Kind::error || node.missing || node.kind == Kind::stray_ || node.kind == Kind::stray_body_;
  });
  return mistakes >= kTooMany;
}

}  // namespace

std::string_view Node::type() const { return ts_language_symbol_name(tree_sitter_schema(), data_->symbol); }

Children Node::children() const {
  if (!data_) return {nullptr, 0, nullptr};
  return {all_ + data_->first_child, data_->children, all_};
}

Node find(Children children, Field field) {
  for (auto [node, filled] : children) {
    if (filled == field && node.kind() != Kind::comment_) return node;
  }
  return {};
}

Tree::Tree(std::string_view text) : read_(text.size()) {
  auto head = head_of(text);
  auto parsed = parse_text(head.empty() ? text : head);
  if (!head.empty() && is_hopeless(parsed)) {
    read_ = head.size();
  } else if (!head.empty()) {
    parsed = parse_text(text);
  }
  root_ = parsed.root;
  nodes_ = std::move(parsed.nodes);
}

}  // namespace schema::syntax
