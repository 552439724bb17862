#include "syntax/tree.hpp"

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

}  // namespace

Kind Node::kind() const {
  static const std::vector<Kind> kinds = kinds_by_symbol();
  if (ts_node_is_null(node_)) return Kind::none;
  TSSymbol symbol = ts_node_symbol(node_);
  return symbol == error_symbol ? Kind::error : kinds.at(symbol);
}

Field Cursor::field() const {
  static const std::vector<Field> fields = fields_by_id();
  TSFieldId id = ts_tree_cursor_current_field_id(&cursor_);
  return id == 0 ? Field::none : fields.at(id);
}

std::vector<Child> Node::children() const {
  std::vector<Child> result;
  uint32_t count = *this ? ts_node_child_count(node_) : 0;
  if (count == 0) return result;
  result.reserve(count);
  Cursor cursor(*this);
  for (bool more = cursor.down(); more; more = cursor.right()) result.push_back({cursor.node(), cursor.field()});
  return result;
}

Node find(const std::vector<Child>& children, Field field) {
  for (const Child& child : children) {
    if (child.field == field && child.node.kind() != Kind::comment_) return child.node;
  }
  return {};
}

Tree::Tree(std::string_view text) {
  std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser(ts_parser_new(), ts_parser_delete);
  if (!ts_parser_set_language(parser.get(), tree_sitter_schema())) {
    throw std::runtime_error("the tree-sitter library does not load this grammar's version");
  }
  tree_.reset(ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<uint32_t>(text.size())));
}

}  // namespace schema::syntax
