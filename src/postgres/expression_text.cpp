#include "postgres/expression_text.hpp"

namespace schema::postgres {

namespace {

/// Whether the parenthesis that `text` starts with is closed by its last character. The server doubles every quote
/// inside quotes, so that each quote opens or closes.
bool wrapped(std::string_view text) {
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return false;
  char quote = 0;
  int depth = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    char c = text[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return false;
    }
  }
  return true;
}

/// A query as an expression needs its parentheses: "( SELECT max(a) FROM t)".
bool is_query(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
  return text.starts_with("SELECT ") || text.starts_with("WITH ") || text.starts_with("VALUES ");
}

}  // namespace

std::string bare_expression(std::string_view text) {
  while (wrapped(text) && !is_query(text.substr(1))) text = text.substr(1, text.size() - 2);
  return std::string(text);
}

}  // namespace schema::postgres
