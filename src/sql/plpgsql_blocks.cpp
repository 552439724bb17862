// The block structure of PL/pgSQL: declarations, statement lists, handlers, and statements that hold statements.
#include "sql/keywords.hpp"
#include "sql/plpgsql_reader.hpp"

namespace schema::sql {
namespace {

constexpr size_t deepest = 500;

}  // namespace

/// #variable_conflict use_column and its like, each on one line.
void PlpgsqlReader::compiler_options() {
  while (take_symbol("#")) {
    advance();
    advance();
  }
}

void PlpgsqlReader::label() {
  expect_symbol("<<");
  if (!at_name()) fail("a label");
  advance();
  expect_symbol(">>");
}

void PlpgsqlReader::block() {
  if (++depth_ > deepest) fail("fewer blocks inside blocks");
  while (take_word("declare")) declarations();
  expect_word("begin");
  statements();
  if (take_word("exception")) exception_handlers();
  expect_word("end");
  if (at_name()) advance();
  --depth_;
}

void PlpgsqlReader::declarations() {
  while (!any_word({"begin", "declare"})) {
    if (symbol("<<")) {
      label();
    } else {
      declaration();
    }
  }
}

void PlpgsqlReader::declaration() {
  if (!at_name()) fail("a declaration or BEGIN");
  advance();
  if (take_word("alias")) {
    skip_to({});
    return end_statement();
  }
  if (any_word({"cursor", "scroll"}) || (word("no") && is_word(body_, peek(), "scroll"))) return cursor_declaration();
  take_word("constant");
  const size_t first = at_;
  skip_to({":=", "=", "default", "not", "collate"});
  if (at_ == first) fail("a type");
  cut(FragmentKind::type, first, at_);
  if (take_word("collate")) skip_to({":=", "=", "default", "not"});
  if (take_word("not")) expect_word("null");
  if (take_symbol(":=") || take_symbol("=") || take_word("default")) expression({});
  end_statement();
}

void PlpgsqlReader::cursor_declaration() {
  take_word("no");
  take_word("scroll");
  expect_word("cursor");
  if (take_symbol("(")) {
    do {
      if (!at_name()) fail("an argument's name");
      advance();
      const size_t first = at_;
      skip_to({",", ")"});
      cut(FragmentKind::type, first, at_);
    } while (take_symbol(","));
    expect_symbol(")");
  }
  if (!take_word("for")) expect_word("is");
  sql_statement({});
  end_statement();
}

void PlpgsqlReader::statements() {
  while (!any_word({"end", "else", "elsif", "elseif", "when", "exception"})) {
    if (now().kind == TokenKind::end) fail("a statement or END");
    statement();
  }
}

void PlpgsqlReader::exception_handlers() {
  if (!word("when")) fail("WHEN");
  while (take_word("when")) {
    skip_to({"then"});
    expect_word("then");
    statements();
  }
}

/// END IF, END LOOP or END CASE, an optional label, and the semicolon.
void PlpgsqlReader::end_of(std::string_view lower) {
  expect_word("end");
  expect_word(lower);
  if (at_name()) advance();
  end_statement();
}

/// A statement that holds statements; false, with nothing taken, if there is none here.
bool PlpgsqlReader::structured_statement() {
  if (any_word({"begin", "declare"})) {
    block();
    end_statement();
  } else if (take_word("if")) {
    if_statement();
  } else if (take_word("case")) {
    case_statement();
  } else if (take_word("while")) {
    expression({"loop"});
    loop_body();
  } else if (word("loop")) {
    loop_body();
  } else if (take_word("for")) {
    for_statement();
  } else if (take_word("foreach")) {
    foreach_statement();
  } else {
    return false;
  }
  return true;
}

void PlpgsqlReader::statement() {
  if (++depth_ > deepest) fail("fewer statements inside statements");
  while (symbol("<<")) label();
  if (at_assignment()) {
    assignment();
  } else if (!structured_statement() && !simple_statement()) {
    sql_statement({});
    end_statement();
  }
  --depth_;
}

void PlpgsqlReader::if_statement() {
  do {
    expression({"then"});
    expect_word("then");
    statements();
  } while (take_word("elsif") || take_word("elseif"));
  if (take_word("else")) statements();
  end_of("if");
}

void PlpgsqlReader::case_statement() {
  optional_expression({"when"});
  if (!word("when")) fail("WHEN");
  while (take_word("when")) {
    expression({"then"});
    expect_word("then");
    statements();
  }
  if (take_word("else")) statements();
  end_of("case");
}

void PlpgsqlReader::loop_body() {
  expect_word("loop");
  statements();
  end_of("loop");
}

/// A cursor, whose arguments may follow, and then LOOP: EXPLAIN (...) begins like one.
bool PlpgsqlReader::at_cursor() const {
  if (!at_name() || is_reserved_keyword(fold(body_.substr(now().begin, now().end - now().begin)))) return false;
  size_t next = 1;
  for (size_t open = 0; peek(next).kind != TokenKind::end; ++next) {
    if (is_symbol(body_, peek(next), "(")) ++open;
    if (open > 0 && is_symbol(body_, peek(next), ")")) --open;
    if (open == 0) break;
  }
  if (is_symbol(body_, peek(next), ")")) ++next;
  return is_word(body_, peek(next), "loop");
}

/// FOR over a range of integers, a cursor, a query or dynamic SQL.
void PlpgsqlReader::for_statement() {
  skip_targets();
  expect_word("in");
  const size_t first = at_;
  if (word("execute")) {
    query_or_dynamic({"loop"});
    return loop_body();
  }
  skip_to({"..", "loop"});
  const bool range = symbol("..");
  at_ = first;
  if (range) {
    take_word("reverse");
    expression({".."});
    expect_symbol("..");
    expression({"by", "loop"});
    if (take_word("by")) expression({"loop"});
  } else if (at_cursor()) {
    advance();
    cursor_arguments();
  } else {
    sql_statement({"loop"});
  }
  loop_body();
}

void PlpgsqlReader::foreach_statement() {
  skip_targets();
  if (take_word("slice")) advance();
  expect_word("in");
  expect_word("array");
  expression({"loop"});
  loop_body();
}

}  // namespace schema::sql
