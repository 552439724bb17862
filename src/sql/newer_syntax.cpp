#include "sql/newer_syntax.hpp"

#include <string>
#include <unordered_set>

#include "sql/lex.hpp"

namespace schema::sql {
namespace {

/// Words, or two words in a row, that PostgreSQL 15 does not know but a newer one or Redshift does.
const std::unordered_set<std::string>& newer_phrases() {
  static const std::unordered_set<std::string> phrases = {
      // PostgreSQL 16 to 19.
      "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query", "json_scalar",
      "json_serialize", "json_table", "json_value", "is json", "not json", "merge", "merge_action", "system_user",
      "at local", "without overlaps", "for portion", "returning with", "graph_table", "enforced", "ignore nulls",
      "respect nulls",
      // Redshift.
      "qualify", "select top", "minus select", "approximate", "pivot", "unpivot", "exclude", "distkey", "sortkey",
      "diststyle", "unload", "connect by", "start with"};
  return phrases;
}

}  // namespace

bool may_be_newer(std::string_view sql, std::string_view message) {
  if (message.find("must have an alias") != std::string_view::npos) return true;     // not needed since 16
  if (message.find("after numeric literal") != std::string_view::npos) return true;  // 0x1f and 1_000, since 16
  Lexer lexer(sql);
  std::string before;
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    if (token.kind != TokenKind::word) {
      before.clear();
      continue;
    }
    const std::string word = identifier(sql, token);
    if (newer_phrases().contains(word) || newer_phrases().contains(before + " " + word)) return true;
    before = word;
  }
  return false;
}

}  // namespace schema::sql
