// The statements of PL/pgSQL that hold no other statements.
#include "sql/plpgsql_reader.hpp"

namespace schema::sql {

void PlpgsqlReader::assignment() {
  skip_target();
  if (!take_symbol(":=") && !take_symbol("=")) fail("\":=\"");
  optional_expression({});  // the server takes nothing for an expression here, and fails when it runs
  end_statement();
}

/// Of the statements that have words of their own; false, with nothing taken, if this must be SQL.
bool PlpgsqlReader::simple_statement() {
  if (take_word("return")) {
    return_statement();
  } else if (take_word("raise")) {
    raise_statement();
  } else if (take_word("execute")) {
    execute_statement();
  } else if (word("perform")) {
    perform_statement();
  } else if (take_word("open")) {
    open_statement();
  } else if (take_word("assert")) {
    expression({});
  } else if (take_word("exit") || take_word("continue")) {
    if (at_name() && !word("when")) advance();
    if (take_word("when")) expression({});
  } else if (take_word("null")) {
    // Nothing follows.
  } else if (any_word({"get", "fetch", "move", "close", "commit", "rollback"})) {
    skip_to({});
  } else {
    return false;
  }
  end_statement();
  return true;
}

void PlpgsqlReader::return_statement() {
  if (word("next") && !is_symbol(body_, peek(), ".")) {
    advance();
    optional_expression({});
  } else if (take_word("query")) {
    query_or_dynamic({});
  } else {
    optional_expression({});
  }
}

/// RAISE [level] [format {, value} | condition] [USING option = value {, ...}]
void PlpgsqlReader::raise_statement() {
  if (symbol(",")) fail("a message");
  skip_to({",", "using"});
  while (take_symbol(",")) expression({",", "using"});
  if (!take_word("using")) return;
  do {
    if (!at_name()) fail("an option of RAISE");
    advance();
    if (!take_symbol("=") && !take_symbol(":=")) fail("\"=\"");
    expression({","});
  } while (take_symbol(","));
}

void PlpgsqlReader::execute_statement() {
  expression({"into", "using"});
  for (;;) {
    if (take_word("into")) {
      take_word("strict");
      skip_targets();
    } else if (take_word("using")) {
      expression({"into"});
    } else {
      return;
    }
  }
}

/// What follows EXECUTE where a query could stand.
void PlpgsqlReader::dynamic_query(Stops stops) {
  if (stops.size() == 0) {
    expression({"using"});
    if (take_word("using")) expression({});
  } else {
    expression({"using", *stops.begin()});
    if (take_word("using")) expression(stops);
  }
}

void PlpgsqlReader::query_or_dynamic(Stops stops) {
  if (take_word("execute")) {
    dynamic_query(stops);
  } else {
    sql_statement(stops);
  }
}

void PlpgsqlReader::open_statement() {
  if (!at_name() && now().kind != TokenKind::parameter) fail("a cursor");
  advance();
  if (symbol("(")) return cursor_arguments();
  take_word("no");
  take_word("scroll");
  if (take_word("for")) query_or_dynamic({});
}

/// PERFORM x is SELECT x with the result thrown away.
void PlpgsqlReader::perform_statement() {
  sql_statement({});
  out_.fragments.back().text.replace(0, 7, "SELECT ");
}

}  // namespace schema::sql
