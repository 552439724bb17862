#include "sql/names.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "sql/lex.hpp"
#include "sql/parse.hpp"
#include "sql/plpgsql.hpp"
#include "sql/scan_names.hpp"
#include "sql/tree_names.hpp"
#include "sql/type_names.hpp"

namespace schema::sql {
namespace {

/// How a text is dressed up as statements for the parser.
struct Wrapping {
  std::string_view before;
  std::string_view after;
};

// The line break ends a comment at the end of the text.
constexpr Wrapping bare{"", ""};
constexpr Wrapping as_expression{"SELECT (", "\n)"};
constexpr Wrapping as_select_list{"SELECT ", ""};
constexpr Wrapping as_arguments{"SELECT _", ""};
constexpr Wrapping as_return_type{"CREATE FUNCTION x() RETURNS ", ""};
constexpr Wrapping as_standard_body{"CREATE FUNCTION x() RETURNS void LANGUAGE sql ", ""};

/// Gathers what the pieces of one text name.
class Collector {
 public:
  /// Parses a piece that stands at `begin` of the text; the node types of its statements, none if it does not parse.
  std::vector<std::string> parse(std::string_view piece, uint32_t begin, Wrapping wrapping);
  void add(const Name& name, uint32_t shift);
  void fail(SyntaxError error);
  Names finish();

 private:
  Names out_;
  std::set<std::string> created_;
};

std::vector<std::string> Collector::parse(std::string_view piece, uint32_t begin, Wrapping wrapping) {
  const auto prefix = static_cast<uint32_t>(wrapping.before.size());
  const std::string sql = std::string(wrapping.before) + std::string(piece) + std::string(wrapping.after);
  const Parsed parsed = parse_statements(sql);
  if (parsed.error) {
    SyntaxError error = *parsed.error;
    const uint32_t offset = error.offset < prefix ? 0 : error.offset - prefix;
    error.offset = begin + std::min<uint32_t>(offset, static_cast<uint32_t>(piece.size()));
    fail(std::move(error));
    for (const Name& name : scan_names(piece)) add(name, begin);
    return {};
  }
  TreeNames found = names_in_tree(parsed.tree, sql);
  for (Name& name : found.names) {
    const bool placed = name.begin != name.end;
    if (placed && name.begin < prefix) continue;  // the wrapping's own
    if (placed) {
      name.begin -= prefix;
      name.end -= prefix;
    }
    add(name, begin);
  }
  created_.insert(found.created.begin(), found.created.end());
  return std::move(found.statements);
}

void Collector::add(const Name& name, uint32_t shift) {
  if (name.kind == NameKind::type && name.schema.empty() && is_builtin_type(name.name)) return;
  Name placed = name;
  if (name.begin != name.end) {
    placed.begin += shift;
    placed.end += shift;
  }
  out_.names.push_back(std::move(placed));
}

/// Of several errors the first is kept, but a certain one before an uncertain one.
void Collector::fail(SyntaxError error) {
  if (!out_.error || (error.certain && !out_.error->certain) ||
      (error.certain == out_.error->certain && error.offset < out_.error->offset)) {
    out_.error = std::move(error);
  }
}

Names Collector::finish() {
  std::stable_sort(out_.names.begin(), out_.names.end(),
                   [](const Name& a, const Name& b) { return a.begin < b.begin; });
  std::set<std::tuple<NameKind, std::string, std::string>> seen;
  std::erase_if(out_.names, [&](const Name& name) {
    const bool own = name.kind == NameKind::relation && name.schema.empty() && created_.contains(name.name);
    return own || !seen.emplace(name.kind, name.schema, name.name).second;
  });
  return std::move(out_);
}

/// The byte at which the text's first token stands.
uint32_t first_token(std::string_view text) { return Lexer(text).next().begin; }

std::vector<std::string> words(std::string_view text) {
  std::set<std::string> found;
  for (const Token& token : lex(text))
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted) found.insert(identifier(text, token));
  return {found.begin(), found.end()};
}

void collect_type(Collector& out, std::string_view type, uint32_t begin) {
  const std::vector<Token> tokens = lex(type);
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool of_column = is_symbol(type, tokens[i], "%") && is_word(type, tokens[i + 1], "type");
    const bool of_row = is_symbol(type, tokens[i], "%") && is_word(type, tokens[i + 1], "rowtype");
    if (!of_column && !of_row) continue;
    std::string_view relation = type.substr(0, tokens[i].begin);
    if (of_column) relation = relation.substr(0, std::min(relation.rfind('.'), relation.size()));
    const WrittenName name = read_name(relation, tokens[0].begin);
    // A lone name before %TYPE is a variable's.
    if ((of_column && relation.size() == tokens[i].begin) || name.end == 0 || is_system_schema(name.schema)) return;
    return out.add({NameKind::relation, name.schema, name.name, tokens[0].begin, name.end}, begin);
  }
  const auto statements = out.parse(type, begin, as_return_type);
  if (statements.size() > 1) out.fail({"expected one type", begin});
}

void collect_plpgsql(Collector& out, std::string_view body) {
  const Plpgsql parts = read_plpgsql(body);
  for (const Fragment& fragment : parts.fragments) {
    switch (fragment.kind) {
      case FragmentKind::statement:
        out.parse(fragment.text, fragment.begin, bare);
        break;
      case FragmentKind::expression:
        out.parse(fragment.text, fragment.begin, as_select_list);
        break;
      case FragmentKind::arguments:
        out.parse(fragment.text, fragment.begin, as_arguments);
        break;
      case FragmentKind::type:
        collect_type(out, fragment.text, fragment.begin);
        break;
    }
  }
  if (!parts.error) return;
  out.fail(*parts.error);
  uint32_t unread = 0;
  if (!parts.fragments.empty()) {
    unread = parts.fragments.back().begin + static_cast<uint32_t>(parts.fragments.back().text.size());
  }
  for (const Name& name : scan_names(body.substr(unread))) out.add(name, unread);
}

/// BEGIN ATOMIC ... END or RETURN expression, which no string holds but the statement itself.
bool is_standard_body(std::string_view body) {
  Lexer lexer(body);
  const Token first = lexer.next();
  return is_word(body, first, "return") || (is_word(body, first, "begin") && is_word(body, lexer.next(), "atomic"));
}

}  // namespace

Names names_in_query(std::string_view sql) {
  Collector out;
  const auto statements = out.parse(sql, 0, bare);
  const bool parsed = !statements.empty() || first_token(sql) == sql.size();
  if (parsed && (statements.size() != 1 || statements[0] != "SelectStmt")) {
    out.fail({"expected one query", first_token(sql)});
  }
  return out.finish();
}

Names names_in_expression(std::string_view sql) {
  Collector out;
  const auto statements = out.parse(sql, 0, as_expression);
  if (statements.size() > 1) out.fail({"expected one expression", first_token(sql)});
  Names names = out.finish();
  names.words = words(sql);
  return names;
}

Names names_in_type(std::string_view sql) {
  Collector out;
  collect_type(out, sql, 0);
  return out.finish();
}

Names names_in_body(std::string_view body, std::string_view language) {
  Collector out;
  if (language == "plpgsql") {
    collect_plpgsql(out, body);
  } else if (language == "sql") {
    out.parse(body, 0, is_standard_body(body) ? as_standard_body : bare);
  }
  return out.finish();
}

}  // namespace schema::sql
