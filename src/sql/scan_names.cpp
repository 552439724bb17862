#include "sql/scan_names.hpp"

#include <set>
#include <string>

#include "sql/keywords.hpp"
#include "sql/lex.hpp"
#include "sql/tree_names.hpp"

namespace schema::sql {
namespace {

bool is_keyword(std::string_view sql, const Token& token) {
  return token.kind == TokenKind::word && is_reserved_keyword(identifier(sql, token));
}

bool is_name(std::string_view sql, const Token& token) {
  return token.kind == TokenKind::quoted || (token.kind == TokenKind::word && !is_keyword(sql, token));
}

/// Names that stand before `AS (`: those of CTEs, for the most part.
std::set<std::string> cte_names(std::string_view sql, const std::vector<Token>& tokens) {
  std::set<std::string> names;
  for (size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (is_name(sql, tokens[i]) && is_word(sql, tokens[i + 1], "as") && is_symbol(sql, tokens[i + 2], "(")) {
      names.insert(identifier(sql, tokens[i]));
    }
  }
  return names;
}

bool relation_follows(std::string_view sql, const Token& before, const Token& earlier) {
  if (is_word(sql, before, "into")) return is_word(sql, earlier, "insert") || is_word(sql, earlier, "merge");
  return is_word(sql, before, "from") || is_word(sql, before, "join") || is_word(sql, before, "update");
}

}  // namespace

std::vector<Name> scan_names(std::string_view sql) {
  const std::vector<Token> tokens = lex(sql);
  const std::set<std::string> ctes = cte_names(sql, tokens);
  std::vector<Name> names;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!is_name(sql, tokens[i])) continue;
    const WrittenName written = read_name(sql, tokens[i].begin);
    size_t after = i;
    while (tokens[after].kind != TokenKind::end && tokens[after].begin < written.end) ++after;
    const bool call = is_symbol(sql, tokens[after], "(");
    const bool relation = i > 0 && relation_follows(sql, tokens[i - 1], i > 1 ? tokens[i - 2] : tokens[i - 1]);
    const bool cte = written.schema.empty() && ctes.contains(written.name);
    // INSERT INTO t (columns) is a relation all the same; FROM f(x) is a routine.
    const bool routine = call && !(relation && is_word(sql, tokens[i - 1], "into"));
    if ((routine || relation) && !cte && !is_system_schema(written.schema)) {
      const NameKind kind = routine ? NameKind::routine : NameKind::relation;
      names.push_back({kind, written.schema, written.name, tokens[i].begin, written.end});
    }
    i = after - 1;
  }
  return names;
}

}  // namespace schema::sql
