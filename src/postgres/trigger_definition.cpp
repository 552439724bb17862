#include "postgres/trigger_definition.hpp"

#include "sql/lex.hpp"

namespace schema::postgres {

namespace {

/// The string that a constant means; the server prints it with quotes doubled and backslashes as they are.
std::string unquoted(std::string_view constant) {
  std::string out;
  for (size_t i = 1; i + 1 < constant.size(); ++i) {
    out += constant[i];
    if (constant[i] == '\'') ++i;
  }
  return out;
}

}  // namespace

TriggerDefinition read_trigger_definition(std::string_view text) {
  TriggerDefinition found;
  auto tokens = sql::lex(text);
  int depth = 0;
  uint32_t condition = 0;
  bool in_condition = false, in_call = false;
  for (size_t i = 0; i < tokens.size(); ++i) {
    auto& token = tokens[i];
    if (depth == 0 && sql::is_word(text, token, "when")) in_condition = true;
    if (depth == 0 && sql::is_word(text, token, "execute")) in_call = true;
    if (sql::is_symbol(text, token, "(") && depth++ == 0) condition = token.end;
    if (sql::is_symbol(text, token, ")") && --depth == 0 && in_condition) {
      found.when = text.substr(condition, token.begin - condition);
      in_condition = false;
    }
    if (in_call && token.kind == sql::TokenKind::string)
      found.args.push_back(unquoted(text.substr(token.begin, token.end - token.begin)));
  }
  return found;
}

}  // namespace schema::postgres
