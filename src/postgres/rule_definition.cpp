#include "postgres/rule_definition.hpp"

#include "postgres/expression_text.hpp"
#include "sql/lex.hpp"

namespace schema::postgres {

namespace {

std::string trimmed(std::string_view text) {
  auto begin = text.find_first_not_of(" \n;");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \n;") + 1 - begin));
}

}  // namespace

RuleDefinition read_rule_definition(std::string_view text) {
  auto tokens = sql::lex(text);
  int depth = 0;
  size_t where = 0;
  for (auto& token : tokens) {
    if (sql::is_symbol(text, token, "(")) ++depth;
    if (sql::is_symbol(text, token, ")")) --depth;
    if (depth > 0) continue;
    if (!where && sql::is_word(text, token, "where")) where = token.end;
    if (!sql::is_word(text, token, "do")) continue;
    RuleDefinition found;
    if (where) found.where = bare_expression(trimmed(text.substr(where, token.begin - where)));
    auto actions = trimmed(text.substr(token.end));
    for (std::string_view word : {"INSTEAD", "ALSO"})
      if (actions.starts_with(word)) actions = trimmed(std::string_view(actions).substr(word.size()));
    // Several commands stand in parentheses, as one query may by itself.
    if (actions.starts_with("(")) actions = trimmed(bare_expression(actions));
    if (actions != "NOTHING") found.actions = std::move(actions);
    return found;
  }
  return {};
}

}  // namespace schema::postgres
