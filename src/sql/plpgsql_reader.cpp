#include "sql/plpgsql_reader.hpp"

#include <algorithm>

#include "sql/keywords.hpp"

namespace schema::sql {

PlpgsqlReader::PlpgsqlReader(std::string_view body) : body_(body), tokens_(lex(body)) {}

Plpgsql PlpgsqlReader::read() {
  try {
    compiler_options();
    while (symbol("<<")) label();
    block();
    take_symbol(";");
    if (now().kind != TokenKind::end) fail("the end of the body");
  } catch (Failure& failure) {
    out_.error = std::move(failure.error);
  }
  return std::move(out_);
}

bool PlpgsqlReader::any_word(std::initializer_list<std::string_view> lower) const {
  return std::any_of(lower.begin(), lower.end(), [&](std::string_view w) { return word(w); });
}

void PlpgsqlReader::advance() {
  if (now().kind == TokenKind::unterminated) {
    const char quote = body_[now().begin];
    throw Failure{{quote == '/' ? "a comment has no end" : "a quoted text has no end", now().begin}};
  }
  if (now().kind != TokenKind::end) ++at_;
}

bool PlpgsqlReader::take_word(std::string_view lower) {
  if (!word(lower)) return false;
  advance();
  return true;
}

bool PlpgsqlReader::take_symbol(std::string_view text) {
  if (!symbol(text)) return false;
  advance();
  return true;
}

void PlpgsqlReader::fail(std::string_view expected) const {
  std::string message = "expected " + std::string(expected);
  if (now().kind == TokenKind::end) {
    message += " at the end of the body";
  } else {
    message += " before \"" + std::string(body_.substr(now().begin, std::min(now().end - now().begin, 40u))) + "\"";
  }
  throw Failure{{message, now().begin}};
}

void PlpgsqlReader::expect_word(std::string_view lower) {
  if (take_word(lower)) return;
  std::string upper(lower);
  for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
  fail(upper);
}

void PlpgsqlReader::expect_symbol(std::string_view text) {
  if (!take_symbol(text)) fail("\"" + std::string(text) + "\"");
}

/// A word that is not reserved in PL/pgSQL, or any in quotes.
bool PlpgsqlReader::at_name() const {
  const bool reserved = any_word({"all",  "begin",   "by",     "case", "declare", "else",  "end",  "execute",
                                  "for",  "foreach", "from",   "if",   "in",      "into",  "loop", "not",
                                  "null", "or",      "strict", "then", "to",      "using", "when", "while"});
  return now().kind == TokenKind::quoted || (now().kind == TokenKind::word && !reserved);
}

/// A name followed by what only an assignment has there: variables may be called like statements.
bool PlpgsqlReader::at_assignment() const {
  if (now().kind == TokenKind::parameter) return true;
  if (!at_name()) return false;
  const auto next = [&](std::string_view text) { return is_symbol(body_, peek(), text); };
  return next(":=") || next("=") || next(".") || next("[");
}

bool PlpgsqlReader::at_stop(Stops stops) const {
  return std::any_of(stops.begin(), stops.end(), [&](std::string_view s) { return word(s) || symbol(s); });
}

void PlpgsqlReader::skip_to(Stops stops) {
  for (size_t open = 0; now().kind != TokenKind::end; advance()) {
    if (open == 0 && (symbol(";") || at_stop(stops))) return;
    if (symbol("(") || symbol("[")) ++open;
    if ((symbol(")") || symbol("]")) && open > 0) --open;
    if (symbol(";") && open > 0) fail("\")\"");
  }
}

void PlpgsqlReader::cut(FragmentKind kind, size_t first, size_t last) {
  if (first >= last) return;
  const uint32_t begin = tokens_[first].begin;
  out_.fragments.push_back({kind, begin, std::string(body_.substr(begin, tokens_[last - 1].end - begin))});
}

/// A variable or literal: on its own it names nothing and is not worth a parse.
bool PlpgsqlReader::is_value(const Token& token) const {
  if (token.kind != TokenKind::word) {
    return token.kind == TokenKind::quoted || token.kind == TokenKind::number || token.kind == TokenKind::parameter;
  }
  const std::string name = identifier(body_, token);
  return name == "true" || name == "false" || name == "null" || !is_reserved_keyword(name);
}

void PlpgsqlReader::optional_expression(Stops stops) {
  const size_t first = at_;
  skip_to(stops);
  if (at_ - first != 1 || !is_value(tokens_[first])) cut(FragmentKind::expression, first, at_);
}

void PlpgsqlReader::expression(Stops stops) {
  const size_t first = at_;
  optional_expression(stops);
  if (at_ == first) fail("an expression");
}

/// INTO's variables are no SQL: they are blanked out, as the server does.
void PlpgsqlReader::sql_statement(Stops stops) {
  const size_t first = at_;
  const bool import = word("import");
  std::vector<std::pair<size_t, size_t>> blanks;
  size_t open = 0;
  bool after_target_verb = false;
  while (now().kind != TokenKind::end && !(open == 0 && (symbol(";") || at_stop(stops)))) {
    if (word("into") && open == 0 && !after_target_verb && !import) {
      const size_t into = at_;
      advance();
      take_word("strict");
      skip_targets();
      blanks.emplace_back(into, at_);
      continue;
    }
    after_target_verb = word("insert") || word("merge");
    if (symbol("(")) ++open;
    if (symbol(")") && open > 0) --open;
    advance();
  }
  if (at_ == first) fail("an SQL statement");
  cut(FragmentKind::statement, first, at_);
  Fragment& fragment = out_.fragments.back();
  for (const auto& [from, to] : blanks) {
    const size_t begin = tokens_[from].begin - fragment.begin;
    std::fill_n(fragment.text.begin() + static_cast<ptrdiff_t>(begin), tokens_[to - 1].end - tokens_[from].begin, ' ');
  }
}

void PlpgsqlReader::cursor_arguments() {
  if (!symbol("(")) return;
  const size_t first = at_;
  size_t open = 0;
  do {
    if (now().kind == TokenKind::end || symbol(";")) fail("\")\"");
    if (symbol("(")) ++open;
    if (symbol(")")) --open;
    advance();
  } while (open > 0);
  cut(FragmentKind::arguments, first, at_);
}

/// A variable, its fields and elements; the subscripts are expressions.
void PlpgsqlReader::skip_target() {
  if (!at_name() && now().kind != TokenKind::parameter) fail("a variable");
  advance();
  for (;;) {
    if (take_symbol(".")) {
      if (!at_name()) fail("a field");
      advance();
    } else if (take_symbol("[")) {
      optional_expression({"]", ":"});
      if (take_symbol(":")) optional_expression({"]"});
      expect_symbol("]");
    } else {
      return;
    }
  }
}

void PlpgsqlReader::skip_targets() {
  do {
    skip_target();
  } while (take_symbol(","));
}

Plpgsql read_plpgsql(std::string_view body) { return PlpgsqlReader(body).read(); }

}  // namespace schema::sql
